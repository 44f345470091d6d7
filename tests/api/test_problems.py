"""Errors are problem documents, whoever notices the error, and give nothing away."""

import logging

import pytest
from django.http import Http404
from django.test import Client
from django.utils import translation
from django.utils.functional import lazy

from api import handlers, problems
from api.problems import KINDS, NOT_FOUND

from .builders import released

pytestmark = pytest.mark.django_db


def problem_of(answer):
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert list(problem)[:6] == ["type", "title", "status", "detail", "instance", "code"]
    assert problem["status"] == answer.status_code
    return problem


@pytest.mark.parametrize(
    "path", ["nowhere/", "factsheets/a/b/", "factsheets/asthma/editions/1/", "nowhere", "%00", "é/"]
)
def test_path_that_leads_nowhere_is_a_problem_document(read, path):
    problem = problem_of(read(path))
    assert problem["code"] == "not-found"
    assert problem["instance"].startswith("/api/v1/")


@pytest.mark.parametrize("path", ["factsheets", "languages", "factsheets/asthma"])
def test_path_without_its_last_slash_is_led_to_the_resource(read, path):
    answer = read(path, lang="fr")
    assert (answer.status_code, answer["Location"]) == (308, f"/api/v1/{path}/?lang=fr")


def test_type_names_a_place_on_the_page_of_the_docs(read):
    page = read("docs/").content.decode()
    for kind in KINDS:
        assert f'id="{kind.code}"' in page
    assert problem_of(read("nowhere/"))["type"] == "/api/v1/docs/#not-found"


def test_codes_are_unique():
    assert len({kind.code for kind in KINDS}) == len(KINDS)


class Broken:
    """A translation of the mistake that a view makes."""

    def __call__(self, *args, **kwargs):
        raise RuntimeError("secret words")


def test_mistake_of_ours_is_logged_and_not_told(monkeypatch, caplog):
    monkeypatch.setattr("api.v1.contents.found", Broken())
    client = Client(raise_request_exception=False)
    with caplog.at_level(logging.ERROR, "django.request"):
        answer = client.get("/api/v1/factsheets/asthma/")
    assert problem_of(answer)["code"] == "internal-error"
    assert answer.status_code == 500
    assert "secret" not in answer.content.decode()
    assert "secret words" in caplog.text
    assert answer["Cache-Control"] == "no-store"


def test_english_is_not_labelled_as_another_language():
    untranslated = problems.Kind("x", 400, "Only in English", "Only in English")
    answer = problems.response(problems.Problem(untranslated), path="/", language="ar")
    assert answer["Content-Language"] == "en"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_title_is_in_the_language_asked_for(read, language):
    answer = read("factsheets/nowhere/", lang=language)
    assert answer["Content-Language"] == language
    assert problem_of(answer)["title"] != "Not found"


def test_problem_of_a_parameter_is_told_in_the_language_of_the_request(read):
    released()
    answer = read("factsheets/", page_size=0, lang="fr")
    assert answer["Content-Language"] in ("fr", "en")
    assert "Accept-Language" not in answer["Vary"]


@pytest.mark.parametrize(("path", "status"), [("/api/", 404), ("/api/v2/x", 404), ("/apiary", 404)])
def test_requests_that_reach_no_view_below_api_are_answered_by_handlers(rf, path, status):
    answer = handlers.not_found(rf.get(path), Http404())
    assert answer.status_code == status
    is_ours = path.startswith("/api/")
    assert (answer["Content-Type"] == problems.MEDIA_TYPE) == is_ours
    assert ("Access-Control-Allow-Origin" in answer) == is_ours


def test_refusals_are_put_together_in_the_language_of_the_answer():
    def french_name():
        return "nom" if translation.get_language() == "fr" else "name"

    name = lazy(french_name, str)()
    problem = problems.Problem(NOT_FOUND, problems.filled("%(a)s: %(b)s", a=name, b=(name, "x")))
    with translation.override("fr"):
        assert problems.document(problem, path="/")["detail"] == "nom: nom, x"
    with translation.override("en"):
        assert problems.document(problem, path="/")["detail"] == "name: name, x"
