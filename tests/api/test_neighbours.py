"""What one content says of others, and how it stands towards them."""

import pytest
from msgspec.structs import replace

from editions import dependents, withdrawals, withholding
from editions.models import Edition, WithdrawalReason
from editions.vocabulary import ChangeKind

from .builders import (
    ASTHMA,
    CHARITY,
    SPACER,
    a_citation,
    a_content,
    a_paragraph,
    a_reference,
    a_section,
    a_sheet_called,
    a_sheet_with_everything,
    a_topic,
    an_faq,
    an_id,
    inhalers,
    released,
    released_in,
)

pytestmark = pytest.mark.django_db

FAQ = "faqs/can-i-use-a-spacer/"


def sheet(read, **asked):
    answer = read("factsheets/inhalers/", **asked)
    assert answer.status_code == 200, answer.content
    return answer.json()


def a_sheet_that_cites(name, title="Citing"):
    text = a_paragraph(title, f"So it is said{a_citation(name)}.")
    return a_sheet_called(title, sections=(a_section("evidence", "Evidence", text),))


def test_topics_have_their_names_of_today(read):
    inhalers()
    assert [each["name"] for each in sheet(read)["topics"]] == ["Breathing", "Medicines"]
    released(a_topic("Breathing", title="Lungs"))
    assert [each["name"] for each in sheet(read)["topics"]] == ["Lungs", "Medicines"]


def test_topic_without_a_name_in_the_language_keeps_its_own_and_says_so(read):
    breathing = released(a_topic("Breathing"))
    released(a_topic("Medicines"))
    released_in("fr", breathing, title="Respiration")
    topics = (an_id("Breathing"), an_id("Medicines"))
    released_in("fr", released(a_content(topics=topics)))
    asthma = read("factsheets/asthma/", lang="fr").json()
    assert [(each["name"], each["language"]) for each in asthma["topics"]] == [
        ("Respiration", "fr"),
        ("Medicines", "en"),
    ]


def test_renamed_topic_is_seen_by_date(read, clock):
    inhalers()
    clock.shift(3600)
    since = {"If-Modified-Since": read("factsheets/inhalers/")["Last-Modified"]}
    assert read("factsheets/inhalers/", headers=since).status_code == 304
    clock.shift(60)
    released(a_topic("Breathing", title="Lungs"))
    clock.shift(60)
    assert read("factsheets/inhalers/", headers=since).status_code == 200


def test_sheet_has_the_questions_references_and_terms_that_it_includes(read):
    inhalers()
    found = sheet(read)
    assert [each["question"] for each in found["faqs"]] == [SPACER]
    assert [(each["number"], each["csl"]["title"]) for each in found["references"]] == [
        (1, "A trial of spacers"),
        (2, "A trial of breathing out"),
    ]
    assert [each["term"] for each in found["terms"]] == ["bronchi"]
    assert found["left_out"] == [{"id": str(an_id("Can I fly?")), "type": "faq"}]
    assert found["rights"] == {"license": "CC BY 4.0", "attribution": "© Example Lung Charity"}


def test_doubtful_fields_have_the_names_that_csl_gives_them(read):
    inhalers()
    assert sheet(read)["references"][0]["doubtful"] == ["page", "issued"]


def test_citations_in_a_question_have_the_numbers_of_its_sheet(read):
    inhalers()
    [faq] = sheet(read)["faqs"]
    assert "[1]" in faq["answer"][0]["html"]
    assert "[1]" in read(FAQ).json()["answer"][0]["html"]


def test_reference_stands_in_its_own_language_and_direction(read):
    arabic = replace(a_reference("x").csl, language="ar", title="تجربة")
    released(a_reference("x", csl=arabic, title="X"))
    a_sheet_that_cites("x")
    [reference] = read("factsheets/citing/").json()["references"]
    assert (reference["language"], reference["direction"]) == ("ar", "rtl")


