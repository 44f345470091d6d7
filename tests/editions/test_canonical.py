"""Canonical JSON and hashes: anybody can verify an edition with RFC 8785 and SHA-256."""

import hashlib
import json

import pytest
import rfc8785

from editions.canonical import canonical_json, content_hash
from editions.models import Edition

from .builders import released, translated_and_released

# RFC 8785, sections 3.2.2 and 3.2.3.
SERIALISED = (
    r'{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
    r'"string":"€$\u000f\nA' + "'B" + r'\"\\\\\"/"}'
)
UNSORTED = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
SORTED = ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]


def test_values_are_written_as_the_standard_shows():
    numbers = [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001]
    data = {
        "numbers": numbers,
        "string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/",
        "literals": [None, True, False],
    }
    assert canonical_json(data) == SERIALISED


def test_members_are_sorted_by_utf_16_as_the_standard_shows():
    assert list(json.loads(canonical_json(dict.fromkeys(UNSORTED, 1)))) == SORTED


def test_hash_is_sha_256_of_the_utf_8_text():
    assert content_hash("{}") == "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


@pytest.mark.django_db
def test_anybody_can_recompute_the_hash_of_an_edition():
    translated_and_released(released(), "ar")
    for content, stated in Edition.objects.values_list("content", "hash"):
        canonical = rfc8785.dumps(json.loads(content))
        assert stated == "sha256:" + hashlib.sha256(canonical).hexdigest()
        assert content.encode() == canonical
