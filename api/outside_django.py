"""Asking the database before Django has begun to answer: the gate and what it calls, which no signal prepares."""

from __future__ import annotations

from django.db import connection


def refresh_connection() -> None:
    """Drop a connection of this thread that has broken or is too old, as Django does when a request begins."""
    if not connection.in_atomic_block:  # a test's own transaction
        connection.close_if_unusable_or_obsolete()
