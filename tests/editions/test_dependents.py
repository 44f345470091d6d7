"""Dependents: what includes a neighbour follows it, from editions, and never says meanwhile what could harm."""

from typing import Any

import pytest
from django.utils import timezone

from editions import dependents
from editions.content import LeftOut
from editions.dependents import release_all, release_next
from editions.models import Change, Dependent, Edition, Inclusion, Publication
from editions.projection import presenter
from editions.reading import Wish, detail
from editions.redaction import CannotRedact, redact
from editions.releases import NeighboursMissing, ReleaseRefused
from editions.withdrawals import withdraw
from editions.withholding import stop_withholding, withhold

from .builders import (
    FOUR_PUFFS,
    LUNG_CHARITY,
    SHAKE,
    STRICT_CHARITY,
    a_content,
    a_knee_sheet,
    a_publisher,
    a_question,
    a_reference,
    a_term,
    acts_on,
    an_eczema_sheet,
    asking,
    cite,
    explain,
    own,
    release,
    release_in,
    released,
    status,
    the_publication,
    the_work,
    translated_and_released,
    words_in,
)

pytestmark = pytest.mark.django_db

QUESTION = a_question()
NEW_ANSWER = a_question(answer="No, wait four hours.")
REFERENCE = a_reference()
CORRECTED = a_reference("Inhalers in practice, corrected")


def a_sheet_that_asks(*, optional: bool = False, **changed: Any):
    return a_content(faqs=asking(QUESTION, optional=optional), **changed)


def a_sheet_that_cites(**changed: Any):
    return a_content(**{"paragraphs": [f"{SHAKE}{cite(REFERENCE)}"]} | changed)


def in_french_too(content: Any) -> Edition:
    """Released in both languages, what it asks before it."""
    edition = released(content)
    translated_and_released(edition, "fr")
    return edition


def statuses(of: Any) -> tuple[str, str]:
    return status(of, "en"), status(of, "fr")


def versions(of: Any, language: str = "en") -> list[int]:
    work_id = of.work_id if isinstance(of, Edition) else of.id
    return list(Edition.objects.in_language_of(work_id, language).values_list("version", flat=True))


def answer(of: Any, language: str = "en") -> str:
    """What readers read as the answer to the sheet's only question."""
    return words_in(of, language).faqs[0].answer[0].text[0]


def waiting() -> list[tuple[str, str, str]]:
    return list(Dependent.objects.order_by("id").values_list("language", "kind", "meanwhile"))


def served(language: str, slug: str = "asthma-inhalers") -> Any:
    return detail(type="factsheet", slug_or_id=slug, wishes=[Wish(language)]).served


# A question


@pytest.fixture
def question():
    return in_french_too(QUESTION)


@pytest.fixture
def sheet(question):
    """A sheet in English and French with a question that it cannot do without."""
    return in_french_too(a_sheet_that_asks())


@pytest.fixture
def optional(question):
    """The same, with a question that may be left out."""
    return in_french_too(a_sheet_that_asks(optional=True))


def test_changed_answer_reaches_the_sheet(sheet):
    released(NEW_ANSWER)
    release_all()
    assert (answer(sheet), versions(sheet)) == ("No, wait four hours.", [1, 2])


def test_sheet_says_that_it_waits_until_then(sheet):
    released(NEW_ANSWER)
    assert served("en").is_waiting
    release_all()
    assert not served("en").is_waiting


def test_recomposed_edition_says_what_the_change_of_its_neighbour_said(sheet):
    released(NEW_ANSWER, kind="safety", note="Never twice.")
    release_all()
    edition = the_publication(sheet, "en").edition
    assert (edition.change_kind, edition.change_note, edition.is_recomposed) == ("safety", "Never twice.", True)
    assert acts_on(sheet)[-1] == ("recomposed", "en", "current")


def test_recomposed_source_does_not_make_its_translations_outdated(sheet):
    newer = released(NEW_ANSWER)
    translated_and_released(newer, "fr")
    release_all()
    assert (statuses(sheet), versions(sheet), versions(sheet, "fr")) == (("current", "current"), [1, 2], [1, 2])
    assert the_publication(sheet, "fr").edition.made_from == sheet


def test_sheet_is_outdated_while_its_question_is(sheet):
    released(NEW_ANSWER)
    release_all()
    assert statuses(sheet) == ("current", "outdated")


def test_safety_change_of_a_question_withholds_the_sheet_in_the_same_act(sheet):
    released(NEW_ANSWER, kind="safety")
    assert statuses(sheet) == ("withheld", "withheld")
    assert (served("en"), served("fr")) == (None, None)


