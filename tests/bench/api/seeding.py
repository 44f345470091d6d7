"""Seeding: one sheet released by the acts that everybody uses, then copied by the database itself.

Releasing 60,000 editions one by one would take a day. The copies differ in their ids, slugs and title keys alone,
which is all that an index can tell apart.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Model

from editions import triggers
from editions.models import Edition, Inclusion, Position, Publication, Rendition, SearchText, Slug, Work
from editions.search import database
from tests.api.builders import (
    FaqPlace,
    a_citation,
    a_content,
    a_list,
    a_paragraph,
    a_reference,
    a_section,
    a_topic,
    an_faq,
    an_id,
    released,
    released_in,
    some_steps,
)

from . import FIVE

KINDS = (
    "what-it-is",
    "how-it-works",
    "who-it-is-for",
    "preparation",
    "procedure",
    "benefits",
    "risks",
    "aftercare",
)
WORDS = (
    "An inhaler brings the medicine to the lungs with each breath, so that a small dose is enough and little of it "
    "reaches the rest of the body. Shake it, breathe out, and breathe in slowly while you press it. "
)


def a_long_sheet() -> Work:
    """About 6 kB of text, 8 sections, 4 questions, 7 references, in six languages."""
    for name in ("Breathing", "Medicines"):
        released(a_topic(name))
    for number in range(7):
        released(a_reference(f"trial {number}"))
    questions = [f"Question {number}?" for number in range(4)]
    for question in questions:
        released(an_faq(question, a_paragraph(f"{question}/a", WORDS * 2)))
    sections = tuple(_section(number, kind) for number, kind in enumerate(KINDS))
    faqs = tuple(FaqPlace(an_id(question), optional=True) for question in questions)
    topics = (an_id("Breathing"), an_id("Medicines"))
    source = released(a_content(sections=sections, faqs=faqs, topics=topics))
    for language in FIVE:
        released_in(language, source)
    return source.work


def _section(number: int, kind: str) -> Any:
    return a_section(
        kind,
        f"Part {number}",
        a_paragraph(f"{number}/first", f"{WORDS}{a_citation(f'trial {number % 7}')}"),
        a_list(f"{number}/list", WORDS[:90], WORDS[:60], WORDS[:75]),
        some_steps(f"{number}/steps", WORDS[:80], 'Breathe in <bdi dir="ltr">2</bdi> puffs'),
        a_paragraph(f"{number}/last", WORDS),
    )


def copy(work: Work, number: int) -> None:
    """So many more of it, each with all its languages, by a statement a table."""
    with transaction.atomic():
        triggers.drop(connection)  # they would look for a twin of each row
        of_work, of_editions = (
            "t.work_id = {work}",
            "t.edition_id IN (SELECT id FROM editions_edition WHERE work_id = {work})",
        )
        _copied(Work, "t.id = {work}", work, number)
        _copied(Slug, of_work, work, number)
        _copied(Edition, of_work + " AND t.made_from_id IS NULL", work, number)
        _copied(Edition, of_work + " AND t.made_from_id IS NOT NULL", work, number)
        _copied(Publication, of_work, work, number)
        _copied(Rendition, of_editions, work, number)
        _copied(Inclusion, of_editions, work, number)
        _copied(Position, of_work, work, number)
        _copy_search_texts(work)
        triggers.create(connection)
    database.tidy(connection)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _copy_search_texts(work: Work) -> None:
    """Each copy is found by the same words; the index follows the table by itself."""
    own = {"publication_id", "edition_id"}
    columns = [each.column for each in SearchText._meta.concrete_fields if each.column not in own]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO editions_searchtext (publication_id, edition_id, {', '.join(columns)}) "
            f"SELECT p.id, p.edition_id, {', '.join(f't.{column}' for column in columns)} "
            "FROM editions_searchtext t JOIN editions_publication q ON q.id = t.publication_id "
            "JOIN editions_publication p ON p.type = q.type AND p.language = q.language AND p.work_id <> q.work_id "
            f"WHERE q.work_id = {_literal(work.id)}"
        )


def _copied(model: type[Model], condition: str, work: Work, number: int) -> None:
    columns = [field.column for field in model._meta.concrete_fields if not _is_counted(field)]
    values = ", ".join(_value(model, column) for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    condition = condition.format(work=_literal(work.id))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({names}) SELECT {values} "
            f"FROM {model._meta.db_table} t CROSS JOIN {_numbers(number)} WHERE {condition}"
        )


def _is_counted(field: Any) -> bool:
    return bool(field.primary_key and field.get_internal_type() == "BigAutoField")


def _numbers(number: int) -> str:
    """From 2: the sheet that is copied has an id that ends in 1."""
    if connection.vendor == "postgresql":
        return f"generate_series(2, {number + 1}) AS n(n)"
    return f"(WITH RECURSIVE n(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM n WHERE n <= {number}) SELECT n FROM n) n"


_TEXTS = {"slug": "t.slug || '-' || n.n", "title_key": "t.title_key || ' ' || n.n"}
_OWN_IDS = {
    (Work, "id"),
    (Slug, "work_id"),
    (Edition, "id"),
    (Edition, "work_id"),
    (Edition, "made_from_id"),
    (Publication, "work_id"),
    (Publication, "edition_id"),
    (Rendition, "edition_id"),
    (Inclusion, "edition_id"),
    (Position, "work_id"),
}


def _value(model: type[Model], column: str) -> str:
    if (model, column) in _OWN_IDS:
        return _twin_of(f"t.{column}")
    if column == "envelope":
        return """replace(t.envelope, '"slug":"asthma"', '"slug":"asthma-' || n.n || '"')"""
    if (model, column) == (Position, "number"):
        return "t.number + n.n"
    return _TEXTS.get(column, f't."{column}"')


def _twin_of(id: str) -> str:
    """The id of the copy: the number takes the place of the last twelve digits, which are random enough before."""
    if connection.vendor == "postgresql":
        return f"(substr(replace({id}::text, '-', ''), 1, 20) || lpad(to_hex(n.n), 12, '0'))::uuid"
    return f"(substr({id}, 1, 20) || printf('%012x', n.n))"


def _literal(id: UUID) -> str:
    return f"'{id}'" if connection.vendor == "postgresql" else f"'{id.hex}'"
