"""The editor's own controls: marks survive every way through the editor, and dialogs find what to mark."""

from __future__ import annotations

import json
import uuid

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from editions import inline
from editions.inline import Inline, Mark
from factsheets.blocks import CellBlock
from factsheets.identity import as_rich_text
from factsheets.models import Reference, ReferenceIndex, Term
from factsheets.rich_text.converting import InlineConverter

from .builders import a_body, a_draft, an_admin, reloaded

SHEET, HACKETT, RABAGO, LIGAMENT = (str(uuid.UUID(int=n)) for n in range(1, 5))


def through_the_editor(markup: str) -> str:
    """What is stored after a paragraph was opened and saved."""
    converter = InlineConverter()
    stored = converter.to_database_format(converter.from_database_format(as_rich_text(markup, "a1b2c")))
    return stored.removeprefix('<p data-block-key="a1b2c">').removesuffix("</p>")


@pytest.mark.parametrize(
    "markup",
    [
        "Rest your knee.",
        "  blanks  at  the edges ",
        "a <b>bold </b>word and <i>a tilted one</i>",
        "<b>all of it, <i>half of it</i></b>",
        "1 &lt; 2 &amp; “quotes”",
        "😀 <b>after a character of two units</b> 😀",
        "one line<br/>another",
        '<a href="https://example.org/?a=1&amp;b=2">an address</a>',
        '<a href="tel:+442079460000"><bdi dir="ltr">020 7946 0000</bdi></a>',
        f'<a data-content="{SHEET}" data-type="factsheet">another sheet</a>',
        f'words<cite data-reference="{HACKETT}">Hackett 1953</cite>',
        f'<cite data-reference="{HACKETT}">A 1</cite><cite data-reference="{RABAGO}">B 2</cite>',
        f'<cite data-reference="{HACKETT}">A 1</cite><cite data-reference="{HACKETT}">A 1</cite>',
        f'<b>bold <cite data-reference="{HACKETT}">A 1</cite></b>',
        f'the <dfn data-term="{LIGAMENT}">ligaments</dfn>',
        f'<dfn data-term="{LIGAMENT}">the <span lang="la" dir="ltr">os <b>sacrum</b></span></dfn>',
        f'<a href="https://example.org">see <dfn data-term="{LIGAMENT}">ligaments</dfn> there</a>',
        f'<dfn data-term="{LIGAMENT}">see <a href="https://example.org">there</a></dfn>',
        '<span lang="ar" dir="rtl">ألم الركبة</span> is Arabic',
        "",
    ],
)
def test_what_is_stored_comes_back_from_the_editor_to_the_letter(markup):
    assert through_the_editor(markup) == markup


def test_every_paragraph_keeps_its_key():
    stored = '<p data-block-key="aaaaa">one</p><p data-block-key="bbbbb"></p><p data-block-key="ccccc">two</p>'
    converter = InlineConverter()
    assert converter.to_database_format(converter.from_database_format(stored)) == stored


words = st.text("ab é<&ł", min_size=1, max_size=5)
KINDS = {
    "strong": lambda inner: Mark("strong", inner),
    "emphasis": lambda inner: Mark("emphasis", inner),
    "ltr": lambda inner: Mark("ltr", inner),
    "latin": lambda inner: Mark("foreign", inner, language="la"),
    "arabic": lambda inner: Mark("foreign", inner, language="ar"),
    "term": lambda inner: Mark("term", inner, target=uuid.UUID(LIGAMENT)),
    "web": lambda inner: Mark("link", inner, href="https://example.org"),
    "sheet": lambda inner: Mark("link", inner, target=uuid.UUID(SHEET), target_type="factsheet"),
}


LINKS, LANGUAGES = {"web", "sheet"}, {"latin", "arabic"}
citations = st.sampled_from([HACKETT, RABAGO]).map(lambda id: Mark("citation", target=uuid.UUID(id)))


def texts(kinds: frozenset[str]) -> st.SearchStrategy[Inline]:
    """Texts with these marks; within each those that are not around it, because a mark within itself says nothing."""
    nodes = [words, citations] if kinds > LINKS else [words]  # a citation is a link, and links do not nest
    if len(kinds) > 3:
        nodes += [st.deferred(lambda kind=kind: marked(kinds, kind)) for kind in sorted(kinds)]
    return st.lists(st.one_of(*nodes), max_size=3).map(tuple)


def marked(kinds: frozenset[str], kind: str) -> st.SearchStrategy[Mark]:
    taken = next((group for group in (LINKS, LANGUAGES) if kind in group), {kind})
    return texts(kinds - taken).filter(bool).map(KINDS[kind])