def test_source_with_the_new_words_is_served_again(sheet):
    released(NEW_ANSWER, kind="safety")
    release_all()
    assert statuses(sheet) == ("current", "withheld")
    assert answer(sheet) == "No, wait four hours."


def test_banner_policy_shows_the_old_words_as_outdated(sheet, settings):
    settings.SAFETY_POLICY = "banner"
    released(NEW_ANSWER, kind="safety")
    assert statuses(sheet) == ("outdated", "outdated")


def test_sheet_is_not_served_with_the_old_words_when_the_question_is_translated(sheet):
    newer = released(NEW_ANSWER, kind="safety")
    release_all()
    translated_and_released(newer, "fr")
    assert statuses(sheet) == ("current", "withheld"), "the old words are in it until it is released again"
    release_all()
    assert (statuses(sheet), answer(sheet, "fr")) == (("current", "current"), "[fr] No, wait four hours.")


def test_translator_who_mends_a_dangerous_word_withholds_the_sheet_until_it_is_in(sheet, question):
    translated_and_released(question, "fr", texts={"title": "Deux fois ?"}, kind="safety")
    assert statuses(sheet) == ("current", "withheld")
    release_all()
    assert (statuses(sheet), words_in(sheet, "fr").faqs[0].question) == (("current", "current"), "Deux fois ?")


def test_safety_change_that_leaves_the_words_alone_makes_no_edition(sheet):
    released(a_question(topics=(a_term().id,)), kind="safety")
    assert status(sheet, "en") == "withheld"
    release_all()
    assert (statuses(sheet), versions(sheet)) == (("current", "current"), [1])


def test_neutral_change_makes_no_edition_of_the_sheet(sheet):
    released(a_question(topics=(a_term().id,)))
    release_all()
    assert (versions(sheet), versions(sheet, "fr"), waiting()) == ([1], [1], [])


def test_withheld_question_withholds_the_sheet(sheet, question):
    withhold(question.work_id, "fr", reason="A wrong word.", by="Claire")
    release_all()
    assert (statuses(sheet), versions(sheet, "fr")) == (("current", "withheld"), [1])


def test_sheet_comes_back_with_its_question(sheet, question):
    withhold(question.work_id, "fr", reason="A wrong word.", by="Claire")
    release_all()
    stop_withholding(question.work_id, "fr", by="Claire")
    release_all()
    assert (statuses(sheet), versions(sheet, "fr"), waiting()) == (("current", "current"), [1], [])


def test_withheld_optional_question_is_left_out_and_named(optional, question):
    withhold(question.work_id, "fr", reason="A wrong word.", by="Claire")
    assert statuses(optional) == ("current", "withheld"), "at once"
    release_all()
    assert (statuses(optional), words_in(optional, "fr").faqs) == (("current", "current"), ())
    assert words_in(optional, "fr").left_out == (LeftOut(QUESTION.id, "faq"),)


def test_optional_question_comes_back(optional, question):
    withhold(question.work_id, "fr", reason="A wrong word.", by="Claire")
    release_all()
    stop_withholding(question.work_id, "fr", by="Claire")
    assert status(optional, "fr") == "current", "what it leaves out cannot harm"
    release_all()
    assert (answer(optional, "fr"), words_in(optional, "fr").left_out) == ("[fr] Yes, after a minute.", ())


def test_optional_question_is_put_in_when_it_is_translated():
    question = released(QUESTION)
    sheet = in_french_too(a_sheet_that_asks(optional=True))
    assert words_in(sheet, "fr").faqs == ()
    translated_and_released(question, "fr")
    release_all()
    assert answer(sheet, "fr") == "[fr] Yes, after a minute."


def test_sheet_is_not_released_in_a_language_without_its_question():
    released(QUESTION)
    sheet = released(a_sheet_that_asks())
    with pytest.raises(NeighboursMissing, match="Can I use it twice"):
        release_in("fr", sheet)


def test_withdrawn_question_is_left_out_and_named_in_every_language(sheet, question):
    withdraw(question.work_id, reason="unpublished", by="Amal")
    release_all()
    for language in ("en", "fr"):
        assert words_in(sheet, language).left_out == (LeftOut(QUESTION.id, "faq"),)
    assert statuses(sheet) == ("current", "current")


def test_words_that_staff_withheld_are_not_served_when_the_question_is_withdrawn(sheet, question):
    withhold(question.work_id, "fr", reason="A wrong word.", by="Claire")
    withdraw(question.work_id, reason="unpublished", by="Amal")
    assert status(sheet, "fr") == "withheld"
    release_all()
    assert (status(sheet, "fr"), words_in(sheet, "fr").faqs) == ("current", ())


