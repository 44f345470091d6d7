"""Editions: words that never change, beside a status that does."""

import pytest

from editions import redaction, withdrawals, withholding
from editions.models import WithdrawalReason
from editions.vocabulary import ChangeKind

from .builders import ASTHMA, a_content, an_id, released, released_in

pytestmark = pytest.mark.django_db


def second_edition(**changed):
    return released(a_content(summary="Another summary."), **changed)


def edition_at(read, edition):
    return read(f"editions/{edition.id}/")


def history(read, **asked):
    return read("factsheets/asthma/editions/", **asked)


def test_current_edition_has_the_words_of_the_sheet(read):
    edition = released()
    answer = edition_at(read, edition).json()
    sheet = read("factsheets/asthma/").json()
    assert answer["status"] == "current"
    assert answer["replaced_by"] is None
    for member in ("title", "sections", "edition", "review", "publisher", "topics", "references", "rights"):
        assert answer[member] == sheet[member]


def test_superseded_edition_keeps_its_words_and_links_to_the_next(read):
    first = released()
    second = second_edition()
    answer = edition_at(read, first).json()
    assert answer["summary"] == "What asthma is, and how to live well with it."
    assert answer["status"] == "superseded"
    assert answer["replaced_by"]["id"] == str(second.id)
    assert "newer edition" in answer["translation"]["notice"]


def test_outdated_edition_says_so(read):
    french = released_in("fr", released())
    second_edition(kind=ChangeKind.CONTENT)
    answer = edition_at(read, french).json()
    assert answer["status"] == "outdated"
    assert "status" not in answer["translation"]


def test_withheld_edition_is_gone_without_its_words(read):
    french = released_in("fr", released(), title="Asthme")
    withholding.withhold(ASTHMA, "fr", reason="A dose is wrong.", by="Test Editor")
    answer = edition_at(read, french)
    assert (answer.status_code, answer.json()["code"]) == (410, "withheld")
    assert answer.json()["reason"] == "A dose is wrong."
    assert answer.json()["edition"]["hash"] == french.hash
    assert "Asthme" not in answer.content.decode()


def test_withdrawn_edition_is_gone_without_its_words(read):
    edition = released()
    withdrawals.withdraw(ASTHMA, reason=WithdrawalReason.UNPUBLISHED, by="Test Editor")
    answer = edition_at(read, edition)
    assert (answer.status_code, answer.json()["code"]) == (410, "withdrawn")
    assert answer.json()["edition"]["version"] == 1
    assert "airways" not in answer.content.decode()


def test_redacted_edition_is_gone_with_reason_and_hash(read):
    first = released()
    second_edition()
    redaction.redact(first.id, reason="By order of a court.", by="Test Editor")
    answer = edition_at(read, first)
    assert (answer.status_code, answer.json()["code"]) == (410, "redacted")
    assert answer.json()["reason"] == "By order of a court."
    assert answer.json()["edition"]["hash"] == first.hash
    assert "airways" not in answer.content.decode()


def test_editions_of_a_language_that_was_switched_off_stay_readable(read, settings):
    french = released_in("fr", released(), title="Asthme")
    settings.CONTENT_LANGUAGES = ("en",)
    assert edition_at(read, french).json()["title"] == "Asthme"


@pytest.mark.parametrize("name", [str(an_id("nobody")), "1", "asthma", "x" * 1000])
def test_unknown_edition_is_not_found(read, name):
    answer = read(f"editions/{name}/")
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


def test_nobody_asks_for_the_language_of_an_edition(read):
    edition = released()
    assert read(f"editions/{edition.id}/", lang="fr").status_code == 400


def test_history_is_newest_first_without_texts(read):
    released(note="First edition.")
    second_edition(kind=ChangeKind.EDITORIAL, note="A typo.")
    answer = history(read)
    lines = answer.json()["results"]
    assert [(each["version"], each["status"]) for each in lines] == [
        (2, "current"),
        (1, "superseded"),
    ]
    assert lines[0]["change"] == {"kind": "editorial", "note": "A typo."}
    assert "airways" not in answer.content.decode()


def test_history_is_of_one_language(read):
    released_in("fr", released())
    second_edition(kind=ChangeKind.CONTENT)
    answer = history(read, lang="fr")
    assert answer.json()["language"]["served"] == "fr"
    assert [each["status"] for each in answer.json()["results"]] == ["outdated"]
    assert history(read, lang="cy").json()["code"] == "translation-missing"
    assert history(read, lang="cy", fallback="missing").json()["language"]["reason"] == "missing"


def test_history_shows_redactions(read):
    first = released()
    second_edition()
    redaction.redact(first.id, reason="By order of a court.", by="Test Editor")
    assert [each["status"] for each in history(read).json()["results"]] == ["current", "redacted"]


def test_history_comes_in_pages(read, settings):
    released()
    for number in range(4):
        released(a_content(summary=f"Summary {number}."))
    page = history(read, page_size=2).json()
    shown = [each["version"] for each in page["results"]]
    while page["next"]:
        page = read(page["next"].removeprefix(settings.SITE_URL)).json()
        shown += [each["version"] for each in page["results"]]
    assert shown == [5, 4, 3, 2, 1]
    assert page["count"] == 5


def test_edition_and_history_cost_a_fixed_number_of_queries(read, django_assert_max_num_queries):
    edition = released()
    second_edition()
    with django_assert_max_num_queries(4):
        edition_at(read, edition)
    with django_assert_max_num_queries(3):
        history(read)
