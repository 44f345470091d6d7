"""Acts and search: what readers are not served is not found, from that moment on; the index can be made anew."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from editions import redaction, releases, withdrawals, withholding
from editions.checks import check_search
from editions.models import Publication, SearchText, WithdrawalReason
from editions.search import database, index
from editions.vocabulary import ChangeKind
from tests.api.builders import ASTHMA, a_content, a_notice, an_faq, inhalers, released, released_in

ON_SQLITE = connection.vendor == "sqlite"

pytestmark = pytest.mark.django_db


def words_stored():
    return "\n".join(SearchText.objects.values_list("text", flat=True))


def test_new_words_are_found_and_old_ones_are_not(slugs):
    released(a_content(summary="Of wheezing."))
    released(a_content(summary="Of breath."))
    assert (slugs("wheezing", type="factsheet"), slugs("breath")) == (["asthma"], ["asthma"])  # it is its other name
    released(a_content(alternative_titles=(), summary="Of breath."))
    assert slugs("wheezing") == []


def test_withdrawn_content_is_not_found(slugs):
    released_in("fr", released(), title="Asthme")
    withdrawals.withdraw(ASTHMA, reason=WithdrawalReason.EXPIRED, by="")
    assert slugs("asthma") == slugs("asthme", lang="fr") == []
    assert not SearchText.objects.filter(publication__work=ASTHMA).exists()


def test_content_that_comes_back_is_found_again(slugs):
    released()
    withdrawals.withdraw(ASTHMA, reason=WithdrawalReason.UNPUBLISHED, by="")
    releases.release_source(a_content(), slug="asthma", notice=a_notice())
    assert slugs("asthma") == ["asthma"]


def test_withheld_language_is_not_found_until_it_is_given_back(slugs):
    released_in("fr", released(), title="Asthme")
    withholding.withhold(ASTHMA, "fr", reason="A dose is wrong.", by="")
    assert (slugs("asthme", lang="fr"), slugs("asthma")) == ([], ["asthma"])
    withholding.stop_withholding(ASTHMA, "fr", by="")
    assert slugs("asthme", lang="fr") == ["asthma"]


def test_safety_change_takes_translations_out_of_search(slugs):
    released_in("fr", released(), title="Asthme")
    released(a_content(summary="Dangerous."), kind=ChangeKind.SAFETY)
    assert (slugs("asthme", lang="fr"), slugs("dangerous")) == ([], ["asthma"])


def test_safety_change_of_a_question_takes_its_sheets_out_of_search(slugs):
    inhalers()
    released(an_faq("Can I use a spacer?", id=an_faq("Can I use a spacer?").id, answer=()), kind=ChangeKind.SAFETY)
    assert "inhalers" not in slugs("spacer")


def test_redacted_words_are_nowhere_in_search():
    first = released(a_content(summary="A secret name."))
    withdrawals.withdraw(ASTHMA, reason=WithdrawalReason.UNPUBLISHED, by="")
    redaction.redact(first.id, reason="By order of a court.", by="")
    assert "secret" not in words_stored()


def test_act_that_fails_leaves_search_as_it_was(slugs):
    released()

    class Failure(Exception):
        pass

    with pytest.raises(Failure), transaction.atomic():
        _release_and_fail(Failure)
    assert (slugs("asthma"), slugs("zebra")) == (["asthma"], [])


def _release_and_fail(failure):
    released(a_content(title="Zebra"))
    raise failure


def test_there_is_a_row_for_each_that_is_served():
    inhalers()
    found = set(SearchText.objects.values_list("publication_id", flat=True))
    served = Publication.objects.served().filter(type__in=["factsheet", "faq", "topic", "term"])
    assert found == set(served.values_list("id", flat=True))
    assert SearchText.objects.get(publication__work=ASTHMA).edition_id == served.get(work=ASTHMA).edition_id


def test_rebuilding_makes_the_same(slugs, capsys):
    inhalers()
    before = list(SearchText.objects.order_by("pk").values())
    SearchText.objects.all().delete()
    assert slugs("asthma") == []
    call_command("rebuild_search")
    assert list(SearchText.objects.order_by("pk").values()) == before
    assert slugs("asthma") == ["asthma", "inhalers"]
    assert "can be found again" in capsys.readouterr().out


def test_stale_rows_alone_are_made_again():
    inhalers()
    assert sum(index.rebuild(only_stale=True)) == 0
    SearchText.objects.filter(publication__work=ASTHMA).update(version=0)
    SearchText.objects.filter(publication__type="topic").delete()
    assert sum(index.rebuild(only_stale=True)) == 3


def test_check_misses_what_is_missing():
    assert check_search(databases=["default"]) == []
    with transaction.atomic():
        database.drop(connection)
        (problem,) = check_search(databases=["default"])
        assert (problem.id, "editions_searchindex" in problem.msg) == ("editions.E003", True)
        database.create(connection)
    assert check_search(databases=["default"]) == []


@pytest.mark.skipif(not ON_SQLITE, reason="PostgreSQL has its own index")
def test_sqlite_without_fts5_is_told(monkeypatch):
    monkeypatch.setattr(database, "is_possible", lambda connection: False)
    (problem,) = check_search(databases=["default"])
    assert problem.id == "editions.E002"


@pytest.mark.skipif(not ON_SQLITE, reason="PostgreSQL cannot lose them")
def test_migrating_makes_lost_triggers_again(slugs):
    with connection.cursor() as cursor:
        for name in database.TRIGGERS:
            cursor.execute(f"DROP TRIGGER {name}")
    database.after_migrate("default")
    released()
    assert slugs("asthma") == ["asthma"]