def test_link_to_a_content_leads_to_an_address_that_stays_true(read, settings):
    inhalers()
    html = sheet(read)["sections"][0]["blocks"][1]["html"]
    address = f"{settings.SITE_URL}/api/v1/factsheets/{ASTHMA}/?lang=en"
    assert f'<a href="{address}" data-content="{ASTHMA}" data-type="factsheet">' in html
    released(a_content(summary="New."), slug="asthma-in-adults")
    assert read(address.removeprefix(settings.SITE_URL)).json()["slug"] == "asthma-in-adults"


def test_addresses_of_pictures_are_whole(read, settings):
    inhalers()
    image = sheet(read)["sections"][0]["blocks"][2]
    assert all(each["url"].startswith(f"{settings.SITE_URL}/media/") for each in image["renditions"])
    assert {each["preset"] for each in image["renditions"]} >= {"small", "print", "square"}
    assert [each["type"] for each in image["sources"]] == ["image/webp", "image/jpeg"]
    assert f'<img src="{settings.SITE_URL}/media/' in image["html"]


def test_table_names_the_column_of_each_cell(read):
    inhalers()
    table = sheet(read)["sections"][0]["blocks"][3]
    columns = [column["id"] for column in table["columns"]]
    assert [[cell["column"] for cell in row["cells"]] for row in table["rows"]] == [columns, columns]


def test_question_names_the_sheets_that_include_it(read):
    inhalers()
    assert [(each["slug"], each["language"]) for each in read(FAQ).json()["included_in"]] == [("inhalers", "en")]
    [line] = read("faqs/").json()["results"]
    assert line["included_in"] == read(FAQ).json()["included_in"]


def test_reference_names_what_cites_it_by_its_name_of_today(read):
    released(a_reference("spacers"))
    released_in("fr", a_sheet_that_cites("spacers"), title="Qui cite")
    released(replace(an_faq("Why?", a_paragraph("why", f"So{a_citation('spacers')}."))))
    released(a_content(id=an_id("Citing"), title="Citing it", sections=_citing()), slug="new-slug")
    cited_by = read("references/a-trial-of-spacers/").json()["cited_by"]
    assert [(each["type"], each["slug"], each["title"]) for each in cited_by] == [
        ("factsheet", "new-slug", "Citing it"),
        ("faq", "why", "Why?"),
    ]


def _citing():
    return (a_section("evidence", "Evidence", a_paragraph("Citing", f"So it was said{a_citation('spacers')}.")),)


def test_reference_names_what_cites_it_in_the_language_asked_for(read):
    released_in("fr", released(a_reference("spacers")))
    released_in("fr", a_sheet_that_cites("spacers"), title="Qui cite")
    a_sheet_that_cites("spacers", "Not in French")
    cited_by = read("references/a-trial-of-spacers/", lang="fr").json()["cited_by"]
    assert [(each["title"], each["language"]) for each in cited_by] == [("Not in French", "en"), ("Qui cite", "fr")]


def test_withdrawn_content_is_not_named(read):
    released(a_reference("spacers"))
    citing = a_sheet_that_cites("spacers")
    withdrawals.withdraw(citing.work_id, reason=WithdrawalReason.EXPIRED, by="Test Editor")
    assert read("references/a-trial-of-spacers/").json()["cited_by"] == []
    assert b"Citing" not in read("references/").content


@pytest.mark.parametrize("number", [3, 30])
def test_list_of_references_costs_two_queries_however_many_cite_them(read, django_assert_num_queries, number):
    for each in range(number):
        released(a_reference(f"r{each}"))
        a_sheet_that_cites(f"r{each}", f"Sheet {each}")
    with django_assert_num_queries(2):
        lines = read("references/", page_size=100).json()["results"]
    assert [len(line["cited_by"]) for line in lines] == [1] * number


