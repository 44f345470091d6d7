"""The HTML fragment: one article whose headings fit the page, whose links work, and whose languages are marked."""

from itertools import pairwise

import pytest
from bs4 import BeautifulSoup

from editions.models import Edition
from tests.api.builders import ASTHMA, released_in

pytestmark = pytest.mark.django_db


def article(read, path="factsheets/inhalers/", **asked):
    answer = read(path, format="html", **asked)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content.decode(), "lxml").article


def levels(found):
    return [
        int(each.name[1]) if each.name != "div" else int(each["aria-level"])
        for each in found.select("h1, h2, h3, h4, h5, h6, [role=heading]")
    ]


@pytest.mark.parametrize("level", range(1, 7))
def test_headings_begin_at_the_level_asked_for_and_leave_none_out(english, read, level):
    found = levels(article(read, heading_level=level))
    assert found[0] == level
    assert set(found) == {level, level + 1, level + 2}
    assert all(later <= earlier + 1 for earlier, later in pairwise(found))


def test_headings_below_the_sixth_level_say_it_by_aria(english, read):
    found = article(read, heading_level=6)
    assert not found.select("h7, h8")
    assert found.select_one('div[role="heading"][aria-level="8"]').text == "Can I use a spacer?"


def test_title_is_of_the_second_level_unless_another_is_asked_for(english, read):
    assert article(read).h2.text == "Inhalers"


@pytest.mark.parametrize("level", ["0", "7", "-1", "2.0", "two", "", "٣"])
def test_other_levels_are_refused(english, read, level):
    problem = read("factsheets/inhalers/", format="html", heading_level=level).json()
    assert (problem["status"], problem["parameter"]) == (400, "heading_level")


def test_every_citation_leads_to_its_reference_within_the_fragment(english, read):
    found = article(read)
    targets = [each["href"] for each in found.select("a.citation")]
    assert targets
    assert all(found.select_one(target) for target in targets)


def test_no_id_is_given_twice(english, read):
    ids = [each["id"] for each in article(read).select("[id]")]
    assert len(set(ids)) == len(ids)


def test_nothing_in_it_runs_or_paints(outdated, read):
    for language in ("en", "ar"):
        found = article(read, lang=language)
        assert not found.select("script, style, iframe, object, link, [style], form, input")
        assert not [name for each in found.select("*") for name in each.attrs if name.startswith("on")]


def test_language_and_direction_are_on_the_article_and_on_what_is_in_another(outdated, read):
    found = article(read, lang="ar")
    assert (found["lang"], found["dir"]) == ("ar", "rtl")
    work = found.select_one("#ref-1 .source")
    assert (work["lang"], work["dir"]) == ("en", "ltr")
    note = found.select_one("#ref-1 .note")
    assert (note["lang"], note["dir"]) == ("ar", "rtl")
    latin = found.find("span", lang="la")
    assert (latin.text, latin["dir"]) == ("Spiritus", "ltr")
    assert [each.text for each in found.select("bdi[dir=ltr]")] == ["2–4", "020 7946 0958"]


def test_label_that_is_not_translated_is_marked_as_english(english, read):
    released_in("pl", Edition.objects.get(work=ASTHMA), title="Astma")
    found = article(read, "factsheets/asthma/", lang="pl")
    heading = found.select_one("#about h3")
    assert (heading.text, heading["lang"], heading["dir"]) == ("About this information", "en", "ltr")
    assert not article(read, "factsheets/asthma/", lang="en").select("[lang]")


def test_publisher_and_picture_and_dates_are_there(english, read):
    found = article(read)
    assert found.select_one("img")["alt"] == "A hand holding an inhaler"
    assert "CC BY 4.0" in found.select_one("figcaption").text
    assert found.find("time", datetime="2026-03-01").text == "1 March 2026"
    assert "This sheet does not take the place" in found.select_one("#about").text
    assert found.select_one("#about a[href='https://lungs.example/']").text == "Example Lung Charity"


def test_retracted_or_superseded_work_says_so_beside_it(english, read):
    assert article(read).select_one("#ref-2 .standing").text == "Superseded"
