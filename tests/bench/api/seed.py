"""`python -m tests.bench.api.seed 1000`: fill an empty database; the bench calls it as a process of its own."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
django.setup()

from tests.bench.api.seeding import a_long_sheet, copy  # noqa: E402  (models are ready only now)

copy(a_long_sheet(), int(sys.argv[1]) - 1)
