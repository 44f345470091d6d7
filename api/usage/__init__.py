"""Usage: what was read, by day, key, content, language and edition. Never by whom behind the key, nor from where.

The gate calls `counting.count(reader, contents)` for each answer; see docs/decisions/0017.
"""
