"""Limits: how many requests a reader may make in a minute. The gate calls `allowances.take(reader)` for each.

A worker process takes its tokens from the count that all processes share, a block at a time, and hands them out from
memory: see docs/decisions/0017 and docs/reference/limits.md.
"""
