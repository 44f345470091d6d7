"""Languages with a stemmer of the Snowball project, most of them European.

A stem is taken of the word as it is written and of its plain letters, so that who leaves out accents finds the same.
"""

from __future__ import annotations

from .tongue import Tongue, words

TONGUES = {
    "cs": Tongue("czech"),
    "de": Tongue("german"),
    "el": Tongue("greek"),
    "en": Tongue(
        "english",
        enclitic=words("s t d m ll re ve"),
        common=words(
            "a about after am an and are as at be been before by can do does for from had has have how i if in is it "
            "its me my of on or should so that the their there these they this to was we what when where which who "
            "why will with would you your"
        ),
    ),
    "es": Tongue("spanish", common=words("a al con de del el en es la las lo los para por que se su un una y")),
    "fr": Tongue(
        "french",
        elided=words("c d j jusqu l lorsqu m n puisqu qu quoiqu s t"),
        common=words(
            "à au aux avec ce ces comment dans de des du elle en est et il je la le les leur ma mes mon ne nous on ou "
            "où par pas pour que quel quelle quelles quels qui sa se ses son sont sur un une vous"
        ),
    ),
    "hu": Tongue("hungarian"),
    "it": Tongue("italian", elided=words("all c d dall dell gl l m nell quest s sull t un")),
    "lt": Tongue("lithuanian"),
    "nl": Tongue("dutch", common=words("de een en het in is of op te van voor wat")),
    "pl": Tongue(
        "polish",
        common=words(
            "a albo być co czy dla do i ich ile jak jaka jaki jakie jest kiedy który lub ma mi na nie o od po przed "
            "przez przy są się to u w we z za ze że"
        ),
    ),
    "pt": Tongue("portuguese", common=words("a ao as com da de do e em na no o os para por que se um uma")),
    "ro": Tongue("romanian", common=words("a ale care ce cu de din este în la o pe pentru să și un")),
    "ru": Tongue("russian", common=words("а в и из как на не о от по с что это")),
    "tr": Tongue("turkish", common=words("bir bu da de için ile ne ve")),
}
