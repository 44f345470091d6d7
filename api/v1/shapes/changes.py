"""Shapes of `changes`: what to keep and what to remove, and what brought it about."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework import serializers

from editions.models import Act, Status
from editions.vocabulary import ChangeKind, ContentType

from .answers import Factsheet, Faq, Publisher, Reference, Term, Topic
from .problems import Replacement
from .standing import Shape

ANY_CONTENT: Any = PolymorphicProxySerializer(
    component_name="AnyContent",
    serializers={
        "factsheet": Factsheet,
        "faq": Faq,
        "reference": Reference,
        "topic": Topic,
        "term": Term,
        "publisher": Publisher,
    },
    resource_type_field_name="type",
    many=False,
)


class LogLine(Shape):
    """One act, as the log has it. More acts may come; treat those that you do not know as news without a name."""

    id = serializers.IntegerField()
    act = serializers.ChoiceField(Act.values)
    at = serializers.DateTimeField()
    status = serializers.ChoiceField(Status.values, allow_null=True, help_text="After the act.")
    kind = serializers.ChoiceField(ChangeKind.values, allow_null=True)
    note = serializers.CharField(allow_blank=True)
    edition = serializers.UUIDField(
        allow_null=True, help_text="Of `redacted`: the edition whose words every copy is to lose."
    )


class Removal(Shape):
    """Why a text is not to be shown any more."""

    code = serializers.ChoiceField(
        ["withdrawn", "translation-withheld", "left-filter"],
        help_text="As the `code` of the problem that is answered at its address; `left-filter` if it is still there, "
        "but no longer under the topic asked for.",
    )
    reason = serializers.CharField(allow_null=True)
    note = serializers.CharField(allow_blank=True)
    withdrawn_at = serializers.DateTimeField(allow_null=True)
    replacement = Replacement(allow_null=True)


class Changed(Shape):
    """One text to keep or to remove."""

    action = serializers.ChoiceField(["put", "remove"])
    id = serializers.UUIDField()
    type = serializers.ChoiceField(ContentType.values)
    slug = serializers.CharField()
    language = serializers.CharField(help_text="BCP 47 tag of the text.")
    changes = LogLine(
        many=True,
        help_text="The acts since you were last up to date, oldest first, the newest 20 at most. Empty if only "
        "something beside the text has changed, such as the name of a topic.",
    )
    removal = Removal(allow_null=True)
    document = ANY_CONTENT


class ChangePage(Shape):
    """Some texts to keep or to remove."""

    next = serializers.URLField(help_text="Go on here, at once if there is more, otherwise whenever you like.")
    has_more = serializers.BooleanField()
    restart = serializers.BooleanField(
        help_text="True where everything is given from the beginning. What you hold and are not given again before "
        "`has_more` is false is to be removed then."
    )
    results = Changed(many=True)
