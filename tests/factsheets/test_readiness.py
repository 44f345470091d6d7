"""Readiness: what is named while somebody writes, where, and what of it keeps a text from its readers."""

import json
import time
import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from editions import inline
from editions.bibliography.csl import Csl
from editions.content import (
    FaqPlace,
    Image,
    ImageFile,
    Item,
    ItemList,
    Paragraph,
    Reference,
    Review,
    Reviewer,
    Section,
    Sheet,
    Table,
    UsefulLink,
)
from editions.content.blocks import Column, Row
from factsheets.admin.readiness_panel import report_on
from factsheets.readiness import NotReady, problems_with
from factsheets.readiness.numbers import Kind, isolated, unmarked_numbers
from factsheets.readiness.own_words import problems_in
from factsheets.snapshots import snapshot

from .builders import a_body, a_draft, a_fact_sheet, an_admin, in_review, publish, reloaded, versions_of
from .reference_builders import (
    a_question,
    a_question_draft,
    a_reference,
    a_reference_draft,
    cite,
    include,
    published,
)

NOW = time_machine.travel(date(2026, 11, 22), tick=False)
NOBODY = Reviewer(uuid.uuid4(), "Ann", "")
KEPT = ImageFile("0" * 64, "image/png", 10, 10)


def a_paragraph(text="Shake the inhaler."):
    return Paragraph(uuid.uuid4(), inline.parse(text))


def an_image(**fields):
    return Image(
        **(
            {"id": uuid.uuid4(), "file": KEPT, "alt": "A joint", "caption": (), "credit": "Ann", "license": "own"}
            | fields
        )
    )


def a_section(*blocks, heading="Risks", kind="risks"):
    return Section(uuid.uuid4(), kind, heading, blocks or (a_paragraph(),))


def a_sheet(*sections, **fields):
    review = Review(date(2026, 3, 1), date(2029, 3, 1))
    given = {"title": "Asthma inhalers", "summary": "Short.", "publisher": uuid.uuid4(), "review": review}
    return Sheet(id=uuid.uuid4(), language="en", sections=sections or (a_section(),), **(given | fields))


def said_of(content, *, blocking=None):
    with NOW:
        found = problems_in(content)
    return [str(each) for each in found if blocking in (None, each.is_blocking)]


# In the words themselves


def test_sheet_that_is_ready_has_no_problem():
    assert said_of(a_sheet()) == []


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"title": ""}, "headline", "Give the sheet a headline."),
        ({"sections": ()}, "body", "Write at least one section."),
        ({"publisher": None}, "publisher", "Choose who publishes this text."),
        ({"review": Review(None, None)}, "next_review", "Say when the text is due for review."),
        ({"review": Review(date(2026, 3, 1), date(2026, 3, 1))}, "next_review", "must come after the last one"),
        ({"review": Review(date(2027, 3, 1), date(2029, 3, 1))}, "last_reviewed", "lies in the future"),
        (
            {"review": Review(date(2026, 3, 1), date(2029, 3, 1), (Reviewer(uuid.uuid4(), "Ann", ""),))},
            "reviewers",
            "a role",
        ),
        ({"links": (UsefulLink(uuid.uuid4(), "", "https://example.org", ""),)}, "links", "a title and an address"),
        (
            {"links": (UsefulLink(uuid.uuid4(), "Charity", "example.org", ""),)},
            "links",
            "“example.org” is not a full web",
        ),
        ({"links": (UsefulLink(uuid.uuid4(), "Charity", "javascript:alert(1)", ""),)}, "links", "is not a full web"),
        ({"summary": "Read \u202ethis"}, "summary", "U+202E"),
    ],
)
def test_field_that_would_mislead_is_named_and_blocks(fields, field, words):
    with NOW:
        (problem,) = problems_in(replace(a_sheet(), **fields))
    assert (problem.field, problem.is_blocking) == (field, True)
    assert words in str(problem)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"summary": ""}, "Write a summary"),
        ({"review": Review(date(2020, 3, 1), date(2023, 3, 1))}, "The review is overdue."),
        ({"review": Review(date(2026, 3, 1), date(2029, 3, 2))}, "more than three years"),
        ({"review": Review(None, date(2029, 11, 23))}, "more than three years"),
    ],
)
def test_advice_is_given_and_does_not_block(fields, words):
    content = replace(a_sheet(), **fields)
    assert said_of(content, blocking=True) == []
    assert words in " ".join(said_of(content))


def test_leap_day_counts_as_three_years():
    assert said_of(a_sheet(review=Review(date(2024, 2, 29), date(2027, 2, 28)))) == []