def test_purge_by_a_neighbour_reaches_the_sheet(read):
    inhalers()
    tags = read("factsheets/inhalers/")["Cache-Tag"].split(", ")
    for neighbour in (an_id("Inhalers"), CHARITY.id, an_id("spacers"), an_id(SPACER), an_id("bronchi")):
        assert str(neighbour)[:13] in tags
    assert str(an_id("Inhalers"))[:13] in read("references/a-trial-of-spacers/")["Cache-Tag"]


def test_outdated_question_makes_even_the_source_of_its_sheet_outdated(read):
    welsh = released(replace(an_faq(), language="cy"))
    released_in("en", welsh, title=SPACER)
    released(a_content(faqs=a_sheet_with_everything().faqs[:1]))
    assert read("factsheets/asthma/").json()["translation"]["status"] == "source"
    released(replace(an_faq("Can I use one?"), id=an_id(SPACER), language="cy"))
    translation = read("factsheets/asthma/").json()["translation"]
    assert translation["status"] == "outdated"
    assert "includes has changed" in translation["notice"]
    assert [each["title"] for each in read("factsheets/", status="outdated").json()["results"]] == ["Asthma"]


def test_withheld_question_withholds_the_source_of_its_sheet(read):
    released_in("en", released(replace(an_faq(), language="cy")), title=SPACER)
    released(a_content(faqs=a_sheet_with_everything().faqs[:1]))
    withholding.withhold(an_id(SPACER), "en", reason="Wrong.", by="Test Editor")
    answer = read("factsheets/asthma/")
    assert (answer.status_code, answer.json()["code"]) == (404, "translation-withheld")
    assert read("factsheets/asthma/", lang="en").json()["code"] == "translation-withheld"


def test_sheet_says_while_a_changed_neighbour_is_still_to_be_put_in(read, clock):
    inhalers()
    clock.shift(60)
    released(replace(CHARITY, disclaimer="Ask a doctor."), kind=ChangeKind.EDITORIAL)
    clock.shift(60)
    waiting = read("factsheets/inhalers/")
    assert waiting.json()["translation"]["pending_update"] is True
    assert "Last-Modified" not in waiting
    assert [each["translation"]["pending_update"] for each in read("factsheets/").json()["results"]] == [False, True]
    dependents.release_all()
    after = sheet(read)
    assert (after["translation"]["pending_update"], after["publisher"]["disclaimer"]) == (False, "Ask a doctor.")


def test_question_without_a_publisher_has_the_same_members_empty(read):
    released(an_faq(publisher=None))
    publisher = read(FAQ).json()["publisher"]
    assert (publisher["id"], publisher["name"], publisher["logo"]) == (None, "", None)


@pytest.mark.parametrize(
    ("folder", "slug"),
    [
        ("faqs", "can-i-use-a-spacer"),
        ("references", "a-trial-of-spacers"),
        ("topics", "breathing"),
        ("terms", "bronchi"),
    ],
)
def test_each_type_has_the_same_answers_about_its_languages_and_names(read, folder, slug):
    inhalers()
    path = f"{folder}/{slug}/"
    found = read(path).json()
    assert read(f"{folder}/{found['id']}/").json()["slug"] == slug
    assert read(path, lang="cy").json()["code"] == "translation-missing"
    assert read(path, lang="cy", fallback="missing").json()["language"]["reason"] == "missing"
    assert read(f"{path}editions/").json()["count"] == 1
    edition = read(f"editions/{found['edition']['id']}/").json()
    assert (edition["type"], edition["urls"]["content"]) == (found["type"], found["urls"]["self"])
    again = Edition.objects.get(id=found["edition"]["id"]).value()
    released(replace(again, title=f"{again.title} again"), slug="another-slug")
    assert read(path)["Location"] == f"/api/v1/{folder}/another-slug/"
    withdrawals.withdraw(again.id, reason=WithdrawalReason.UNPUBLISHED, by="Test Editor")
    assert read(path).json()["code"] == "withdrawn"
    assert read(f"editions/{found['edition']['id']}/").status_code == 410