def test_reinstated_question_comes_back_into_the_sheet(sheet, question):
    withdraw(question.work_id, reason="unpublished", by="Amal")
    release_all()
    release(QUESTION)
    release_all()
    assert (answer(sheet), answer(sheet, "fr")) == ("Yes, after a minute.", "[fr] Yes, after a minute.")


def test_new_slug_of_a_question_is_no_change_of_content(sheet):
    release(QUESTION, slug="use-it-twice", kind="safety")
    assert (statuses(sheet), {kind for _language, kind, _meanwhile in waiting()}) == (
        ("current", "current"),
        {"editorial"},
    )
    release_all()
    assert words_in(sheet).faqs[0].slug == "use-it-twice"


def test_question_that_is_placed_twice_is_included_once(question):
    sheet = released(a_content(faqs=asking(QUESTION, QUESTION)))
    assert len(words_in(sheet).faqs) == 1


def test_what_a_question_cites_is_numbered_after_what_the_sheet_cites():
    other = a_reference("Lungs", name="lungs")
    released(REFERENCE)
    released(other)
    released(a_question(answer=f"Yes.{cite(other)}"))
    sheet = released(a_sheet_that_cites(faqs=asking(QUESTION)))
    assert [words.id for words in words_in(sheet).references] == [REFERENCE.id, other.id]


def test_question_that_is_withheld_by_its_own_neighbour_withholds_the_sheet():
    released(STRICT_CHARITY)
    translated_and_released(the_publication(STRICT_CHARITY, "en").edition, "fr")
    in_french_too(a_question(publisher=STRICT_CHARITY.id))
    sheet = in_french_too(a_sheet_that_asks())
    released(a_publisher(STRICT_CHARITY.title, disclaimer="See a doctor today."), kind="safety")
    assert status(QUESTION, "fr") == "withheld"
    assert status(sheet, "fr") == "withheld"


# A reference


@pytest.fixture
def citing():
    """A sheet in both languages that cites a reference without a note."""
    released(REFERENCE)
    return in_french_too(a_sheet_that_cites())


def test_corrected_reference_reaches_every_language(citing):
    released(CORRECTED)
    release_all()
    for language in ("en", "fr"):
        assert words_in(citing, language).references[0].csl.title == "Inhalers in practice, corrected"
    assert statuses(citing) == ("current", "current")


def test_retracted_reference_is_retracted_in_every_language(citing):
    released(a_reference(standing="retracted"))
    release_all()
    assert {words_in(citing, language).references[0].standing for language in ("en", "fr")} == {"retracted"}


def test_note_is_put_in_where_the_language_has_one(citing):
    newer = released(a_reference(note="Read this first."))
    translated_and_released(newer, "fr")
    release_all()
    assert [words_in(citing, each).references[0].note for each in ("en", "fr")] == [
        "Read this first.",
        "[fr] Read this first.",
    ]


def test_reference_that_was_taken_back_is_still_what_the_text_cites(citing):
    withdraw(REFERENCE.id, reason="unpublished", by="Amal")
    release_all()
    assert words_in(citing).references[0].csl == REFERENCE.csl
    assert statuses(citing) == ("current", "current")


def test_citation_of_something_else_is_refused_in_words():
    released(QUESTION)
    with pytest.raises(NeighboursMissing):
        release(a_content(paragraphs=[f'{SHAKE}<cite data-reference="{QUESTION.id}"></cite>']))


# A term


def test_definition_follows_the_term():
    released(a_term())
    sheet = released(a_content(paragraphs=[f"Use a {explain(a_term())}."]))
    released(a_term(definition="A plastic tube."))
    release_all()
    assert words_in(sheet).terms[0].definition == "A plastic tube."


def test_term_without_a_translation_is_put_in_when_there_is_one():
    term = released(a_term())
    sheet = in_french_too(a_content(paragraphs=[f"Use a {explain(a_term())}."]))
    assert words_in(sheet, "fr").terms == ()
    translated_and_released(term, "fr")
    release_all()
    assert words_in(sheet, "fr").terms[0].definition == "[fr] A tube for an inhaler."


# A publisher


@pytest.fixture
def strict():
    """A sheet in both languages whose publisher has a disclaimer in both."""
    in_french_too(STRICT_CHARITY)
    return in_french_too(a_content(publisher=STRICT_CHARITY))


