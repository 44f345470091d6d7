"""The examples of the reference are real answers, whole. `WRITE_EXAMPLES=1 pytest …` writes them again."""

import os
import re

import pytest

from api.formats.media import OF_REFERENCES, OF_TEXTS
from api.openapi import EXAMPLES

pytestmark = pytest.mark.django_db

ENDINGS = {"jsonld": "jsonld", "html": "html", "md": "md", "txt": "txt", "xml": "xml"}
ENDINGS |= {"csljson": "csl.json", "ris": "ris", "bibtex": "bib"}
WHOLE = [format.name for format in OF_TEXTS if format.name != "json"]
CASES = [
    *((f"factsheet-whole.{ENDINGS[name]}", f"factsheets/inhalers/?lang=en&format={name}") for name in WHOLE),
    *((f"factsheet-ar.{ENDINGS[name]}", f"factsheets/inhalers/?lang=ar&format={name}") for name in WHOLE),
    ("faq.jsonld", "faqs/can-i-use-a-spacer/?lang=en&format=jsonld"),
    ("publisher.jsonld", "publishers/example-lung-charity/?lang=en&format=jsonld"),
    ("term.jsonld", "terms/bronchi/?lang=en&format=jsonld"),
    *(
        (f"reference.{ENDINGS[each.name]}", f"references/a-trial-of-breathing-out/?lang=en&format={each.name}")
        for each in OF_REFERENCES
        if each.name not in ("json", "html", "md", "txt")
    ),
    *((f"references.{ENDINGS[name]}", f"references/?lang=en&format={name}") for name in ("csljson", "ris", "bibtex")),
]

# Editions have a UUID that is made at release.
_EDITION = re.compile(r'(?:(?<=editions/)|(?<=edition id=")|(?<=data-edition="))[0-9a-f-]{36}')


@pytest.mark.parametrize(("name", "path"), CASES, ids=[name for name, _path in CASES])
def test_example_is_the_real_answer(outdated, read, name, path):
    answer = read(path)
    assert answer.status_code == 200
    text = _EDITION.sub("e0000001-0000-4000-8000-000000000000", answer.content.decode())
    file = EXAMPLES / name
    if os.environ.get("WRITE_EXAMPLES"):
        file.write_bytes(text.encode())
    assert text.encode() == file.read_bytes()
