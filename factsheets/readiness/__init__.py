"""Readiness: what would mislead or puzzle a reader, said while it is written and once more before publishing.

- `problems`: what a problem is
- `own_words`: what can be seen in the content itself. Pure.
- `numbers`: doses and telephone numbers that other directions of writing would turn round. Pure.
- `surroundings`: what only the record knows: whether readers get what the content cites, includes and links to

The form, the publishing act and the editor's panel (`readiness_panel`) ask `problems_with`.
"""

from __future__ import annotations

from editions.content import Content

from .own_words import problems_in
from .problems import NotReady, Problem, blocking
from .surroundings import problems_around

__all__ = ["NotReady", "Problem", "blocking", "problems_with"]


def problems_with(content: Content) -> list[Problem]:
    """Everything that keeps this content from being released, and advice, in the order of the form."""
    return [*problems_in(content), *problems_around(content)]