def with_disclaimer(text: str):
    return a_publisher(STRICT_CHARITY.title, disclaimer=text)


def test_translation_is_outdated_until_the_disclaimer_is_translated(strict):
    newer = released(with_disclaimer("See a doctor."), kind="content")
    assert statuses(strict) == ("current", "outdated")
    release_all()
    assert (statuses(strict), words_in(strict).publisher.disclaimer) == (("current", "outdated"), "See a doctor.")
    translated_and_released(newer, "fr")
    release_all()
    assert statuses(strict) == ("current", "current")
    assert words_in(strict, "fr").publisher.disclaimer == "[fr] See a doctor."
    assert own(the_publication(strict, "fr").edition) == own(
        Edition.objects.get(work=strict.work_id, language="fr", version=1)
    )


def test_first_disclaimer_of_a_publisher_makes_translations_outdated_until_it_is_translated():
    sheet = in_french_too(a_content())
    newer = released(a_publisher(LUNG_CHARITY.title, disclaimer="Ask your doctor."))
    release_all()
    assert (statuses(sheet), waiting()) == (("current", "outdated"), [("fr", "content", "outdated")])
    translated_and_released(newer, "fr")
    release_all()
    assert (statuses(sheet), words_in(sheet, "fr").publisher.disclaimer) == (
        ("current", "current"),
        "[fr] Ask your doctor.",
    )


def test_new_address_of_a_publisher_is_the_same_in_every_language(strict):
    released(a_publisher(STRICT_CHARITY.title, disclaimer="Ask your doctor.", url="https://strict.example/"))
    release_all()
    assert {words_in(strict, each).publisher.url for each in ("en", "fr")} == {"https://strict.example/"}
    assert statuses(strict) == ("current", "current")


def test_sheet_of_a_withdrawn_publisher_keeps_the_words_and_says_that_they_are_old(strict):
    withdraw(STRICT_CHARITY.id, reason="deleted", by="Amal")
    release_all()
    assert words_in(strict).publisher.disclaimer == "Ask your doctor."
    assert statuses(strict) == ("outdated", "outdated")
    release(STRICT_CHARITY, slug="example-strict-charity")
    release_all()
    assert statuses(strict) == ("current", "current")


# Acts of one's own while something waits


def test_own_release_takes_the_new_words_along_and_ends_the_waiting(sheet):
    released(NEW_ANSWER, kind="safety")
    released(a_sheet_that_asks(paragraphs=[FOUR_PUFFS]), kind="editorial")
    assert (status(sheet, "en"), answer(sheet)) == ("current", "No, wait four hours.")
    assert [language for language, *_ in waiting()] == ["fr"]


def test_publishing_unchanged_words_while_they_wait_is_no_change_of_the_sheet(sheet):
    released(NEW_ANSWER, kind="content", note="Longer.")
    edition = released(a_sheet_that_asks(), kind="safety")
    assert (edition.is_recomposed, edition.change_kind, edition.change_note) == (True, "content", "Longer.")
    release_all()
    assert statuses(sheet) == ("current", "outdated"), "outdated by its question, and not withheld"


def test_translation_of_an_older_source_still_waits_for_the_question(sheet):
    released(NEW_ANSWER, kind="safety")
    released(a_sheet_that_asks(paragraphs=[FOUR_PUFFS]))
    release_all()
    with pytest.raises(NeighboursMissing):
        release_in("fr", sheet, texts={"title": "Inhalateurs"})
    assert status(sheet, "fr") == "withheld"


def test_what_changed_while_the_sheet_was_withdrawn_reaches_it_when_it_comes_back(citing):
    withdraw(citing.work_id, reason="unpublished", by="Amal")
    released(CORRECTED)
    release_all()
    assert versions(citing, "fr") == [1]
    release(a_sheet_that_cites())
    release_all()
    assert words_in(citing, "fr").references[0].csl.title == "Inhalers in practice, corrected"
    assert waiting() == []


def test_two_changes_are_put_in_by_one_release_that_says_the_graver(citing):
    released(CORRECTED, kind="content", note="Corrected.")
    released(REFERENCE, kind="editorial", note="A comma.")
    released(a_reference("Inhalers"), kind="editorial")
    release_all()
    edition = the_publication(citing, "en").edition
    assert (edition.version, edition.change_kind, edition.change_note) == (2, "content", "Corrected.")


def test_graver_change_in_one_language_says_nothing_in_another(sheet, question):
    released(NEW_ANSWER, kind="editorial")
    translated_and_released(question, "fr", texts={"title": "Deux fois ?"}, kind="safety")
    assert sorted(waiting()) == [("en", "editorial", "current"), ("fr", "safety", "withheld")]


