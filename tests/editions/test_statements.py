"""Statements are planned once for each connection, and their answer does not depend on it."""

import pytest
from django.db import connection

from editions.statements import fetch_one

pytestmark = pytest.mark.django_db(transaction=True)

SUM = "SELECT %(first)s || %(second)s"
PLANS = "SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'editions_%%'"


@pytest.fixture
def postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite needs no plans")


def number_of_plans() -> int:
    with connection.cursor() as cursor:
        cursor.execute(PLANS, [])
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("word", ["a", "ß", "a'b", "%s", "'); DROP TABLE editions_work; --", ""])
def test_answer_is_that_of_the_query(word):
    assert fetch_one(SUM, {"first": word, "second": "!"}) == (f"{word}!",)


def test_query_is_planned_once(postgresql):
    for word in ("a", "b", "c"):
        fetch_one(SUM, {"first": word, "second": "."})
    assert number_of_plans() == 1


def test_new_connection_plans_anew(postgresql):
    fetch_one(SUM, {"first": "a", "second": "b"})
    connection.close()
    assert fetch_one(SUM, {"first": "c", "second": "d"}) == ("cd",)
    assert number_of_plans() == 1


def test_plan_that_a_pooler_has_lost_is_not_needed(postgresql):
    fetch_one(SUM, {"first": "a", "second": "b"})
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    assert fetch_one(SUM, {"first": "c", "second": "d"}) == ("cd",)
