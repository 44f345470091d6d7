"""CSL-JSON, as Zotero, Mendeley and Crossref give it: a list of items, one item, or a list inside an object."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

import msgspec
from django.utils.translation import gettext as _

from editions.bibliography.csl import NAMES, TEXTS, read_csl_json

from .records import Draft, Outcome, Problem, Refused, label_of, numbered

# A broken item is skipped by looking for the next one; a file made of beginnings would take for ever.
MOST_RECOVERIES = 50
MOST_NESTED = 30
LONGEST_NUMBER = 20
WRAPPERS = ("items", "references", "message")
SIGNS_OF_ITEM = ("type", "title", "id", "DOI")

_GAP = re.compile(r"[\s,]*")
_NEXT = re.compile(r"\}\s*,\s*(?=\{)")
_HALF = re.compile(r"[\ud800-\udfff]")
_OPEN = re.compile(r"[\[{]")


def outcomes(text: str) -> Iterator[Outcome]:
    """Every item of the file, and what could not be read."""
    for position, (line, item) in enumerate(_items_in(text), start=1):
        if isinstance(item, str):
            yield Problem(line, numbered(position), "", item)
            continue
        label = label_of(str(item.get("id") or "")[:200], numbered(position))
        if (found := _problem_with(item)) is not None:
            yield Problem(line, label, "", found)
            continue
        yield from _draft(item, line, label).outcomes()


def _items_in(text: str) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    """Line and item, one by one, so that a broken one costs only itself; a text in its place says what is wrong."""
    start = _GAP.match(text).end()  # type: ignore[union-attr]  # it matches anything
    if text[start] == "{":
        yield from _items_of_object(text, start)
        return
    at, line, counted, recoveries = start + 1, 1, 0, 0
    while (at := _GAP.match(text, at).end()) < len(text) and text[at] != "]":  # type: ignore[union-attr]
        line, counted = line + text.count("\n", counted, at), at
        item, after = _decoded(text, at)
        is_item = isinstance(item, Mapping) and (not recoveries or any(each in item for each in SIGNS_OF_ITEM))
        if is_item:
            yield line, item
        elif after is not None and not recoveries:
            yield line, _("This is no item: an item stands between { and }.")
        if after is not None:
            at = after
            continue
        recoveries += 1
        yield line, _("This item is not valid JSON and was left out: %(problem)s") % {"problem": item}
        following = _NEXT.search(text, at + 1)
        if following is None:
            return
        if recoveries == MOST_RECOVERIES:
            raise Refused(_("There are too many mistakes in this file; from here on nothing was read."), line)
        at = following.end()


def _items_of_object(text: str, start: int) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    """One item, or an object that holds items."""
    value, after = _decoded(text, start)
    line = text.count("\n", 0, start) + 1
    if after is None:
        yield line, _("This is not valid JSON: %(problem)s") % {"problem": value}
        return
    inside = next((value[each] for each in WRAPPERS if isinstance(value.get(each), list | dict)), value)
    for item in inside if isinstance(inside, list) else [inside]:
        yield line, item if isinstance(item, Mapping) else _("This is no item: an item stands between { and }.")


def _decoded(text: str, at: int) -> tuple[Any, int | None]:
    """The value that begins here and where it ends; or why there is none, and None."""
    try:
        return _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as problem:
        return _("%(what)s in line %(line)s") % {"what": problem.msg, "line": problem.lineno}, None
    except RecursionError:
        return _("it is nested too deeply"), None
    except ValueError:
        return _("a number in it cannot be read"), None


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _short_number(digits: str) -> int:
    """No year or volume is longer; Python is slow with millions of digits."""
    return int(digits) if len(digits) <= LONGEST_NUMBER else _no_number(digits)


_DECODER = json.JSONDecoder(parse_constant=_no_number, parse_int=_short_number)


def _problem_with(item: Mapping[str, Any]) -> str | None:
    """Why an item is not taken at all."""
    try:
        written = json.dumps(item, ensure_ascii=False)
    except (RecursionError, ValueError):
        return _("It is nested too deeply.")
    if _deepest(item) > MOST_NESTED:
        return _("It is nested too deeply.")
    if _HALF.search(written) or "\\u0000" in written:
        return _("It holds half a character or a NUL, which no text has.")
    return None


def _deepest(value: Any) -> int:
    """How many lists and objects stand in each other; without recursion, since that is the question."""
    level, depth = [value], 0
    while level:
        depth += 1
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, Mapping) else outer if isinstance(outer, list) else ())
            if isinstance(inner, Mapping | list)
        ]
    return depth


def _draft(item: Mapping[str, Any], line: int, label: str) -> Draft:
    draft = Draft(line, label)
    csl, problems = read_csl_json(_cleaned(draft, item))
    for field, problem in problems.items():
        draft.fail(field, problem)
    said = msgspec.structs.asdict(csl)
    draft.type = said.pop("type")
    draft.language(said.pop("language"))
    for role in NAMES:
        for name in said.pop(role):
            draft.name(role, **msgspec.structs.asdict(name))
    draft.values |= said
    return draft


def _cleaned(draft: Draft, item: Mapping[str, Any]) -> dict[str, Any]:
    """The item with its texts cleaned before they are read: a hidden character should not cost the title."""
    texts = {name: _clean_text(draft, field, item[name]) for field, name in TEXTS.items() if name in item}
    names = {name: _clean_names(draft, field, item[name]) for field, name in NAMES.items() if name in item}
    return {**item, **texts, **names}


def _clean_text(draft: Draft, field: str, value: Any) -> Any:
    if isinstance(value, list) and value:
        value = value[0]
    return draft.cleaned(field, value) if isinstance(value, str) else value


def _clean_names(draft: Draft, field: str, names: Any) -> Any:
    if not isinstance(names, list):
        return names
    return [
        {member: _clean_text(draft, field, value) for member, value in name.items()}
        if isinstance(name, dict)
        else name
        for name in names
    ]