def test_inclusions_name_the_edition_whose_words_were_put_in(sheet):
    newer = released(NEW_ANSWER)
    release_all()
    inclusion = Inclusion.objects.get(edition=the_publication(sheet, "en").edition, role="faq")
    assert (inclusion.work_id, inclusion.included) == (QUESTION.id, newer)


# Redaction


def test_words_that_are_served_within_a_sheet_are_not_redacted(sheet, question):
    released(NEW_ANSWER)
    with pytest.raises(CannotRedact, match=r"within Asthma inhalers \(en\)"):
        redact(question.id, reason="A patient was named.", by="Court")
    release_all()
    redact(question.id, reason="A patient was named.", by="Court")


def test_redacted_words_are_known_again_beside_other_neighbours(citing):
    withdraw(citing.work_id, reason="unpublished", by="Amal")
    redact(citing.id, reason="A patient was named.", by="Court")
    released(CORRECTED)
    with pytest.raises(ReleaseRefused, match="removed by order"):
        release(a_sheet_that_cites())


def test_redacted_translation_has_nothing_to_be_put_in(citing):
    withhold(citing.work_id, "fr", reason="Privacy.", by="Claire")
    redact(the_publication(citing, "fr").edition_id, reason="Privacy.", by="Court")
    released(CORRECTED)
    release_all()
    assert (versions(citing, "fr"), waiting()) == ([1], [])


# The queue


def test_failing_release_does_not_hold_up_the_others(citing, monkeypatch, caplog):
    for other in (an_eczema_sheet, a_knee_sheet):
        released(other(paragraphs=[f"Rest.{cite(REFERENCE)}"]))
    released(CORRECTED)
    body = presenter().body

    def body_but_not_of_eczema(edition):
        if "Eczema" in edition.content:
            raise OSError("the disk is full")
        return body(edition)

    monkeypatch.setattr(presenter(), "body", body_but_not_of_eczema)
    assert release_all() == 4
    line = Dependent.objects.get()
    assert (line.work_id, line.failures, line.not_before > timezone.now()) == (an_eczema_sheet().id, 1, True)
    assert "the disk is full" in caplog.text
    monkeypatch.undo()
    Dependent.objects.update(not_before=timezone.now())
    release_all()
    assert (versions(an_eczema_sheet()), waiting()) == ([1, 2], [])


def test_release_that_fails_leaves_no_half_of_itself(citing, monkeypatch):
    released(CORRECTED)
    before = Edition.objects.count(), Change.objects.count(), Inclusion.objects.count()
    monkeypatch.setattr(dependents.envelopes, "refresh_language", lambda *_: 1 / 0)
    release_all()
    assert (Edition.objects.count(), Change.objects.count(), Inclusion.objects.count()) == before
    assert {line.failures for line in Dependent.objects.all()} == {1}


def test_what_readers_do_not_get_meanwhile_comes_first(citing, question):
    released(CORRECTED)
    eczema = released(an_eczema_sheet(faqs=asking(QUESTION)))
    released(NEW_ANSWER, kind="safety")
    release_next()
    assert versions(eczema) == [1, 2]


def test_nothing_due_is_no_work():
    released()
    assert release_all() == 0


def test_release_goes_on_for_its_time_and_not_longer(citing):
    released(CORRECTED)
    assert dependents.release_due(seconds=0) == 0
    assert dependents.release_due(seconds=60) == 2


def test_release_stops_when_asked(citing):
    released(CORRECTED)
    assert dependents.release_due(seconds=60, is_stopping=lambda: True) == 0


def test_act_asks_as_often_for_many_sheets_as_for_one(django_assert_max_num_queries):
    released(REFERENCE)
    for number in range(12):
        in_french_too(a_sheet_that_cites(title=f"Sheet {number}", sheet=f"sheet-{number}"))
    with django_assert_max_num_queries(45):
        released(CORRECTED)
    assert Dependent.objects.count() == 24


def test_envelope_follows_the_status(sheet):
    before = the_work(sheet).envelope_version
    released(NEW_ANSWER, kind="safety")
    assert the_work(sheet).envelope_version > before
    assert '"withheld"' in the_work(sheet).envelope


def test_every_publication_of_the_sheet_names_its_newest_edition(sheet):
    released(NEW_ANSWER)
    release_all()
    for publication in Publication.objects.filter(work=sheet.work_id):
        newest = Edition.objects.in_language(sheet.work, publication.language).last()
        assert publication.edition == newest
