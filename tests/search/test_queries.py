"""The table of queries: what is found in eight languages, and in which order."""

import pytest
from django.db import transaction

from editions.search import finding
from editions.search.asking import ask

from .builders import release_all_texts, table

QUERIES = [(tongue, q, wanted) for tongue, asked in table("queries.toml").items() for q, wanted in asked.items()]


@pytest.fixture(scope="module")
def texts(django_db_setup, django_db_blocker):
    """Released once for all queries, and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        release_all_texts()
        yield
        transaction.set_rollback(True)


def test_table_is_as_long_as_promised():
    languages = {language for language, _q, _expected in QUERIES}
    assert len(QUERIES) >= 40
    assert languages == {"en", "fr", "cy", "pl", "ar", "ur", "bn", "zh-hans"}


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "q", "expected"), QUERIES, ids=[f"{each[0]}: {each[1]}" for each in QUERIES])
def test_query_finds(texts, language, q, expected):
    found = finding.find(ask(q, language), most=100)
    names = [each.slug.removeprefix(f"{language}-") for each in found.rows]
    wanted = [sorted(step.split()) for step in expected.split(">")] if expected else []
    assert [name for step in wanted for name in step] == _sorted_within(names, wanted)
    assert (found.count, found.is_exact) == (len(names), True)


def _sorted_within(names, steps):
    """The names with each step of the table in the order of the alphabet, as the table has them."""
    sizes, at, found = [len(step) for step in steps], 0, []
    for size in sizes:
        found += sorted(names[at : at + size])
        at += size
    return found + names[at:]