@pytest.mark.parametrize(
    ("section", "words"),
    [
        (a_section(heading=""), "Give the section a heading."),
        (a_section(kind=""), "Choose what the section is about."),
        (Section(uuid.uuid4(), "risks", "Risks", ()), "The section is empty."),
        (a_section(a_paragraph("")), "is empty. Write something"),
        (a_section(ItemList(uuid.uuid4(), (Item(uuid.uuid4(), ()),))), "is empty. Write something"),
        (a_section(an_image(alt="")), "The image has no description."),
        (a_section(an_image(alt="IMG_2041.JPG")), "described by the name of its file"),
        (a_section(an_image(file=None)), "has not been kept for readers"),
        (a_section(an_image(license="")), "why we may show this image"),
        (a_section(Table(uuid.uuid4(), "Doses", False, (), ())), "The table is empty."),
        (
            a_section(Table(uuid.uuid4(), "", True, (Column(uuid.uuid4(), ""),), (Row(uuid.uuid4(), ((),)),))),
            "Give the table a caption|Give every column|A row of the table has no heading",
        ),
    ],
)
def test_section_or_block_is_named_by_its_heading_and_id(section, words):
    with NOW:
        found = problems_in(a_sheet(section))
    assert all(problem.is_blocking and problem.pieces[-1] == str(section.id) for problem in found)
    assert all(part in " ".join(map(str, found)) for part in words.split("|"))


def test_heading_that_repeats_is_advice_at_the_second_one():
    first, second = a_section(), a_section(heading="RISKS")
    with NOW:
        (problem,) = problems_in(a_sheet(first, second))
    assert (problem.is_blocking, problem.pieces) == (False, (str(second.id),))


def test_question_included_twice_blocks():
    id = uuid.uuid4()
    assert said_of(a_sheet(faqs=(FaqPlace(id), FaqPlace(id, optional=True))), blocking=True) == [
        "The same question is in the sheet twice. Remove one of them."
    ]


@pytest.mark.parametrize(
    ("csl", "doubtful", "field", "is_blocking"),
    [
        (Csl(year=1953), (), "work_title", True),
        (Csl(title="Joint stabilization"), (), "year", True),
        (Csl(title="Joint stabilization"), ("year",), "year", False),
        (Csl(title="Joint stabilization", year=1953, doi="ask Fred"), (), "doi", True),
    ],
)
def test_reference_without_title_or_year_blocks_unless_the_year_is_flagged(csl, doubtful, field, is_blocking):
    content = Reference(id=uuid.uuid4(), language="en", title="x", csl=csl, doubtful=doubtful)
    (problem,) = problems_in(content)
    assert (problem.field, problem.is_blocking) == (field, is_blocking)


# Numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Call 020 7946 0958 now", "020 7946 0958"),
        ("Call <strong>020</strong> 7946 0958", "020 7946 0958"),
        ("Tel:+44 (0)20 7946 0958.", "+44 (0)20 7946 0958"),
        ("0800 1111", "0800 1111"),
        ("555-123-4567", "555-123-4567"),
        ("01 23 45 67 89", "01 23 45 67 89"),
        ("٠٢٠ ٧٩٤٦ ٠٩٥٨", "٠٢٠ ٧٩٤٦ ٠٩٥٨"),
        ("dose:10–20 mg", "10–20 mg"),
        ("“10–20 mg”", "10–20 mg"),
        ("take 10-20mg", "10-20mg"),
        ("take 10 mg–20 mg", "10 mg–20 mg"),
        ("2 × 500 mg a day", "2 × 500 mg"),
        ("37.5–38 °C", "37.5–38 °C"),
    ],
)
def test_number_that_would_be_turned_round_blocks(text, number):
    (found,) = unmarked_numbers(inline.parse(text))
    assert (found.text, found.is_turned) == (number, True)
    (said,) = said_of(a_sheet(a_section(a_paragraph(text))), blocking=True)
    assert f"“{isolated(number)}”" in said


@pytest.mark.parametrize("text", ["5 ml", "0.5 %", "5 mg/kg", "60%", "٥ mg"])
def test_single_dose_is_advice(text):
    (found,) = unmarked_numbers(inline.parse(f"take {text} now"))
    assert (found.kind, found.is_turned) == (Kind.DOSE, False)
    assert said_of(a_sheet(a_section(a_paragraph(text))), blocking=True) == []


@pytest.mark.parametrize(
    "text",
    [
        "in 2026", "1998–2004", "2026-11-22", "22.11.2026", "22/11/2026", "pages 1234-1245", "2009;43:877-884",
        "ISBN 978-3-16-148410-0", "978-3-16-148410-0", "ISSN 1234-5678", "PMID: 19528028", "PMID 0195 28028",
        "10.1136/bjsm.2008.042044", "10.1000/123456", "1 000 000 people", "1,000,000", "1.000.000", "3.14159265",
        "charity 1175072", "NCT01234567", "type 2 diabetes", "COVID-19", "5G", "call 999 or 112", "3-4 weeks",
        "It was 2004. 1200 people came", "192.168.100.100", "https://example.org/12-345-6789", "",
        '<bdi dir="ltr">10–20 mg</bdi>', '<a href="tel:+44"><bdi dir="ltr">020 7946 0958</bdi></a>',
        '<span lang="la" dir="ltr">10–20 mg</span>',
    ],
)  # fmt: skip
def test_other_numbers_are_left_alone(text):
    assert list(unmarked_numbers(inline.parse(text))) == []


