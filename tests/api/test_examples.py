"""The examples of the reference are real answers. `WRITE_EXAMPLES=1 pytest …` writes them again."""

import json
import os
import re
from pathlib import Path

import pytest

from editions import withdrawals
from editions.models import Change, Edition, WithdrawalReason
from editions.vocabulary import ChangeKind

from .builders import a_content, a_sheet_called, an_id, inhalers, released, released_in

pytestmark = pytest.mark.django_db

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "reference" / "examples"

SPANISH = {
    "Asthma": "Asma",
    "Wheezing": "Sibilancias",
    "What asthma is, and how to live well with it.": "Qué es el asma y cómo vivir bien con ella.",
    "What is asthma?": "¿Qué es el asma?",
    "Asthma makes the airways <strong>narrow</strong> &amp; swollen.": (
        "El asma <strong>estrecha</strong> e inflama las vías respiratorias."
    ),
    "Inhalers": "Inhaladores",
    "A <em>reliever</em> for attacks": "Uno <em>de rescate</em> para las crisis",
    "A <em>preventer</em> every day": "Uno <em>preventivo</em> todos los días",
    "Shake it": "Agítelo",
    'Breathe in <bdi dir="ltr">2</bdi> puffs': 'Inhale <bdi dir="ltr">2</bdi> dosis',
    "When to get help": "Cuándo pedir ayuda",
    "Get help now": "Pida ayuda ya",
    'Call <a href="tel:999">999</a> if <bdi dir="ltr">10</bdi> puffs do not help.': (
        'Llame al <a href="tel:999">999</a> si <bdi dir="ltr">10</bdi> dosis no ayudan.'
    ),
}


@pytest.fixture
def answers(read, clock, settings):
    """A path's answer, with ids that are the same on every day."""
    settings.SITE_URL = "https://sheets.example"
    first = released(note="First edition.")
    clock.shift(3600)
    released_in(
        "es", first, words=SPANISH, method="machine-assisted", note="First edition.",
        translator="Example Machine Translator", reviewer="A. Reviewer",
    )  # fmt: skip
    clock.shift(3600)
    changed = a_content(summary="What asthma is, how it is treated, and how to live well with it.")
    released(changed, kind=ChangeKind.CONTENT, note="Treatment is now in the summary.")
    wheezing = a_sheet_called("Wheezing")
    withdrawals.withdraw(wheezing.work_id, reason=WithdrawalReason.EXPIRED, by="Test Editor")
    withdrawals.explain(wheezing.work_id, note="Part of the asthma sheet now.", replacement_id=first.work_id, by="")
    clock.shift(3600)
    inhalers()
    breathing = Edition.objects.get(work_id=an_id("Breathing"))
    released_in("es", breathing, title="Respiración", words={"About Breathing.": "Sobre la respiración."})
    ids = dict.fromkeys(str(id) for id in Change.objects.order_by("id").values_list("edition_id", flat=True) if id)

    def answer(path):
        text = read(path.format(first=first.id)).content.decode()
        for number, real in enumerate(ids, start=1):
            text = text.replace(real, f"e{number:07}-0000-4000-8000-000000000000")
        return re.sub(r"since=[^\"]+", "since=WyJhIHBsYWNlIl0:signed", text)  # numbers of the log are others each time

    return answer


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("root", ""),
        ("languages", "languages/"),
        ("factsheets", "factsheets/?lang=es&page_size=1"),
        ("factsheet", "factsheets/asthma/?lang=es"),
        ("factsheet-whole", "factsheets/inhalers/?lang=en"),
        ("faqs", "faqs/"),
        ("faq", "faqs/can-i-use-a-spacer/"),
        ("references", "references/"),
        ("reference", "references/a-trial-of-breathing-out/"),
        ("topics", "topics/?lang=es&fallback=missing"),
        ("topic", "topics/breathing/?lang=es"),
        ("terms", "terms/"),
        ("term", "terms/bronchi/"),
        ("editions", "factsheets/asthma/editions/?lang=en"),
        ("edition", "editions/{first}/"),
        ("search", "search/?q=inhalador&lang=es"),
        ("publishers", "publishers/"),
        ("publisher", "publishers/example-lung-charity/"),
        ("changes", "changes/?lang=es&type=factsheet"),
        ("json-feed", "feeds/es/json/"),
        ("translation-missing", "factsheets/asthma/?lang=cy"),
        ("withdrawn", "factsheets/wheezing/"),
        ("bad-parameter", "factsheets/?page_size=1000"),
    ],
)
def test_example_is_the_real_answer(answers, name, path):
    file = EXAMPLES / f"{name}.json"
    text = json.dumps(json.loads(answers(path)), ensure_ascii=False, indent=2) + "\n"
    if os.environ.get("WRITE_EXAMPLES"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")
