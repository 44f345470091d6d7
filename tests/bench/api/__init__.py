"""The bench of the API: `python -m tests.bench.api`."""

# The languages beside English in which each sheet is there.
FIVE = ("cy", "fr", "pl", "ar", "bn")
