"""Marks on characters: stored markup taken apart into letters and what applies to each, and put together again.

Draft.js knows no nesting: a character has styles and at most one entity. So markup is read into runs of text, each
with a set of marks, and written from them as the tree with the fewest elements. Markup that is written that way comes
back as it was, to the letter; any other nesting comes back with the same marks on the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from html.parser import HTMLParser
from itertools import takewhile

from editions.languages import direction_of

LINK, TERM, FOREIGN, CITATION = "link", "term", "foreign", "citation"
LEFT_TO_RIGHT, STRONG, EMPHASIS = "ltr", "strong", "emphasis"

# Of several marks on just the same words the first stands outside.
_FROM_THE_OUTSIDE = (LINK, TERM, FOREIGN, LEFT_TO_RIGHT, STRONG, EMPHASIS, CITATION)
_KIND_OF = {
    "a": LINK,
    "dfn": TERM,
    "span": FOREIGN,
    "cite": CITATION,
    "bdi": LEFT_TO_RIGHT,
    "b": STRONG,
    "strong": STRONG,
    "i": EMPHASIS,
    "em": EMPHASIS,
}
# As Wagtail spells them: comparing two revisions must not show a change where there is none.
_TAG_OF = {
    LINK: "a",
    TERM: "dfn",
    FOREIGN: "span",
    CITATION: "cite",
    LEFT_TO_RIGHT: "bdi",
    STRONG: "b",
    EMPHASIS: "i",
}
LINE_BREAK = "\n"


@dataclass(frozen=True, slots=True)
class Applied:
    """One mark as it applies to characters: its kind, and what it leads to.

    `target` is an address, the id of a content, a reference or a term, or a language. `place` tells two citations of
    one reference apart.
    """

    kind: str
    target: str = ""
    target_type: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """Text with the same marks on every character; for a citation its label."""

    text: str
    marks: frozenset[Applied] = frozenset()


def runs_of(markup: str) -> list[Run]:
    """What stands in one paragraph. Elements outside the vocabulary are left out, never their words."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.runs


def markup_of(runs: Sequence[Run]) -> str:
    """The runs as markup."""
    return "".join(_elements(joined(run for run in runs if run.text or _citation_in(run))))


def joined(runs: Iterable[Run]) -> list[Run]:
    """The runs with neighbours of the same marks as one."""
    together: list[Run] = []
    for run in runs:
        if together and together[-1].marks == run.marks:
            together[-1] = replace(run, text=together[-1].text + run.text)
        else:
            together.append(run)
    return together


class _Reader(HTMLParser):
    """Reads markup that a draft may hold: also what the vocabulary would refuse, because nothing may be lost."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[Run] = []
        self._open: list[tuple[str, Applied | None]] = []
        self._citations = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.handle_data(LINE_BREAK)
            return
        mark = _applied(tag, {name: value or "" for name, value in attrs})
        if mark and mark.kind == CITATION:
            self._citations += 1
            mark = replace(mark, place=self._citations)
            self.runs.append(Run("", self._marks() | {mark}))
        self._open.append((tag, mark))

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _mark in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        marks = self._marks()
        if self.runs and self.runs[-1].marks == marks:
            self.runs[-1] = Run(self.runs[-1].text + data, marks)
        else:
            self.runs.append(Run(data, marks))

    def _marks(self) -> frozenset[Applied]:
        return frozenset({mark.kind: mark for _tag, mark in self._open if mark}.values())


def _applied(tag: str, attributes: dict[str, str]) -> Applied | None:
    """The mark that an element stands for; None for one that means nothing to us."""
    kind = _KIND_OF.get(tag)
    match kind:
        case "link" if attributes.get("data-content"):
            return Applied(LINK, attributes["data-content"], attributes.get("data-type", ""))
        case "link":
            return Applied(LINK, attributes["href"]) if attributes.get("href") else None
        case "term":
            return Applied(TERM, attributes["data-term"]) if attributes.get("data-term") else None
        case "citation":
            return Applied(CITATION, attributes["data-reference"]) if attributes.get("data-reference") else None
        case "foreign":
            return Applied(FOREIGN, attributes["lang"]) if attributes.get("lang") else None
    return Applied(kind) if kind else None


def _elements(runs: Sequence[Run]) -> Iterator[str]:
    """The markup of the runs: at each place the mark that reaches farthest opens first."""
    position = 0
    while position < len(runs):
        here = runs[position]
        if not here.marks:
            yield escape(here.text, quote=False).replace(LINE_BREAK, "<br/>")
            position += 1
            continue
        mark, reach = _outermost(runs[position:])
        inside = [Run(run.text, run.marks - {mark}) for run in runs[position : position + reach]]
        yield _element(mark, "".join(_elements(joined(inside))))
        position += reach


def _outermost(runs: Sequence[Run]) -> tuple[Applied, int]:
    reaches = {mark: _reach(mark, runs) for mark in runs[0].marks}
    mark = min(reaches, key=lambda each: (-reaches[each], _FROM_THE_OUTSIDE.index(each.kind), each.target))
    return mark, reaches[mark]


def _reach(mark: Applied, runs: Sequence[Run]) -> int:
    return sum(1 for _run in takewhile(lambda run: mark in run.marks, runs))


def _element(mark: Applied, inner: str) -> str:
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in _attributes(mark).items())
    return f"<{_TAG_OF[mark.kind]}{attributes}>{inner}</{_TAG_OF[mark.kind]}>"


def _attributes(mark: Applied) -> dict[str, str]:
    match mark.kind:
        case "link" if mark.target_type:
            return {"data-content": mark.target, "data-type": mark.target_type}
        case "link":
            return {"href": mark.target}
        case "term":
            return {"data-term": mark.target}
        case "citation":
            return {"data-reference": mark.target}
        case "foreign":
            return {"lang": mark.target, "dir": direction_of(mark.target)}
        case "ltr":
            return {"dir": "ltr"}
    return {}


def _citation_in(run: Run) -> bool:
    return any(mark.kind == CITATION for mark in run.marks)
