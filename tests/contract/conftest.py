"""What the tests of the contract share: reader and clock of the API's tests, and a library with one of each."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from uuid import UUID

import pytest

from editions import withdrawals, withholding
from editions.models import Edition, Publication, Slug, WithdrawalReason
from editions.models.publications import SERVED
from editions.vocabulary import ChangeKind
from tests.api.builders import ASTHMA, a_content, a_sheet_called, inhalers, released, released_in
from tests.api.conftest import clock, read
from tests.conftest import NO_NODE

__all__ = ["clock", "read"]

needs_node = pytest.mark.skipif(not shutil.which("npm") and not os.environ.get("CI"), reason=NO_NODE)


@dataclass(frozen=True)
class Library:
    """Names that lead to contents, by folder, and ids of editions."""

    slugs: dict[str, list[str]]
    editions: list[str]


@pytest.fixture
def library(transactional_db: None) -> Library:
    return a_library()


def a_library() -> Library:
    """Sheets in every state that a reader can meet: current, outdated, withheld, withdrawn, one with everything."""
    inhalers()
    for edition in Edition.objects.select_related("work").order_by("released_at", "id"):
        released_in("fr", edition, method="machine-assisted")
    second = released(a_content(summary="What asthma is, and how it is treated."), kind=ChangeKind.CONTENT)
    released_in("pl", second)
    withholding.withhold(ASTHMA, "pl", reason="A dose is wrong.", by="Test Editor")
    wheezing = a_sheet_called("Wheezing")
    withdrawals.withdraw(wheezing.work_id, reason=WithdrawalReason.EXPIRED, by="Test Editor")
    return Library(slugs_by_folder(), editions=[str(id) for id in some_editions()])


def slugs_by_folder() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for slug in Slug.objects.filter(current=True).order_by("slug"):
        found.setdefault(f"{slug.type}s", []).append(slug.slug)
    return found


def some_editions() -> list[UUID]:
    """First those that readers get, then some that they do not."""
    ids = Publication.objects.order_by("edition_id").values_list("edition_id", flat=True)
    served = ids.filter(status__in=SERVED)
    return [*served[:6], *ids.exclude(status__in=SERVED)[:2]]
