"""The versions that the project was asked to stand on, as a floor."""

import re
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
FLOOR = {
    "wagtail": "8.0.1",
    "Django": "5.2.19",
    "djangorestframework": "3.18.3",
    "django-modeltranslation": "0.20.6",
    "Pillow": "13.0.0",
}


def pinned(name_of_list: str) -> dict[str, str]:
    lines = (ROOT / name_of_list).read_text().splitlines()
    wanted = [Requirement(line) for line in lines if re.match(r"\w", line)]
    return {package.name.lower(): str(package.specifier) for package in wanted}


@pytest.mark.parametrize(("package", "lowest"), FLOOR.items())
def test_pinned_version_is_not_lower_than_asked_for(package: str, lowest: str) -> None:
    specifier = pinned("requirements.txt")[package.lower()]
    assert Version(specifier.removeprefix("==")) >= Version(lowest)


@pytest.mark.parametrize(("package", "lowest"), FLOOR.items())
def test_installed_version_is_not_lower_than_asked_for(package: str, lowest: str) -> None:
    assert Version(version(package)) >= Version(lowest)


@pytest.mark.parametrize("name_of_list", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_as_in_the_constraints(name_of_list: str) -> None:
    constraints = pinned("constraints.txt")
    for package, specifier in pinned(name_of_list).items():
        assert specifier.startswith("=="), f"{package} is not pinned"
        assert constraints[package] == specifier
