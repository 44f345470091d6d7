"""Welsh: a word's beginning changes by the word before it (cath: gath, chath, nghath), and who searches may type any.

A word stands for itself and for every radical that it could have come from; two words meet where they share one. So
“cath” and “nghath” meet in “cath”, but “pam” (why) and “mam” (mother) do not meet, as they would if the letters that
mutate into each other were made one. Single letters, which are mostly no mutation, count in words of four and more.
"""

from __future__ import annotations

from .tongue import Tongue, words

MUTATIONS = {
    # nasal
    "ngh": ("c",), "mh": ("p",), "nh": ("t",), "ng": ("g",), "m": ("b",), "n": ("d",),
    # aspirate, and h before a vowel
    "ch": ("c",), "ph": ("p",), "th": ("t",),
    "ha": ("a",), "he": ("e",), "hi": ("i",), "ho": ("o",), "hu": ("u",), "hw": ("w",), "hy": ("y",),
    # soft
    "g": ("c",), "b": ("p",), "d": ("t",), "f": ("b", "m"), "dd": ("d",), "l": ("ll", "gl"), "r": ("rh", "gr"),
    "a": ("ga",), "e": ("ge",), "i": ("gi",), "o": ("go",), "u": ("gu",), "w": ("gw",), "y": ("gy",),
    # begin like a mutation and are none
    "chw": (), "ff": (), "ll": (), "rh": (),
}  # fmt: skip

TONGUES = {
    "cy": Tongue(
        radicals=MUTATIONS,
        enclitic=words("ch i m n r th u w"),
        common=words(
            "a ac ar at am beth byddwch chi da dan ddim eich ei eu fel fy gan gyda hyn i mae mewn na neu ni o oes os "
            "pa pam pan pryd rhwng sut sy sydd trwy un wedi y ydy yn yr yw"
        ),
    ),
}