def test_marked_number_between_two_others_does_not_join_them():
    found = list(unmarked_numbers(inline.parse('0800 <bdi dir="ltr">12</bdi> 1111')))
    assert found == []


def test_several_numbers_of_a_paragraph_are_one_entry():
    assert len(said_of(a_sheet(a_section(a_paragraph("5 ml, then 6 ml, then 7 ml"))))) == 1


@pytest.mark.parametrize(
    "hostile",
    ["1 " * 50_000, "1" * 100_000, "1-" * 50_000, "(1) " * 25_000, "+" * 100_000, "1.1," * 25_000, "5 m" * 33_000,
     "0 " * 100_000, "1mg/" * 25_000, "1–" * 50_000, "((((" * 25_000],
)  # fmt: skip
def test_hostile_text_takes_linear_time(hostile):
    began = time.perf_counter()
    list(unmarked_numbers((hostile,)))
    assert time.perf_counter() - began < 5  # 0.2 s; many times that on a busy machine


# In the surroundings, and enforced

needs_database = pytest.mark.django_db


def problems_of(page):
    return report_on(page).entries


def messages_of(page, *, blocking=True):
    return [entry.message for entry in problems_of(page) if entry.is_blocking is blocking]


def link_to(page):
    return f'<a data-content="{page.content_id}" data-type="{page.released_as}">there</a>'


@needs_database
@pytest.mark.parametrize("act", [publish, lambda page: in_review(page).approve(user=an_admin())])
def test_citation_of_a_reference_never_released_blocks_publishing_and_approving(act):
    page = a_draft(paragraphs=[f"Shake it.{cite(a_reference_draft())}"])
    with pytest.raises(NotReady, match="In “How to use it”: The text cites “Hackett 1953: Joint stabilization”"):
        act(page)
    assert versions_of(page) == []


@needs_database
def test_scheduled_page_that_is_not_ready_when_its_hour_comes_stays_a_draft():
    page = a_draft(paragraphs=["Take 10–20 mg."])
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    with time_machine.travel(timezone.now() + timedelta(days=2)), pytest.raises(CommandError, match="10–20 mg"):
        call_command("publish_scheduled")
    assert versions_of(page) == []


@needs_database
def test_citation_of_nothing_at_all_blocks():
    page = a_draft(paragraphs=[f"Shake it.{cite(uuid.uuid4())}"])
    assert messages_of(page) == [
        "The text cites a reference that does not exist. Cite another one, or remove the number."
    ]


@needs_database
def test_entry_leads_to_the_block_and_links_to_the_reference():
    reference = a_reference_draft()
    page = a_draft(paragraphs=["Shake it.", f"Wait.{cite(reference)}"])
    (entry,) = report_on(page).blocking
    blocks = page.body_en.get_prep_value()[0]["value"]["content"]
    assert entry.pieces.split()[0] == blocks[1]["id"]
    assert entry.field == "body_en"
    assert entry.where == "Text: How to use it"
    assert entry.links == ((reference.title, reverse("wagtailadmin_pages:edit", args=[reference.pk])),)


@needs_database
def test_retracted_reference_is_advice_where_it_is_cited():
    reference = a_reference(standing="retracted")
    page = a_draft(paragraphs=[f"Shake it.{cite(reference)}"])
    assert messages_of(page) == []
    assert "“Joint stabilization” has been retracted." in " ".join(messages_of(page, blocking=False))


@needs_database
def test_superseded_reference_names_the_newer_one():
    newer = a_reference("Joint stabilization, revisited", year=1999)
    reference = a_reference(standing="superseded", superseded_by=newer)
    page = a_draft(paragraphs=[f"Shake it.{cite(reference)}"])
    assert "superseded by “Joint stabilization, revisited”" in " ".join(messages_of(page, blocking=False))


@needs_database
def test_dead_links_block_and_live_ones_do_not():
    live, gone, never = a_fact_sheet("Spacers"), a_fact_sheet("Peak flow"), a_draft("Nebulisers")
    gone.unpublish()
    page = a_draft(paragraphs=[f"See {link_to(live)}.", f"See {link_to(gone)}.", f"See {link_to(never)}."])
    assert messages_of(page) == [
        "A link leads to a content that readers no longer get. Link to another one, or remove it.",
        "A link leads to a content that was never published. Publish that first, or remove the link.",
    ]


