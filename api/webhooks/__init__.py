"""Webhooks: telling the servers of organisations that something has changed, by the Standard Webhooks specification.

The log of changes is the outbox. The way of a line: `fanning` makes a delivery of it for every endpoint that listens
(`listening`), `claiming` leases one, `delivering` signs and sends it, `recording` writes down what came of it and when
to try again (`schedule`). `sending` does all that in the worker. Promises and reasons: docs/decisions/0018.
"""
