"""The generated clients, against a live server: they list sheets, read one in French, take a problem, ask by ETag."""

from __future__ import annotations

import importlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from api import openapi
from clients import generate

from .conftest import Library, needs_node


@pytest.fixture(scope="module")
def python_client(tmp_path_factory) -> Iterator[SimpleNamespace]:
    """The modules of the client that somebody uses, freshly generated."""
    folder = tmp_path_factory.mktemp("client")
    generate.python_client(openapi.document(), folder / "package")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder / "package")
        yield SimpleNamespace(
            Client=importlib.import_module("factsheets_client").Client,
            models=importlib.import_module("factsheets_client.models"),
            factsheets=importlib.import_module("factsheets_client.api.factsheets.factsheets"),
            factsheet=importlib.import_module("factsheets_client.api.factsheets.factsheet"),
        )


def test_python_client_reads(python_client, live_server, library: Library) -> None:
    models = python_client.models
    with python_client.Client(base_url=live_server.url) as client:
        page = python_client.factsheets.sync(client=client, lang="en", page_size=50)
        assert [sheet.slug for sheet in page.results] == ["asthma", "inhalers"]
        answer = python_client.factsheet.sync_detailed("asthma", client=client, lang="fr")
        sheet = answer.parsed
        assert isinstance(sheet, models.Factsheet)
        assert (sheet.language.served, sheet.language.direction) == ("fr", models.LanguageDirection.LTR)
        assert sheet.translation.status is models.TranslationStatus.OUTDATED
        assert sheet.edition.released_at.tzinfo
        kinds = {type(block) for section in sheet.sections for block in section.blocks}
        assert models.ListBlock in kinds
        again = python_client.factsheet.sync_detailed(
            "asthma", client=client, lang="fr", if_none_match=answer.headers["ETag"]
        )
        assert (again.status_code, again.parsed) == (304, None)


def test_python_client_takes_a_problem_for_what_it_is(python_client, live_server, library: Library) -> None:
    with python_client.Client(base_url=live_server.url) as client:
        answer = python_client.factsheet.sync_detailed("asthma", client=client, lang="cy")
        withdrawn = python_client.factsheet.sync("wheezing", client=client)
    problem = answer.parsed
    assert isinstance(problem, python_client.models.ProblemDetails)
    assert (answer.status_code, problem.code) == (404, "translation-missing")
    assert "fr" in {language.code for language in problem.available_languages}
    assert withdrawn.code == "withdrawn"


@needs_node
def test_typescript_client_reads(live_server, library: Library) -> None:
    """Compiled against its types, and run; the tests themselves are clients/typescript/test/."""
    folder = generate.CLIENTS / "typescript"
    generate.typescript_client(openapi.document(), folder)
    environment = os.environ | {"BASE_URL": live_server.url}
    done = subprocess.run(
        ["node", "--test", *map(str, Path(folder, "dist", "test").glob("*.js"))],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout
    assert "# pass 5" in done.stdout
