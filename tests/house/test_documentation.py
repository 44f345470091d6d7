"""Every variable that the settings read is explained in the README."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
READS_A_VARIABLE = re.compile(r"""(?:env(?:\.\w+)?|chosen)\(\s*(?:"\w+", )?"([A-Z][A-Z0-9_]+)\"""")


def variables() -> set[str]:
    files = (ROOT / "cms" / "settings").glob("*.py")
    return {name for file in files for name in READS_A_VARIABLE.findall(file.read_text())}


def test_variables_are_found() -> None:
    assert {"SECRET_KEY", "DATABASE_URL", "CONTENT_LANGUAGES", "S3_BUCKET"} <= variables()


@pytest.mark.parametrize("name", sorted(variables()))
def test_variable_is_explained_in_the_readme(name: str) -> None:
    assert f"`{name}`" in (ROOT / "README.md").read_text()
