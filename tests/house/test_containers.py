"""The image, compose.yaml, `make run` and the how-to documents start the same things in the same way."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from cms import run
from cms.health.answers import READY

from .management import PRODUCTION, ROOT, manage

DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ["prepare", "web", "worker"]


def command_of_image() -> list[str]:
    (words,) = re.findall(r"^CMD \[(.*)\]$", DOCKERFILE, re.MULTILINE)
    return re.findall(r'"([^"]*)"', words)


def how_to(name: str) -> str:
    return (ROOT / "docs/how-to" / name).read_text()


def module_or_file(command: list[str]) -> list[str]:
    """What Python runs: the words up to the first option of ours."""
    words = command[1:]
    return words[:2]


def test_image_serves_as_compose_and_make_run_do() -> None:
    assert command_of_image() == SERVICES["web"]["command"]
    assert module_or_file(SERVICES["web"]["command"]) == module_or_file(run.SERVER) == ["-m", "cms.serve"]


def test_worker_is_the_one_of_make_run() -> None:
    assert SERVICES["worker"]["command"][1:] == run.WORKER[1:] == ["manage.py", "worker"]


def test_files_are_prepared_in_the_image_and_the_database_by_compose() -> None:
    assert "python manage.py prepare files" in DOCKERFILE
    assert SERVICES["prepare"]["command"] == ["python", "manage.py", "prepare", "database"]


def test_how_to_names_the_same_commands() -> None:
    text = how_to("deploying.md")
    for command in ("-m cms.serve", "manage.py worker", "manage.py prepare", "docker compose up"):
        assert command in text


@pytest.mark.parametrize("name", ["deploying.md", "backing-up-and-restoring.md", "upgrading.md"])
def test_how_to_says_what_was_tried_and_names_commands_that_exist(name: str) -> None:
    text = how_to(name)
    assert "## What was tried" in text
    ours = {path.stem for app in ("cms", "editions", "factsheets") for path in commands(app)}
    for command in re.findall(r"manage\.py ([a-z_]+)", text):
        assert command in ours | {"check", "createsuperuser", "migrate"}, command


def commands(app: str) -> list[Path]:
    return list((ROOT / app / "management/commands").glob("[a-z]*.py"))


def test_make_prepares_what_the_image_prepares(tmp_path) -> None:
    """Both parts after each other are what `prepare` does without a word."""
    help_text = manage("prepare", "--help", **PRODUCTION).stdout
    assert "{files,database}" in help_text


@pytest.mark.parametrize("image", [*re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE), "postgres", "redis"])
def test_images_of_others_are_pinned(image: str) -> None:
    name, _, tag = SERVICES.get(image, {"image": image})["image"].partition(":")
    assert tag not in ("", "latest"), name
    assert re.search(r"\d", tag)


def test_image_runs_as_nobody_in_particular() -> None:
    assert re.findall(r"^USER (.*)$", DOCKERFILE, re.MULTILINE) == ["10001:10001"]


@pytest.mark.parametrize("name", OURS)
def test_container_can_change_nothing_but_its_data(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["volumes"] == ["media:/srv/cms/var/media"]


@pytest.mark.parametrize("name", ["web", "worker", "postgres", "redis"])
def test_whatever_stays_is_asked_for_its_health(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"


def test_probes_ask_what_answers() -> None:
    assert f"http://127.0.0.1:8000{READY}" in SERVICES["web"]["healthcheck"]["test"][-1]
    assert SERVICES["worker"]["healthcheck"]["test"][1:] == ["python", "manage.py", "worker_health"]


def test_only_the_proxy_of_the_machine_reaches_it() -> None:
    assert SERVICES["web"]["ports"] == ["127.0.0.1:8000:8000"]
    assert not SERVICES["postgres"].get("ports")
    assert not SERVICES["redis"].get("ports")


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"])
def test_secrets_come_from_outside_or_not_at_all(name: str) -> None:
    assert ":?" in SERVICES["web"]["environment"][name]


def test_image_holds_no_secret_and_takes_in_only_what_is_listed() -> None:
    assert not re.search(r"^(ENV|ARG).*(SECRET|PASSWORD|TOKEN)", DOCKERFILE, re.MULTILINE)
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert next(line for line in ignored if not line.startswith("#")) == "*"
    taken = {line[1:] for line in ignored if line.startswith("!")}
    assert not taken & {".env", "var", "tests", ".git"}
    assert all((ROOT / name).exists() for name in taken)


def test_what_the_code_reads_is_in_the_image() -> None:
    taken = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert taken >= packages | {"locale", "languages.toml", "docs/reference/examples", "manage.py"}
