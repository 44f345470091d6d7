"""Languages in Arabic script. Particles are written together with the word, so they are taken off text and question.

That clips words whose first letter only looks like one (“وريد”, a vein): both sides alike, so that they still meet.
"""

from __future__ import annotations

from .tongue import Tongue, words

# The article, and: and, then, with, like, for. Taken off one after the other, “وبالحقن” becomes “حقن”; what is left at
# each step is a way in which somebody may begin to type the word.
PARTICLES = ("ال", "و", "ف", "ب", "ك", "ل")
# Feminine and plural endings, by letters as they are folded: ta marbuta is ه. “ون” and “ين” are those of men.
ENDINGS = ("ات", "ون", "ين", "ه")

TONGUES = {
    "ar": Tongue(
        prefixes=PARTICLES,
        suffixes=ENDINGS,
        common=words(
            "أن إلى أو الذي التي إن بعد ثم ذلك عن على عند غير في قبل قد كل كان كيف لا لم ما متى مع من هذا هذه هل هو هي"
        ),
    ),
    "ur": Tongue(
        suffixes=("وں", "یں"),
        common=words(
            "اور اس ان ایک بعد پر تو جو سے کا کب کو کہ کی کیا کیسے کے لیے میں نہیں نے وہ ہوں ہو ہے ہیں یا یہ"
        ),
    ),
    "fa": Tongue("persian", common=words("آن از است با به برای تا چه در را که می و یا این")),
    "prs": Tongue("persian", common=words("آن از است با به برای تا چه در را که می و یا این")),
}
