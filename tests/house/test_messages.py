"""Strings are found wherever people see them, and a catalogue that is not complete is told off."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from cms.messages.catalogues import as_po, compile_all, paths, read, update
from cms.messages.extract import extracted
from cms.messages.problems import problems_with

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext_lazy

# Translators: shown above the list
TITLE = _("Asthma")
LABEL = pgettext_lazy("a sheet in a language", "current")

def doses(count):
    return ngettext("%(count)s dose", "%(count)s doses", count)
"""
TEMPLATE = """{% load i18n %}
<h1>{% translate "Inhalers" %}</h1>
  {% blocktranslate trimmed count n=sheets|length %}
    One sheet by {{ publisher }}
  {% plural %}
    {{ n }} sheets by {{ publisher }}
  {% endblocktranslate %}
{% include "x.html" with label=_("100% free") %}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project with one module, one template and a French catalogue."""
    templates = tmp_path / "factsheets/templates/factsheets"
    templates.mkdir(parents=True)
    (tmp_path / "factsheets/panels.py").write_text(PYTHON)
    (templates / "list.html").write_text(TEMPLATE)
    catalogue = tmp_path / "locale/fr/LC_MESSAGES/django.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_bytes(as_po(Catalog(locale="fr", fuzzy=False)))
    return tmp_path


def french(**translations: str | tuple[str, ...]) -> Catalog:
    """A catalogue with one entry: `french(id=…, string=…)`."""
    catalogue = Catalog(locale="fr", fuzzy=False)
    catalogue.add(**translations)
    return catalogue


def complaints(original: str | tuple[str, str], translation: str | tuple[str, str]) -> list[str]:
    strings = Catalog()
    strings.add(original)
    return list(problems_with(french(id=original, string=translation), strings))


def test_strings_of_python_are_found(project: Path) -> None:
    strings = extracted(project)
    assert strings["Asthma"].auto_comments == ["shown above the list"]
    assert strings.get("current", "a sheet in a language")
    assert strings[("%(count)s dose", "%(count)s doses")]


def test_strings_of_templates_are_found(project: Path) -> None:
    strings = extracted(project)
    assert strings["Inhalers"].locations == [("factsheets/templates/factsheets/list.html", 0)]
    assert strings[("One sheet by %(publisher)s", "%(n)s sheets by %(publisher)s")]
    assert strings["100% free"]


def test_update_adds_what_is_new_and_drops_what_is_gone(project: Path) -> None:
    (path,) = paths(project)
    update(path, extracted(project))
    assert "Asthma" in read(path)
    (project / "factsheets/panels.py").unlink()
    update(path, extracted(project))
    assert "Asthma" not in read(path)


def test_update_of_an_unchanged_project_changes_no_byte(project: Path) -> None:
    (path,) = paths(project)
    update(path, extracted(project))
    before = path.read_bytes()
    update(path, extracted(project))
    assert path.read_bytes() == before


def test_catalogues_are_compiled_once(project: Path) -> None:
    assert compile_all(project) == paths(project)
    assert compile_all(project) == []


def test_complete_catalogue_has_no_problems() -> None:
    assert complaints("by %(name)s", "par %(name)s") == []


def test_string_missing_from_the_catalogue_is_a_problem(project: Path) -> None:
    (path,) = paths(project)
    assert any("“Asthma”" in problem for problem in problems_with(read(path), extracted(project)))


@pytest.mark.parametrize(
    ("original", "translation"),
    [
        ("by %(name)s", "par %(nom)s"),
        ("by %(name)s", "par"),
        ("{count} sheets", "fiches"),
        (("one", "%(n)s sheets"), ("une", "fiches")),
        (("one", "%(n)s sheets"), ("%(m)s fiche", "%(n)s fiches")),
    ],
)
def test_lost_or_invented_placeholder_is_a_problem(original, translation) -> None:
    (problem,) = complaints(original, translation)
    assert problem.startswith("other placeholders")


def test_plural_form_may_leave_the_number_out() -> None:
    assert complaints(("%(n)s sheet", "%(n)s sheets"), ("une fiche", "%(n)s fiches")) == []


def test_empty_translation_is_a_problem() -> None:
    (problem,) = complaints("Asthma", "")
    assert problem.startswith("not translated")


def test_fuzzy_translation_is_a_problem() -> None:
    strings = Catalog()
    strings.add("Asthma")
    catalogue = french(id="Asthma", string="Asthme", flags=["fuzzy"])
    (problem,) = problems_with(catalogue, strings)
    assert problem.startswith("fuzzy")


def test_string_that_is_no_longer_used_is_a_problem() -> None:
    (problem,) = problems_with(french(id="Asthma", string="Asthme"), Catalog())
    assert problem.startswith("no longer used")
