"""Whether two references are the same source: by DOI, by PMID, by title, or nearly by title.

Pure. The import asks about each record that it reads, the editor's form about what is being typed; a person decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Generic, TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from .csl import Csl
from .identifiers import doi_key

# Chosen by trial (tests/bibliography/test_duplicates.py): the slips in the clinic's scanned list score 0.98 and more
# against the true titles, three wrong letters in a short title 0.95. Two different titles of the list score 0.70,
# “… for knee pain …” and “… for hip pain …” 0.88. “Hypotension” and “hypertension” score 0.96: hence this is a
# question to a person and no answer.
SIMILAR = 0.92
FEWEST_WORDS = 3
MOST_CANDIDATES = 20
LONGEST_COMPARED = 400
_WITHOUT_MARKS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
_NUMBER = re.compile(r"[^\W\d_]{0,3}\d+[^\W\d_]{0,3}")
_ROMAN = re.compile(r"i{1,3}|iv|vi{0,3}|ix|xi{0,2}")
Owner = TypeVar("Owner")


class Sameness(TextChoices):
    """Why two references are likely to be one."""

    DOI = "doi", _("the same DOI")
    PMID = "pmid", _("the same PMID")
    TITLE = "title", _("the same title")
    SIMILAR_TITLE = "similar-title", _("a similar title")


def keys(csl: Csl) -> tuple[str, ...]:
    """What a duplicate is looked up by: `doi:…`, `pmid:…`, `title:…|year`; only what is known."""
    title = title_key(csl.title)
    found = (
        f"doi:{doi}" if (doi := doi_key(csl.doi)) else "",
        f"pmid:{csl.pmid}" if csl.pmid else "",
        f"title:{title}|{csl.year or ''}" if title else "",
    )
    return tuple(filter(None, found))


@lru_cache(maxsize=10_000)
def title_key(title: str) -> str:
    """The words of a title without capitals, accents and punctuation; marks of Indic scripts are letters and stay."""
    folded = unicodedata.normalize("NFKC", title[:LONGEST_COMPARED]).casefold().translate(_WITHOUT_MARKS)
    bare = "".join(each for each in unicodedata.normalize("NFD", folded) if not _is_accent(each))
    joined = re.sub(r"['’ʼ]", "", unicodedata.normalize("NFC", bare))
    return " ".join("".join(each if unicodedata.category(each)[0] in "LMN" else " " for each in joined).split())


def likely_same(a: Csl, b: Csl) -> Sameness | None:
    """Why these two are likely to be the same source, or None."""
    identifiers = (
        (Sameness.DOI, doi_key(a.doi), doi_key(b.doi)),
        (Sameness.PMID, a.pmid, b.pmid),
    )
    both = [(reason, first == second) for reason, first, second in identifiers if first and second]
    if same := next((reason for reason, is_equal in both if is_equal), None):
        return same
    # With identifiers that differ it is a reprint, a correction or another part: two sources, says their publisher.
    return None if both else _same_title(a, b)


def _same_title(a: Csl, b: Csl) -> Sameness | None:
    first, second = title_key(a.title), title_key(b.title)
    if min(_size(first), _size(second)) < FEWEST_WORDS or _numbers_in(first) != _numbers_in(second):
        return None
    apart = abs(a.year - b.year) if a.year and b.year else 0
    if first == second and apart == 0:
        return Sameness.TITLE
    # Printed a year after it was on the web, or a slip in a digit of the year: similar, for a person to see.
    return Sameness.SIMILAR_TITLE if apart <= 1 and similarity(first, second) >= SIMILAR else None


def similarity(first: str, second: str) -> float:
    """How alike two titles are (as `title_key` gives them), from 0 to 1. Spaces do not count: scans lose them."""
    matcher = SequenceMatcher(None, first.replace(" ", ""), second.replace(" ", ""), autojunk=False)
    is_out_of_reach = matcher.real_quick_ratio() < SIMILAR or matcher.quick_ratio() < SIMILAR
    return 0.0 if is_out_of_reach else matcher.ratio()


class Known(Generic[Owner]):
    """References that are there already, each with its owner (a page, a record), to look up many others in."""

    def __init__(self, references: Iterable[tuple[Owner, Csl]] = ()) -> None:
        self._references: list[tuple[Owner, Csl]] = []
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        for owner, csl in references:
            self.add(owner, csl)

    def add(self, owner: Owner, csl: Csl) -> None:
        """Remember one more."""
        position = len(self._references)
        self._references.append((owner, csl))
        for key in keys(csl):
            self._by_key[key].append(position)
        for piece in _pieces(csl.title):
            self._by_word[piece].append(position)

    def find(self, csl: Csl) -> list[tuple[Owner, Sameness]]:
        """Those that are likely to be this source, the surest reason first."""
        found = [(self._references[each][0], likely_same(csl, self._references[each][1])) for each in self._near(csl)]
        order = list(Sameness)
        return sorted(((owner, why) for owner, why in found if why), key=lambda pair: order.index(pair[1]))

    def _near(self, csl: Csl) -> list[int]:
        """Those with a key in common, and the few with most pieces of the title: comparing all would take minutes."""
        exact = [position for key in keys(csl) for position in self._by_key[key][:MOST_CANDIDATES]]
        shared: Counter[int] = Counter()
        rare = sorted(_pieces(csl.title), key=lambda piece: len(self._by_word.get(piece, ())))
        for piece in rare[:MOST_CANDIDATES]:
            shared.update(self._by_word.get(piece, [])[: MOST_CANDIDATES * 5])
        return list(dict.fromkeys([*exact, *(position for position, _count in shared.most_common(MOST_CANDIDATES))]))


def _is_accent(character: str) -> bool:
    """True for the accents of Latin, Greek and Cyrillic and the vowel signs of Arabic and Hebrew, not of Bengali."""
    return unicodedata.combining(character) not in (0, 7, 9) and unicodedata.category(character) == "Mn"


def _size(title: str) -> int:
    """How many words a title has; of a script without spaces two characters count as one."""
    words = title.split()
    return max(len(words), len(title) // 2 if title and not title.isascii() and len(words) == 1 else 0)


def _numbers_in(title: str) -> list[str]:
    """Part 1 is not part 2, nor part I part II, nor B6 B12; a digit in a long word is a slip (“pro1otherapy”)."""
    return [word for word in title.split() if _NUMBER.fullmatch(word) or _ROMAN.fullmatch(word)]


def _pieces(title: str) -> set[str]:
    """Words by their first letters, which survive most slips, and pairs of characters of scripts without spaces."""
    key = title_key(title)
    if len(words := key.split()) > 1:
        return {word[:6] for word in words}
    return {key[at : at + 2] for at in range(max(len(key) - 1, 0))}
