"""Health: what is asked, what is answered, and that an answer tells nothing it need not."""

import json

import pytest
import redis
from django.core.cache import caches
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from cms.health import answers, questions
from cms.health.heartbeat import beat
from cms.settings.database import cache, database
from editions import triggers

REDIS = "redis://127.0.0.1:6379/9"
NOBODY = "redis://127.0.0.1:1/0"


@pytest.fixture(autouse=True)
def ask_anew(monkeypatch) -> None:
    monkeypatch.setattr(answers, "KEPT", 0)


def ready(client) -> tuple[int, dict[str, str]]:
    answer = client.get("/health/ready")
    return answer.status_code, answer.json()["checks"]


def redis_answers() -> bool:
    try:
        return bool(redis.Redis.from_url(REDIS, socket_connect_timeout=1).ping())
    except redis.ConnectionError:
        return False


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
@pytest.mark.django_db
def test_probe_needs_no_known_host_and_no_tls(client, settings, path) -> None:
    settings.ALLOWED_HOSTS = ["content.example.org"]
    settings.SECURE_SSL_REDIRECT = True
    answer = client.get(path, headers={"host": "10.0.0.7:8000"})
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Type"] == "application/json"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_living_process_answers_without_a_database(client) -> None:
    assert client.get("/health/live").json() == {"status": "ok"}  # no django_db: asking it would fail


def test_only_reading_is_answered(client) -> None:
    assert client.post("/health/live").status_code == 405


@pytest.mark.django_db
def test_ready_when_all_is_there(client) -> None:
    everything = dict.fromkeys(["database", "migrations", "record", "cache", "media"], "ok")
    assert ready(client) == (200, everything)


@pytest.mark.django_db
def test_not_ready_when_a_migration_has_not_run(client) -> None:
    app, name = max(each for each in questions.newest_migrations() if each[0] == "editions")
    MigrationRecorder(connection).record_unapplied(app, name)
    status, found = ready(client)
    assert (status, found["migrations"]) == (503, "failed")


@pytest.mark.django_db(transaction=True)
def test_not_ready_when_editions_could_be_changed(client) -> None:
    triggers.drop(connection)
    status, found = ready(client)
    triggers.create(connection)
    assert (status, found["record"]) == (503, "failed")


def test_not_ready_without_a_database_and_the_log_says_why_but_not_the_answer(client, monkeypatch, caplog) -> None:
    def away() -> None:
        raise OSError("no route to db.internal, password s3cret")

    monkeypatch.setitem(questions.QUESTIONS, "database", away)
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert {answer.json()["checks"][name] for name in ("database", "migrations", "record")} == {"failed"}
    assert "internal" not in answer.content.decode()
    assert "no route to db.internal" in caplog.text


@pytest.mark.django_db
def test_not_ready_when_redis_is_named_and_away(client, settings) -> None:
    settings.CACHES = {"default": cache(NOBODY)}
    status, found = ready(client)
    assert (status, found["cache"]) == (503, "failed")


@pytest.mark.skipif(not redis_answers(), reason="no Redis on this machine")
@pytest.mark.django_db
def test_ready_with_a_redis_that_answers(client, settings) -> None:
    settings.CACHES = {"default": cache(REDIS)}
    assert ready(client)[0] == 200
    caches["default"].set("asthma", "inhalers", timeout=5)
    assert caches["default"].get("asthma") == "inhalers"


@pytest.mark.django_db
def test_not_ready_when_files_cannot_be_written(client, settings, tmp_path) -> None:
    locked = tmp_path / "a file"
    locked.write_text("")
    locked.chmod(0o400)
    settings.MEDIA_ROOT = locked
    status, found = ready(client)
    assert (status, found["media"]) == (503, "failed")


@pytest.mark.django_db
def test_answer_is_kept_for_a_moment(client, monkeypatch, django_assert_num_queries) -> None:
    client.get("/health/ready")
    monkeypatch.setattr(answers, "KEPT", 60)
    with django_assert_num_queries(0):
        client.get("/health/ready")


def test_database_that_does_not_answer_is_not_waited_for() -> None:
    assert database("postgres://db.example.org/sheets")["OPTIONS"]["connect_timeout"] == 5


def test_worker_is_well_after_its_round(settings, tmp_path, capsys) -> None:
    settings.HEARTBEAT_FILE = tmp_path / "worker"
    beat(settings.HEARTBEAT_FILE, failing=[])
    call_command("worker_health")
    assert "alive" in capsys.readouterr().out


def test_worker_that_never_ran_is_not_well(settings, tmp_path) -> None:
    settings.HEARTBEAT_FILE = tmp_path / "worker"
    with pytest.raises(CommandError, match="No worker"):
        call_command("worker_health")


def test_worker_that_is_silent_is_not_well(settings, tmp_path) -> None:
    settings.HEARTBEAT_FILE = tmp_path / "worker"
    beat(settings.HEARTBEAT_FILE, failing=[])
    with pytest.raises(CommandError, match="last heard of"):
        call_command("worker_health", within=-1)


def test_worker_that_fails_is_not_well_and_says_at_what(settings, tmp_path) -> None:
    settings.HEARTBEAT_FILE = tmp_path / "worker"
    beat(settings.HEARTBEAT_FILE, failing=["publish what is scheduled"])
    with pytest.raises(CommandError, match="could not publish what is scheduled"):
        call_command("worker_health")


@pytest.mark.django_db(transaction=True)
def test_worker_leaves_a_sign_of_life(settings, tmp_path) -> None:
    settings.HEARTBEAT_FILE = tmp_path / "worker"
    call_command("worker", once=True)
    assert json.loads(settings.HEARTBEAT_FILE.read_text()) == {"failing": []}
