"""Keys by command, as whoever runs the server has them."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from api.keys.models import Key, KeyAct, Standing

from .builders import a_key, an_organisation, asking
from .elsewhere import elsewhere

pytestmark = pytest.mark.django_db


def run(*words: str) -> tuple[str, str]:
    out, beside = StringIO(), StringIO()
    call_command(*words, stdout=out, stderr=beside)
    return out.getvalue(), beside.getvalue()


def test_new_key_is_printed_once_and_alone() -> None:
    an_organisation()
    out, beside = run("create_api_key", "lung clinic", "--label", "website", "--language", "fr", "--days", "30")
    reader = asking(out.strip())
    key = Key.objects.get()
    assert (reader.key_id, reader.languages) == (key.pk, {"fr"})
    assert timedelta(days=29) < key.expires_at - timezone.now() < timedelta(days=30)
    assert out.strip() not in beside


def test_organisation_can_be_made_with_its_first_key() -> None:
    run("create_api_key", "Eye Clinic", "--label", "website", "--new-organisation", "web@eyes.example")
    assert Key.objects.get().organisation.email == "web@eyes.example"


def test_unknown_organisation_is_refused() -> None:
    with pytest.raises(CommandError, match="no organisation “Eye Clinic”"):
        run("create_api_key", "Eye Clinic", "--label", "website")


def test_refusal_says_why() -> None:
    an_organisation()
    with pytest.raises(CommandError, match="languages that are switched on"):
        run("create_api_key", "Lung Clinic", "--label", "website", "--language", "tlh")


def test_key_is_rotated_by_its_first_signs() -> None:
    old = a_key().key
    out, beside = run("rotate_api_key", old.hint, "--days", "3")
    assert asking(out.strip()).key_id == Key.objects.exclude(pk=old.pk).get().pk
    assert old.hint in beside


def test_key_is_revoked_by_its_number_and_the_person_is_noted() -> None:
    key = a_key().key
    run("revoke_api_key", str(key.pk), "--by", "Bo Example")
    key.refresh_from_db()
    assert key.standing is Standing.REVOKED
    assert KeyAct.objects.get(act="revoked").by == "Bo Example"


@pytest.mark.parametrize("command", ["rotate_api_key", "revoke_api_key"])
def test_whole_key_is_not_taken_by_a_command(command) -> None:
    text = a_key().text
    with pytest.raises(CommandError) as caught:
        run(command, text)
    assert text not in str(caught.value)


@pytest.mark.parametrize("command", ["rotate_api_key", "revoke_api_key"])
def test_what_cannot_be_done_is_told(command) -> None:
    key = a_key().key
    run("revoke_api_key", str(key.pk))
    with pytest.raises(CommandError, match=r"not valid any more|revoked already"):
        run(command, str(key.pk))
    with pytest.raises(CommandError, match="No key"):
        run(command, "fs_0000")


def test_list_shows_what_is_valid_and_never_a_key() -> None:
    kept, gone = a_key(label="website"), a_key(label="leaflets")
    run("revoke_api_key", str(gone.key.pk))
    out, _beside = run("list_api_keys")
    assert f"{kept.key.hint}…" in out
    assert "Lung Clinic: website" in out
    assert "leaflets" not in out
    assert "leaflets" in run("list_api_keys", "--all")[0]
    assert kept.text not in out


READ_ON = """
import sys, time
from api.keys.readers import reader_of
from api.problems import Problem
key = sys.stdin.readline().strip()
try:
    while True:
        reader_of({"HTTP_AUTHORIZATION": f"Bearer {key}"})
        print("reads", flush=True) if not globals().get("told") else None
        told = True
        time.sleep(0.01)
except Problem as problem:
    print(problem.kind.code, time.time(), flush=True)
"""


@pytest.mark.django_db(transaction=True)
def test_revocation_is_seen_by_another_process_within_a_second() -> None:
    made = a_key()
    process = elsewhere(READ_ON)
    process.stdin.write(f"{made.text}\n")
    process.stdin.flush()
    assert process.stdout.readline() == "reads\n"
    run("revoke_api_key", str(made.key.pk))
    revoked = timezone.now().timestamp()
    said, at = process.communicate(timeout=30)[0].split()
    assert said == "revoked-key"
    assert float(at) - revoked < 1.1  # the second, and a moment of a busy machine
