"""`fields=` gives the members that are asked for, and never without those that say how the text stands."""

import pytest

from api.fields import ALWAYS
from api.v1.factsheets import Factsheet, Factsheets

pytestmark = pytest.mark.django_db

TEXT = ["id", "type", "language", "translation"]


def members(answer):
    assert answer.status_code == 200
    return list(answer.json())


def test_only_the_members_asked_for_are_there(english, read):
    answer = read("factsheets/inhalers/", fields="title,summary,urls")
    assert sorted(members(answer)) == sorted([*TEXT, "title", "summary", "urls"])


def test_members_are_the_same_as_in_the_whole(english, read):
    whole = read("factsheets/inhalers/", lang="en").json()
    some = read("factsheets/inhalers/", lang="en", fields="sections,publisher").json()
    assert all(whole[name] == value for name, value in some.items())


def test_label_of_an_outdated_translation_cannot_be_dropped(outdated, read):
    answer = read("factsheets/inhalers/", lang="ar", fields="title").json()
    assert answer["translation"]["status"] == "outdated"
    assert answer["translation"]["notice"]
    assert answer["language"]["served"] == "ar"


def test_status_of_an_edition_cannot_be_dropped(outdated, english, read):
    answer = read(f"editions/{english.id}/", fields="title").json()
    assert answer["status"] == "superseded"
    assert "newer edition" in answer["translation"]["notice"]


def test_standing_of_a_retracted_work_cannot_be_dropped(english, read):
    answer = read("references/a-trial-of-breathing-out/", fields="text").json()
    assert answer["standing"] == "superseded"


def test_results_of_a_list_are_sparse_and_the_list_is_whole(english, read):
    answer = read("factsheets/", lang="en", fields="title", page_size=1).json()
    assert list(answer) == ["count", "next", "previous", "results"]
    assert list(answer["results"][0]) == ["id", "type", "language", "title", "translation"]
    assert "fields=title" in answer["next"]


def test_history_is_sparse(english, read):
    lines = read("factsheets/inhalers/editions/", fields="version").json()["results"]
    assert [list(line) for line in lines] == [["id", "version", "status"]]


BAD = ["", "tittle", "title,", ",title", "title,title", "Title", "title summary", "x," * 9000]


@pytest.mark.parametrize("fields", BAD)
def test_unknown_name_is_refused_with_what_is_allowed(english, read, fields):
    problem = read("factsheets/inhalers/", fields=fields).json()
    assert (problem["status"], problem["parameter"]) == (400, "fields")
    assert "sections" in problem["allowed"]


def test_allowed_names_are_the_members_of_the_answer(english, read):
    allowed = read("factsheets/inhalers/", fields="?").json()["allowed"]
    assert sorted(allowed) == sorted(read("factsheets/inhalers/").json())
    of_a_list = read("factsheets/", fields="?").json()["allowed"]
    assert sorted(of_a_list) == sorted(read("factsheets/").json()["results"][0])


def test_all_names_at_once_are_the_whole(english, read):
    names = ",".join(read("factsheets/inhalers/", fields="?").json()["allowed"])
    assert read("factsheets/inhalers/", fields=names).content == read("factsheets/inhalers/").content


@pytest.mark.parametrize("asked", [{"format": "html"}, {"headers": {"Accept": "text/html"}}])
def test_fields_are_for_json_only(english, read, asked):
    problem = read("factsheets/inhalers/", fields="title", **asked).json()
    assert (problem["status"], problem["parameter"], problem["allowed"]) == (400, "fields", ["json"])


def test_heading_level_is_for_html_only(english, read):
    problem = read("factsheets/inhalers/", heading_level=3).json()
    assert (problem["status"], problem["parameter"], problem["allowed"]) == (400, "heading_level", ["html"])


def test_document_of_the_api_names_the_same_members(english, read):
    parameters = {view: {each.name: each for each in view.parameters} for view in (Factsheet, Factsheets)}
    assert "sections" in parameters[Factsheet]["fields"].allowed
    assert "sections" not in parameters[Factsheets]["fields"].allowed
    described = parameters[Factsheet]["fields"].description
    assert all(f"`{name}`" in described for name in ALWAYS if name in TEXT)
