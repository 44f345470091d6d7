"""Inclusions: which edition froze the words of which neighbour; and the durable list of what must follow a change."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from editions.vocabulary import ChangeKind

from .editions import Edition
from .publications import Status
from .works import Work


class Role(models.TextChoices):
    """What a neighbour is to a content."""

    PUBLISHER = "publisher", _("Publisher")
    FAQ = "faq", _("Question included")
    REFERENCE = "reference", _("Reference cited")
    TERM = "term", _("Term explained")
    TOPIC = "topic", _("Topic")
    LINK = "link", _("Link")
    SUPERSEDED_BY = "superseded_by", _("Superseded by")


# Those whose words an edition holds; the others are resolved when somebody reads.
FROZEN = (Role.PUBLISHER, Role.FAQ, Role.REFERENCE, Role.TERM)


class Inclusion(models.Model):
    """One neighbour of one edition. `included` is the neighbour's edition whose words were frozen.

    It is empty for neighbours that are only named, and for one that was left out. `language` is that of `included`.
    Rows belong to their edition and are as immutable as it is.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="inclusions")
    role = models.CharField(max_length=20, choices=Role.choices)
    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="included_in")
    included = models.ForeignKey(Edition, null=True, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=16, blank=True)

    class Meta:
        verbose_name = _("inclusion")
        verbose_name_plural = _("inclusions")
        constraints = [
            models.UniqueConstraint(fields=["edition", "role", "work"], name="inclusion_is_unique"),
        ]
        indexes = [models.Index(fields=["work", "role"], name="inclusion_by_work")]

    def __str__(self) -> str:
        return f"{self.role} {self.work_id} in {self.edition_id}"


class DependentQuerySet(models.QuerySet["Dependent"]):
    """Questions about what is still to be released."""

    def due(self, now: object) -> DependentQuerySet:
        """Those to be tried now: first what readers do not get meanwhile, then what waits longest."""
        first = models.Case(models.When(meanwhile=Status.WITHHELD, then=0), default=1)
        return self.filter(not_before__lte=now).order_by(first, "id")


class Dependent(models.Model):
    """A publication that has to be released again because a neighbour's words have changed.

    Written in the act that changed the neighbour, taken away in the act that releases; a worker that is killed in
    between loses nothing. `kind` and `note` are what the neighbour's change said, the gravest if there were several.
    `meanwhile` is the status that the publication has at least while the line is there. `not_before` is empty while
    something that it needs is not to be had: then it waits for that, and not for a time.
    """

    id = models.BigAutoField(primary_key=True)
    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="dependents")
    language = models.CharField(max_length=16)
    kind = models.CharField(max_length=10, choices=ChangeKind.choices)
    note = models.TextField(blank=True)
    meanwhile = models.CharField(max_length=10, choices=Status.choices, default=Status.CURRENT)
    since = models.DateTimeField()
    not_before = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)

    objects: ClassVar[DependentQuerySet] = DependentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("dependent release")
        verbose_name_plural = _("dependent releases")
        constraints = [models.UniqueConstraint(fields=["work", "language"], name="dependent_is_unique")]
        indexes = [models.Index(fields=["not_before", "id"], name="dependent_by_turn")]

    def __str__(self) -> str:
        return f"{self.work_id} {self.language}"
