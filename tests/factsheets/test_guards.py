"""The guards: what a translated segment must have in common with its source, mark by mark."""

from uuid import UUID

import pytest

from editions.segments import INLINE, Segment
from factsheets.guards import problems_with_translation

REFERENCE, OTHER = UUID(int=1), UUID(int=2)


def cite(id=REFERENCE):
    return f'<cite data-reference="{id}"></cite>'


def term(words, id=REFERENCE):
    return f'<dfn data-term="{id}">{words}</dfn>'


def link(words, id=REFERENCE, type="faq"):
    return f'<a data-content="{id}" data-type="{type}">{words}</a>'


def problems(source, target):
    return " ".join(problems_with_translation(Segment("x/text", source, INLINE), target))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (f"It helps.{cite()}{cite(OTHER)}", f"Cela aide{cite(OTHER)}{cite()}."),
        (f"Weak {term('ligaments')}.", f"Des {term('ligaments')} faibles."),
        (f"See {link('the question')}.", f"Voir {link('la question')}."),
        ('The <span lang="la">os sacrum</span>.', 'Le <span lang="la" dir="ltr">os sacrum</span>.'),
        ("Example Pain Clinic", '<span lang="en">Example Pain Clinic</span>'),
        ("<em>Not</em> <strong>now</strong>", "Pas maintenant"),
    ],
)
def test_same_marks_in_another_order_or_place_are_right(source, target):
    assert problems(source, target) == ""


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        (f"It helps.{cite()}", "Cela aide.", "1 citation of the source is missing"),
        (f"It helps.{cite()}{cite(OTHER)}", "Cela aide.", "2 citations of the source are missing"),
        (f"It helps.{cite()}{cite()}", f"Cela aide{cite()}.", "1 citation of the source is missing"),
        ("It helps.", f"Cela aide{cite()}.", "1 citation is not in the source"),
        (f"It helps.{cite()}", f"Cela aide{cite(OTHER)}.", "1 citation is not in the source"),
        (f"Weak {term('ligaments')}.", "Des ligaments faibles.", "“ligaments” is marked as a term in the source"),
        ("Weak ligaments.", f"Des {term('ligaments')} faibles.", "“ligaments” is marked as a term, but not in"),
        (f"See {link('the question')}.", "Voir la question.", "The link to the question is missing"),
        ("See it.", f"Voir {link('cela')}.", "The link to cela is not in the source"),
        (f"See {link('it')}.", f"Voir {link('cela', type='factsheet')}.", "The link to it is missing"),
        ('The <span lang="la">os sacrum</span>.', "Le os sacrum.", "“os sacrum” is marked as a phrase"),
    ],
)
def test_mark_that_is_lost_or_added_is_named(source, target, said):
    assert said in problems(source, target)
