"""Numbers of citations: by first mention, and written as a group is read, `2,4–6`.

Pure; whoever walks over a sheet gives the groups of references in reading order. A group is what stands at one place
in the text: citations with nothing between them.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from itertools import groupby
from typing import TypeVar

Reference = TypeVar("Reference", bound=Hashable)

SHORTEST_RANGE = 3


def numbered(groups: Iterable[Iterable[Reference]]) -> dict[Reference, int]:
    """Every cited reference with its number: 1 for the first one mentioned, and so on, in this order."""
    first_mentions = dict.fromkeys(reference for group in groups for reference in group)
    return {reference: number for number, reference in enumerate(first_mentions, start=1)}


def numbers_of(group: Iterable[Reference], numbers: Mapping[Reference, int]) -> tuple[int, ...]:
    """The numbers of one group, each once, from low to high. Every reference of it must have a number."""
    return tuple(sorted({numbers[reference] for reference in group}))


def runs(numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """First and last of each run as it is written: `2, 4, 5, 6` gives `(2, 2), (4, 6)`.

    Three or more in a row are a range. Two stay two, since “4–5” is no shorter than “4,5” and harder to read.
    """
    written: list[tuple[int, int]] = []
    for _offset, pairs in groupby(enumerate(sorted(set(numbers))), key=lambda pair: pair[1] - pair[0]):
        run = [number for _position, number in pairs]
        if len(run) >= SHORTEST_RANGE:
            written.append((run[0], run[-1]))
        else:
            written += [(number, number) for number in run]
    return tuple(written)


def ranged(numbers: Iterable[int]) -> str:
    """The numbers of one group as they stand in the text: `2,4–6`."""
    return ",".join(str(first) if first == last else f"{first}–{last}" for first, last in runs(numbers))
