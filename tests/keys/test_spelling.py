"""How a key is written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.keys import spelling

EXAMPLE = "fs_0123456789abcdefghjkmnpqrstvwxyz" + spelling._checksum("fs_0123456789abcdefghjkmnpqrstvwxyz")


def test_key_has_the_documented_form() -> None:
    assert re.fullmatch(r"fs_[0-9a-hjkmnp-tv-z]{39}", spelling.new())


def test_key_is_well_formed() -> None:
    assert spelling.is_well_formed(spelling.new())


def test_no_two_keys_are_the_same() -> None:
    assert len({spelling.new() for _ in range(1000)}) == 1000


def test_random_part_has_160_bits(monkeypatch) -> None:
    monkeypatch.setattr(spelling.secrets, "randbits", lambda bits: 2**bits - 1)
    assert spelling.new().startswith("fs_" + "z" * 32)


@given(at=st.integers(3, len(EXAMPLE) - 1), sign=st.sampled_from("0123456789abcdefghjkmnpqrstvwxyz"))
def test_one_wrong_sign_is_noticed(at: int, sign: str) -> None:
    mistyped = EXAMPLE[:at] + sign + EXAMPLE[at + 1 :]
    assert spelling.is_well_formed(mistyped) == (mistyped == EXAMPLE)


@given(at=st.integers(3, len(EXAMPLE) - 2))
def test_two_signs_in_the_wrong_order_are_noticed(at: int) -> None:
    swapped = EXAMPLE[:at] + EXAMPLE[at + 1] + EXAMPLE[at] + EXAMPLE[at + 2 :]
    assert spelling.is_well_formed(swapped) == (swapped == EXAMPLE)


@pytest.mark.parametrize(
    "text", ["", "fs_", EXAMPLE[:-1], EXAMPLE + "0", EXAMPLE.upper(), f" {EXAMPLE}", f"{EXAMPLE}\n"]
)
def test_anything_else_is_no_key(text: str) -> None:
    assert not spelling.is_well_formed(text)


@pytest.mark.parametrize("text", [EXAMPLE, EXAMPLE.upper(), EXAMPLE[:-5], f"/a/{EXAMPLE}/b", f"key={EXAMPLE}&lang=fr"])
def test_key_is_found_in_text_and_taken_out(text: str) -> None:
    assert spelling.stands_in(text)
    assert "0123456789" not in spelling.without_keys(text)


@pytest.mark.parametrize(
    "text", ["/api/v1/factsheets/fs_asthma/", "offs_" + "a" * 40, "fs_a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p"]
)
def test_other_text_is_left_alone(text: str) -> None:
    assert spelling.without_keys(text) == text
