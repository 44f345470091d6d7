"""Creating, rotating and revoking keys, and what is written down of it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from api.keys import acts, spelling
from api.keys.acts import KeyRefused
from api.keys.models import AppendOnly, Key, KeyAct, Standing

from .builders import STAFF, a_key, an_organisation

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
A_DAY = timedelta(days=1)


@pytest.fixture
def clock():
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def test_key_itself_is_stored_nowhere() -> None:
    made = a_key()
    columns = [*Key.objects.values_list(), *KeyAct.objects.values_list()]
    assert made.text[spelling.HINT_LENGTH :] not in str(columns)
    assert Key.objects.get(digest=spelling.digest(made.text)) == made.key


def test_new_key_opens_everything_for_ever() -> None:
    key = a_key().key
    assert (key.scopes, key.languages, key.per_minute, key.expires_at) == (
        ["content", "changes", "search"],
        [],
        None,
        None,
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"label": " "},
        {"scopes": []},
        {"scopes": ["write"]},
        {"languages": ["tlh"]},
        {"per_minute": 0},
        {"per_minute": 1_000_001},
        {"expires_at": MONDAY},
    ],
)
def test_key_that_makes_no_sense_is_refused(changed, clock) -> None:
    with pytest.raises(KeyRefused):
        a_key(**changed)
    assert not Key.objects.exists()


def test_both_keys_are_valid_while_a_clinic_changes_over(clock) -> None:
    old = a_key().key
    new = acts.rotate(old, by=STAFF, overlap=7 * A_DAY).key
    clock.shift(7 * A_DAY - timedelta(seconds=1))
    old.refresh_from_db()
    assert (old.standing, new.standing) == (Standing.VALID, Standing.VALID)
    clock.shift(timedelta(seconds=1))
    assert (old.standing, new.standing) == (Standing.EXPIRED, Standing.VALID)


def test_rotated_key_has_the_rights_of_the_old_one(clock) -> None:
    old = a_key(scopes=["search"], languages=["fr"], per_minute=50, expires_at=MONDAY + 100 * A_DAY).key
    clock.shift(90 * A_DAY)
    new = acts.rotate(old, by=STAFF, overlap=A_DAY).key
    assert (new.scopes, new.languages, new.per_minute) == (["search"], ["fr"], 50)
    assert new.expires_at == MONDAY + 190 * A_DAY


def test_rotation_never_makes_the_old_key_live_longer(clock) -> None:
    old = a_key(expires_at=MONDAY + A_DAY).key
    acts.rotate(old, by=STAFF, overlap=7 * A_DAY)
    old.refresh_from_db()
    assert old.expires_at == MONDAY + A_DAY


def test_key_is_rotated_once() -> None:
    old = a_key().key
    acts.rotate(old, by=STAFF, overlap=A_DAY)
    with pytest.raises(KeyRefused, match="rotated already"):
        acts.rotate(old, by=STAFF, overlap=A_DAY)
    assert Key.objects.count() == 2


def test_revoked_key_is_not_rotated() -> None:
    old = acts.revoke(a_key().key, by=STAFF)
    with pytest.raises(KeyRefused, match="not valid any more"):
        acts.rotate(old, by=STAFF, overlap=A_DAY)


def test_key_is_revoked_once_and_for_ever() -> None:
    key = acts.revoke(a_key().key, by=STAFF)
    assert key.standing is Standing.REVOKED
    with pytest.raises(KeyRefused, match="revoked already"):
        acts.revoke(key, by="somebody else")
    key.refresh_from_db()
    assert key.revoked_by == STAFF


def test_history_says_who_did_what_to_which(clock) -> None:
    old = a_key(languages=["fr"]).key
    new = acts.rotate(old, by="Bo", overlap=A_DAY).key
    acts.revoke(new, by="Cy")
    lines = list(KeyAct.objects.values_list("key", "act", "by", "at"))
    assert lines == [
        (old.pk, "created", STAFF, MONDAY),
        (new.pk, "created", "Bo", MONDAY),
        (old.pk, "rotated", "Bo", MONDAY),
        (new.pk, "revoked", "Cy", MONDAY),
    ]
    rotated = KeyAct.objects.get(act="rotated").facts
    assert rotated["replaced_by"] == new.pk
    assert rotated["languages"] == ["fr"]
    assert rotated["expires_at"] == "2026-03-03T09:00:00+00:00"


def test_history_is_only_added_to() -> None:
    a_key()
    line = KeyAct.objects.get()
    for change in (line.save, line.delete, KeyAct.objects.all().delete, lambda: KeyAct.objects.update(by="nobody")):
        with pytest.raises(AppendOnly):
            change()


def test_organisation_with_keys_is_not_deleted() -> None:
    a_key()
    with pytest.raises(Exception, match="protected"):
        an_organisation().delete()