@needs_database
def test_included_question_that_readers_do_not_get_blocks_unless_it_may_be_left_out():
    question = a_question_draft()
    page = a_draft()
    include(page, question)
    assert messages_of(reloaded(page)) == [
        "The question “Does it hurt?” is not published in this language. Publish it first."
    ]
    page.included_faqs.clear()
    include(page, question, optional=True)
    assert messages_of(reloaded(page)) == []


@needs_database
def test_question_like_another_is_advice_with_a_link():
    a_question("Does the injection hurt?")
    (entry,) = report_on(a_question_draft("Does the injection hurt", slug="hurt-2")).advice
    assert "There is a question like this already" in entry.message
    assert entry.links[0][0] == "Does the injection hurt?"


@needs_database
def test_text_that_the_vocabulary_does_not_know_is_an_entry_and_no_crash():
    page = a_draft(paragraphs=["<u>Shake</u> it."])
    (message,) = messages_of(page)
    assert "<u>" in message


@needs_database
def test_reference_shows_its_line_doubts_and_likely_duplicates():
    a_reference(doi="10.1234/x")
    page = a_reference_draft("Joint stabilisation", doi="10.1234/X", container_title="Ohio.Med", slug="other")
    report = report_on(page)
    assert report.reference["text"] == "Hackett GS. Joint stabilisation. Ohio.Med. 1953. doi:10.1234/X"
    said = " ".join(messages_of(page, blocking=False))
    assert "A space seems to be missing" in said
    assert "This may be here already: “Hackett 1953: Joint stabilization” has the same DOI." in said


@needs_database
def test_doubt_that_was_flagged_is_not_suggested_again():
    doubts = json.dumps(
        [{"type": "doubt", "id": str(uuid.uuid4()), "value": {"field": "container_title", "remark": ""}}]
    )
    assert messages_of(a_reference_draft(container_title="Ohio.Med", doubts=doubts), blocking=False) == []


@needs_database
def test_number_of_queries_does_not_grow_with_citations_and_links(django_assert_max_num_queries):
    references = [a_reference(f"Joint stabilization part {n}") for n in range(4)]
    page = a_draft(paragraphs=[f"Shake it.{cite(each)}" for each in references])
    content = snapshot(reloaded(page), "en")
    with django_assert_max_num_queries(8):
        problems_with(content)


# In the editor


@pytest.fixture
def editor(client):
    client.force_login(an_admin())
    return client


@needs_database
@pytest.mark.parametrize("make", [a_draft, a_question_draft, a_reference_draft])
def test_editor_of_every_type_has_the_panel_with_its_address(editor, make):
    page = make()
    html = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'data-side-panel-toggle="readiness"' in html
    assert reverse("factsheets_readiness", args=[page.content_id]) in html
    assert "factsheets/readiness.js" in html


@needs_database
def test_panel_speaks_of_the_newest_draft_and_not_of_what_is_published(editor):
    page = a_fact_sheet()
    address = reverse("factsheets_readiness", args=[page.content_id])
    assert editor.get(address).json()["count"] == 0
    page.body_en = json.dumps(a_body("Take 10–20 mg."))
    page.save_revision(clean=False)
    answer = editor.get(address).json()
    assert answer["count"] == 1
    assert f"“{isolated('10–20 mg')}” looks like a dose" in answer["html"]
    assert answer["summary"] == "1 thing to mend before readers can get this."


@needs_database
def test_panel_escapes_what_the_author_wrote(editor):
    page = a_draft()
    page.body_en = json.dumps(a_body("", heading="<script>alert(1)</script>"))
    page.save_revision(clean=False)
    html = editor.get(reverse("factsheets_readiness", args=[page.content_id])).json()["html"]
    assert "&lt;script&gt;" in html
    assert "<script>" not in html


@needs_database
def test_panel_is_for_people_who_may_edit_the_page(client, django_user_model):
    address = reverse("factsheets_readiness", args=[a_draft().content_id])
    assert client.get(address).status_code in (302, 403)
    client.force_login(django_user_model.objects.create_user("nobody"))
    assert client.get(address).status_code in (302, 403)


@needs_database
def test_panel_of_nothing_is_not_found_and_takes_no_posts(editor):
    address = reverse("factsheets_readiness", args=[uuid.uuid4()])
    assert editor.get(address).status_code == 404
    assert editor.post(address).status_code == 405


@needs_database
def test_panel_shows_what_is_to_be_read_again(editor):
    reference = a_reference()
    page = a_fact_sheet(paragraphs=[f"Shake it.{cite(reference)}"])
    published(reference, standing="retracted", change_kind="content")
    html = editor.get(reverse("factsheets_readiness", args=[page.content_id])).json()["html"]
    assert "“Joint stabilization”, which it cites, has been retracted." in html
    assert "I have read it: close this" in html
