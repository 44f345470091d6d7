"""Whatever happens, and whenever a reader looks: in the end the copies are what the API shows, member for member."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest

from editions import dependents, redaction, releases, withdrawals, withholding
from editions.composing import uncomposed
from editions.content import FaqPlace
from editions.issuing import Evidence
from editions.models import Change, Edition, Publication, Slug, Status, WithdrawalReason, Work
from editions.models.editions import Redacted
from editions.models.publications import SERVED
from editions.redaction import CannotRedact
from editions.slugs import SlugRefused
from editions.withdrawals import NotWithdrawn, UnusableReplacement
from editions.withholding import CannotWithhold
from tests.api.builders import (
    CLINIC,
    a_citation,
    a_content,
    a_notice,
    a_paragraph,
    a_reference,
    a_section,
    a_topic,
    an_faq,
    an_id,
    in_language,
    slug_of,
)

from .copies import Copies, truth

pytestmark = pytest.mark.django_db

REFUSALS = (
    *(releases.ReleaseRefused, CannotRedact, CannotWithhold, SlugRefused, NotWithdrawn, UnusableReplacement, Redacted),
)
SHEETS = ("Asthma", "Eczema", "Gout")
TOPICS = ("Breathing", "Skin")
LANGUAGES = ("fr", "ar")
KINDS = ("editorial", "content", "content", "safety")
FILTERS: list[dict[str, Any]] = [
    {},
    {"page_size": 1},
    {"lang": "fr", "page_size": 2},
    {"type": "factsheet", "page_size": 3},
    {"topic": "breathing", "page_size": 2},
    {"topic": "breathing", "lang": "en-GB", "type": "factsheet"},
    {"lang": "cy"},
    {"topic": "nowhere"},
]


@dataclass
class World:
    """Some contents, and chance."""

    random: Random

    def begin(self) -> None:
        for content in (CLINIC, *map(a_topic, TOPICS), a_reference("spacers"), an_faq()):
            self._release(content)
        for title in SHEETS:
            self._release(self._sheet(title))

    def act(self) -> str:
        """Something happens, or is refused."""
        act: Callable[[], object] = self.random.choice(
            [
                *(self.change_a_sheet, self.change_a_sheet, self.translate, self.translate, self.withhold),
                *(self.stop_withholding, self.withdraw, self.come_back, self.rename, self.redact, self.explain),
                *(self.change_a_neighbour, self.let_one_follow, self.let_all_follow),
            ]
        )
        with suppress(*REFUSALS):
            act()
        return act.__name__

    def change_a_sheet(self) -> None:
        self._release(self._sheet(self.random.choice(SHEETS)))

    def change_a_neighbour(self) -> None:
        words = f"Words {self.random.random()}"
        self._release(
            self.random.choice(
                [
                    a_topic("Breathing", title=words),
                    a_topic("Skin", summary=words),
                    a_reference("spacers", note=words),
                    an_faq("Can I use a spacer?", a_paragraph("answer", words)),
                ]
            )
        )

    def translate(self) -> None:
        edition = self._an_edition(of_source=True)
        latest = Edition.objects.of_source(edition.work).last()
        assert latest
        translation = in_language(self.random.choice(LANGUAGES), latest.value(), title=f"{self.random.randrange(9)}")
        releases.release_translation(
            translation, made_from=latest, notice=a_notice(note="New."), evidence=Evidence("human")
        )

    def withhold(self) -> None:
        publication = self._a_publication()
        withholding.withhold(publication.work_id, publication.language, reason="Wrong.", by="")

    def stop_withholding(self) -> None:
        for publication in Publication.objects.exclude(held_reason=""):
            withholding.stop_withholding(publication.work_id, publication.language, by="")

    def withdraw(self) -> None:
        work = self._a_publication().work
        if work.type != "publisher":
            withdrawals.withdraw(work.id, reason=self.random.choice(list(WithdrawalReason)), by="")

    def come_back(self) -> None:
        for work in Work.objects.filter(withdrawn_at__isnull=False):
            edition = Edition.objects.of_source(work).last()
            assert edition
            self._release(uncomposed(edition.value()))

    def explain(self) -> None:
        for work in Work.objects.filter(withdrawn_at__isnull=False):
            other = self._a_publication().work_id
            withdrawals.explain(work.id, note=f"{self.random.random()}", replacement_id=other, by="")

    def rename(self) -> None:
        edition = self._an_edition(of_source=True)
        latest = Edition.objects.of_source(edition.work).last()
        assert latest
        slug = f"renamed-{self.random.randrange(10**6)}"
        releases.release_source(uncomposed(latest.value()), slug=slug, notice=a_notice())

    def redact(self) -> None:
        redaction.redact(self._an_edition().id, reason="By order.", by="")

    def let_one_follow(self) -> None:
        dependents.release_next()

    def let_all_follow(self) -> None:
        dependents.release_all()

    def _sheet(self, title: str) -> Any:
        names = [name for name in TOPICS if self.random.random() < 0.6]
        cites = f"Said{a_citation('spacers') if self.random.random() < 0.6 else ''}."
        return a_content(
            id=an_id(title),
            title=f"{title} {self.random.randrange(3)}",
            summary=f"{self.random.random()}",
            topics=tuple(map(an_id, names)),
            faqs=(FaqPlace(an_id("Can I use a spacer?")),) if self.random.random() < 0.5 else (),
            sections=(a_section("evidence", "Evidence", a_paragraph("cites", cites)),),
        )

    def _release(self, content: Any) -> None:
        work = Work.objects.filter(id=content.id).first()
        slug = slug_of(content) if work else content.title.casefold().replace(" ", "-").strip("?")
        notice = a_notice(self.random.choice(KINDS), note=f"{self.random.random()}")
        releases.release_source(content, slug=slug, notice=notice)

    def _a_publication(self) -> Publication:
        return self.random.choice(list(Publication.objects.select_related("work").order_by("work_id", "language")))

    def _an_edition(self, *, of_source: bool = False) -> Edition:
        editions = Edition.objects.order_by("work_id", "language", "version")
        return self.random.choice(list(editions.filter(made_from__isnull=True) if of_source else editions))


def is_wanted_by(filters: dict[str, Any]) -> Callable[[Publication], bool]:
    """What lists with the same filters show, said once more and in another way."""

    def is_wanted(publication: Publication) -> bool:
        language = {"en-GB": "en"}.get(filters.get("lang", ""), filters.get("lang"))
        topics = publication.edition.inclusions.filter(role="topic", work__withdrawn_at__isnull=True)
        slugs = Slug.objects.filter(work__in=topics.values("work")).values_list("slug", flat=True)
        return (
            publication.status in SERVED
            and language in (None, publication.language)
            and filters.get("type") in (None, publication.type)
            and ("topic" not in filters or filters["topic"] in slugs)
        )

    return is_wanted


@pytest.mark.parametrize("seed", range(6))
def test_copies_end_as_what_the_api_shows(client, seed):
    random = Random(seed)
    world = World(random)
    world.begin()
    readers = [Copies(client, **filters) for filters in FILTERS]
    for _turn in range(40):
        world.act()
        for reader in readers:
            if random.random() < 0.4:
                reader.read_page()  # often in the middle of a sync that then goes on after other acts
        if random.random() < 0.2:
            assert_is_true(random.choice(readers), client)
    for reader in [*readers, Copies(client)]:
        assert_is_true(reader, client)


def assert_is_true(reader: Copies, client: Any) -> None:
    reader.sync()
    assert reader.texts == truth(client, is_wanted=is_wanted_by(reader.filters))


def test_simulation_does_what_it_is_for(client):
    """A world in which everything is refused would prove nothing."""
    world = World(Random(0))
    world.begin()
    for _turn in range(150):
        world.act()
    logged = set(Change.objects.values_list("act", flat=True))
    assert set(Change.objects.values_list("status", flat=True)) == {"", *Status.values}
    assert logged >= {
        *("released", "recomposed", "status_changed", "withheld", "no_longer_withheld", "withdrawn"),
        *("withdrawal_explained", "reinstated", "renamed", "redacted"),
    }
