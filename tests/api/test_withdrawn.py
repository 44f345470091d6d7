"""Withdrawn, withheld, missing and never there are four different answers."""

import pytest

from editions import withdrawals
from editions.models import WithdrawalReason

from .builders import ASTHMA, a_content, a_sheet_called, an_id, released, released_in

pytestmark = pytest.mark.django_db


def withdraw(reason=WithdrawalReason.EXPIRED, **explanation):
    withdrawals.withdraw(ASTHMA, reason=reason, by="Test Editor")
    if explanation:
        withdrawals.explain(ASTHMA, by="Test Editor", **explanation)


@pytest.mark.parametrize("reason", WithdrawalReason.values)
def test_withdrawn_sheet_is_gone_with_its_reason(read, reason):
    released()
    withdraw(WithdrawalReason(reason))
    answer = read("factsheets/asthma/")
    assert (answer.status_code, answer.json()["code"]) == (410, "withdrawn")
    assert answer.json()["reason"] == reason


def test_withdrawal_names_what_to_read_instead(read):
    released()
    a_sheet_called("Wheezing")
    withdraw(note="Merged with another sheet.", replacement_id=an_id("Wheezing"))
    problem = read("factsheets/asthma/").json()
    assert problem["note"] == "Merged with another sheet."
    assert problem["replacement"]["slug"] == "wheezing"
    assert problem["replacement"]["url"].endswith("/api/v1/factsheets/wheezing/")


@pytest.mark.parametrize("lang", ["en", "fr", "cy"])
def test_withdrawn_sheet_is_gone_in_every_language(read, lang):
    released_in("fr", released())
    withdraw()
    answer = read("factsheets/asthma/", lang=lang, fallback="current")
    assert answer.status_code == 410
    assert "Asthma" not in answer.content.decode()


def test_withdrawn_sheet_is_gone_from_lists(read):
    released()
    withdraw()
    assert read("factsheets/").json()["count"] == 0


def test_old_slug_of_a_withdrawn_sheet_is_gone_without_a_detour(read):
    released()
    released(a_content(summary="New."), slug="asthma-in-adults")
    withdraw()
    assert read("factsheets/asthma/").status_code == 410


def test_history_of_a_withdrawn_sheet_is_gone(read):
    released()
    withdraw()
    assert read("factsheets/asthma/editions/").status_code == 410


def test_never_existed_is_the_same_for_every_name(read):
    headers = {"X-Request-ID": "one-and-the-same"}
    first, second = (read(f"factsheets/{name}/", headers=headers) for name in ("eczema", "secret-draft"))
    assert first.content.replace(b"eczema", b"") == second.content.replace(b"secret-draft", b"")
    assert dict(first.headers) | {"Content-Length": ""} == dict(second.headers) | {"Content-Length": ""}


def test_caches_may_keep_what_is_known_of_a_content_and_nothing_else(read):
    released()
    public = "public, max-age=30, stale-while-revalidate=15"
    assert read("factsheets/asthma/", lang="cy")["Cache-Control"] == public
    assert read("factsheets/eczema/")["Cache-Control"] == "no-store"
    withdraw()
    assert read("factsheets/asthma/")["Cache-Control"] == public
    assert read("factsheets/asthma/")["Cache-Tag"] == str(ASTHMA)[:13]