def letters(text: Inline, marks: frozenset[tuple] = frozenset()) -> list[tuple]:
    """Every character with the marks on it; a citation counts as one."""
    found = []
    for node in text:
        if isinstance(node, str):
            found += [(letter, marks) for letter in node]
        elif node.kind == "citation":
            found.append((str(node.target), marks))
        else:
            found += letters(node.content, marks | {(node.kind, node.href, node.language, node.target)})
    return found


@given(texts(frozenset(KINDS)))
def test_every_word_and_citation_keeps_its_marks_however_they_are_nested(text):
    written = inline.to_markup(text)
    once = through_the_editor(written)
    assert letters(inline.parse(once)) == letters(inline.parse(written))
    assert through_the_editor(once) == once


# What browsers send and nobody chose


def sent(text: str, *, ranges=(), styles=(), **entities) -> str:
    block = {"key": "a1b2c", "text": text, "type": "unstyled", "entityRanges": ranges, "inlineStyleRanges": styles}
    converted = InlineConverter().to_database_format(json.dumps({"blocks": [block], "entityMap": entities}))
    return converted.removeprefix('<p data-block-key="a1b2c">').removesuffix("</p>")


def an_entity(type: str, **data) -> dict:
    return {"type": type, "mutability": "MUTABLE", "data": data}


@pytest.mark.parametrize(
    "entity",
    [
        an_entity("LINK", url="https://example.org"),
        an_entity("IMAGE", src="https://example.org/x.png"),
        an_entity("CONTENTLINK", url="javascript:alert(1)"),
        an_entity("CONTENTLINK", id=7, url="/a-page/"),
        an_entity("CONTENTLINK", content="not-an-id", kind="factsheet"),
        an_entity("CONTENTLINK", content=SHEET, kind="publisher"),
        an_entity("CITATION", reference='"><script>', label="x"),
        an_entity("TERM", term="7"),
        an_entity("FOREIGN", language='la" onclick="'),
    ],
)
def test_what_could_not_have_been_chosen_is_left_out_and_its_words_stay(entity):
    assert sent("pasted words", ranges=[{"offset": 0, "length": 6, "key": 0}], **{"0": entity}) == "pasted words"


def test_citation_is_one_however_its_label_was_styled_or_typed_into():
    entity = an_entity("CITATION", reference=HACKETT, label="Hackett 1953")
    styles = [{"offset": 0, "length": 5, "style": "BOLD"}]
    stored = sent("so Hackxett 1953", ranges=[{"offset": 3, "length": 13, "key": 0}], styles=styles, **{"0": entity})
    assert stored.count("<cite") == 1
    assert f'<cite data-reference="{HACKETT}">Hackett 1953</cite>' in stored


def test_citation_without_a_label_is_kept():
    assert f'<cite data-reference="{HACKETT}">' in through_the_editor(f'x<cite data-reference="{HACKETT}"></cite>')


def test_editor_keeps_a_draft_that_could_not_be_released():
    """A soft hyphen is refused at publishing; until then nobody's work is lost."""
    assert through_the_editor("in\u00adjection<u>s</u>") == "in\u00adjections"


# The box and its dialogs


def a_reference(authors="Hackett, George", year=1953, title="Joint stabilization", **fields):
    reference = Reference(authors=authors, year=year, work_title=title, source_language="en", live=False, **fields)
    return ReferenceIndex.objects.get().add_child(instance=reference)


def chosen(client, viewset, item):
    answer = client.get(reverse(f"{viewset}:chosen", args=[item.pk])).json()
    assert answer["step"] == "chosen"
    return answer["result"]


@pytest.fixture
def editor(client, db):
    client.force_login(an_admin())
    return client


def test_every_box_has_a_name_and_a_button_with_label_and_description_for_each_mark(db):
    options = CellBlock(label="Dose").field.widget.options
    assert options["ariaLabel"] == "Dose"
    buttons = [*options["entityTypes"], *options["inlineStyles"]]
    assert [button["type"] for button in buttons] == [
        *("CONTENTLINK", "CITATION", "TERM", "FOREIGN"),
        *("BOLD", "ITALIC", "LTR"),
    ]
    assert all(button["label"] and button["description"] for button in options["entityTypes"])


def test_chosen_reference_comes_with_its_content_id_and_a_label(editor):
    reference = a_reference()
    assert chosen(editor, "factsheets_reference_chooser", reference) == {
        "reference": str(reference.content_id),
        "label": "Hackett 1953",
        "title": "Hackett 1953: Joint stabilization",
    }


@pytest.mark.parametrize("words", ["hackett", "1953", "joint hackett", "10.1000/hackett"])
def test_reference_is_found_by_author_year_title_and_doi_at_once(editor, words):
    a_reference(doi="10.1000/hackett")
    a_reference("Rabago, David", 2010, "Prolotherapy")
    found = editor.get(reverse("factsheets_reference_chooser:choose_results"), {"q": words}).content.decode()
    assert "Hackett 1953" in found
    assert "Rabago" not in found


