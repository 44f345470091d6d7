"""Allowances in the words of HTTP."""

import re

import pytest

from api.keys.readers import Reader
from api.limits import allowances
from api.limits.allowances import take
from api.limits.checks import proxies_are_declared
from api.limits.leases import Leases
from api.problems import response

EVERYTHING = frozenset({"content", "changes", "search"})


class Count(dict):
    def add(self, bucket, window, tokens):
        self[bucket, window] = self.get((bucket, window), 0) + tokens
        return self[bucket, window]


@pytest.fixture(autouse=True)
def leases(monkeypatch):
    monkeypatch.setattr(allowances, "leases", Leases(Count))


def a_reader(per_minute: int, name: str = "lung clinic") -> Reader:
    return Reader(1, 1, name, per_minute, EVERYTHING, frozenset())


def test_headers_are_structured_fields() -> None:
    limit, policy = take(a_reader(100)).headers
    assert limit[0] == "RateLimit"
    assert re.fullmatch(r'"default";r=99;t=[0-9]{1,2}', limit[1])
    assert policy == ("RateLimit-Policy", '"default";q=100;w=60')


def test_one_request_too_many_is_told_when_to_come_back() -> None:
    for _ in range(3):
        assert take(a_reader(3)).retry_after is None
    refused = take(a_reader(3))
    assert 1 <= refused.retry_after <= 60
    assert dict(refused.headers)["RateLimit"].startswith('"default";r=0;t=')


def test_refusal_is_a_problem_document() -> None:
    take(a_reader(1))
    refused = take(a_reader(1))
    answer = response(refused.problem(), path="/api/v1/", language="en")
    assert answer.status_code == 429
    assert b'"rate-limited"' in answer.content
    assert answer.headers["Retry-After"] == str(refused.retry_after)
    assert answer.headers["RateLimit-Policy"] == '"default";q=1;w=60'


def test_block_is_a_part_of_the_limit(settings) -> None:
    settings.RATE_LIMIT_BLOCKS = 20
    assert [allowances._block(limit) for limit in (1, 19, 600, 6_000)] == [1, 1, 30, 300]


def test_warning_if_all_readers_would_be_one(settings) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert [each.id for each in proxies_are_declared()] == ["api_limits.W001"]
    settings.TRUSTED_PROXIES = ("10.0.0.0/8",)
    assert proxies_are_declared() == []