def test_retracted_reference_says_so_in_the_dialog(editor):
    a_reference(standing="retracted")
    assert "etracted" in editor.get(reverse("factsheets_reference_chooser:choose")).json()["html"]


def test_chosen_term_comes_with_its_content_id(editor):
    term = Term.objects.create(slug="ligament", term_en="ligament", definition_en="A band between bones.")
    assert chosen(editor, "factsheets_term_chooser", term) == {"term": str(term.content_id), "title": "ligament"}


def test_chosen_sheet_comes_with_its_content_id_and_what_readers_call_it(editor):
    sheet = a_draft("Asthma inhalers", headline_en="How to use your inhaler")
    assert chosen(editor, "factsheets_link", sheet) == {
        "content": str(sheet.content_id),
        "kind": "factsheet",
        "title": "How to use your inhaler",
    }


def test_folders_and_references_cannot_be_linked_to(editor):
    reference = a_reference()
    found = editor.get(reverse("factsheets_link:choose_results")).content.decode()
    assert "Hackett" not in found
    assert editor.get(reverse("factsheets_link:chosen", args=[reference.pk])).status_code == 404
    assert editor.get(reverse("factsheets_link:chosen", args=[reference.get_parent().pk])).status_code == 404


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("www.nhs.uk", "https://www.nhs.uk"),
        (" https://example.org/?a=1&b=2 ", "https://example.org/?a=1&b=2"),
        ("help@example.org", "mailto:help@example.org"),
        ("+44 (20) 7946-0000", "tel:+442079460000"),
        ("javascript:alert(1)", None),
        ("/admin/", None),
        ("#part", None),
        ("ftp://example.org", None),
        ('https://x.org/"onclick="', 'https://x.org/"onclick="'),
    ],
)
def test_what_is_typed_as_an_address_becomes_a_full_one_or_is_refused(editor, typed, address):
    answer = editor.post(reverse("factsheets_link:create"), {"address-url": typed}).json()
    assert answer.get("result", {}).get("url") == address
    assert answer["step"] == ("chosen" if address else "reshow_creation_form")


def test_language_of_a_phrase_is_chosen_latin_first(editor):
    dialog = editor.get(reverse("factsheets_phrase_chooser:choose")).json()
    assert dialog["html"].index("Latin") < dialog["html"].index("Arabic")
    answer = editor.post(reverse("factsheets_phrase_chooser:choose"), {"language": "la"}).json()
    assert answer == {"step": "chosen", "result": {"language": "la"}}
    assert editor.post(reverse("factsheets_phrase_chooser:choose"), {"language": "xx"}).json()["step"] == "choose"


def test_mark_leads_to_the_form_of_what_it_means(editor):
    sheet = a_draft()
    address = reverse("factsheets_content", args=[sheet.content_id])
    assert editor.get(address)["location"] == reverse("wagtailadmin_pages:edit", args=[sheet.pk])


@pytest.mark.parametrize("name", ["factsheets_reference_chooser:choose", "factsheets_link:choose"])
def test_dialogs_are_for_people_of_the_admin_only(client, db, name):
    assert client.get(reverse(name)).status_code == 302


# The other ways of a text through the admin

MARKED = (
    f'Rest<cite data-reference="{HACKETT}">Hackett 1953</cite><cite data-reference="{RABAGO}">Rabago 2010</cite>: the '
    f'<dfn data-term="{LIGAMENT}">ligaments</dfn> of the <span lang="la" dir="ltr">os sacrum</span>, see '
    f'<a data-content="{SHEET}" data-type="factsheet">there</a>.'
)


def paragraph_of(sheet):
    return reloaded(sheet).body_en[0].value["content"][0].value.source


def test_marks_survive_copying_the_page(editor):
    sheet = a_draft(paragraphs=[MARKED])
    copied = sheet.copy(update_attrs={"slug": "copy", "title": "Copy"})
    assert MARKED in paragraph_of(copied)


def test_marks_survive_going_back_to_an_older_revision(editor):
    sheet = a_draft(paragraphs=[MARKED])
    first = sheet.latest_revision
    sheet.body_en = "[]"
    sheet.save_revision()
    back = first.as_object()
    back.save_revision()
    page = editor.get(reverse("wagtailadmin_pages:edit", args=[sheet.pk]))
    assert HACKETT in page.content.decode()
    assert "CITATION" in page.content.decode()


def test_comparing_two_revisions_shows_the_words(editor):
    sheet = a_draft(paragraphs=[MARKED])
    first = sheet.latest_revision
    sheet.body_en = json.dumps(a_body("Rest a lot."))
    second = sheet.save_revision()
    address = reverse("wagtailadmin_pages:revisions_compare", args=[sheet.pk, first.pk, second.pk])
    shown = editor.get(address)
    assert shown.status_code == 200
    assert "ligaments" in shown.content.decode()
