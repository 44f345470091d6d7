"""Languages of South Asia. Case endings of Bengali are taken off; Snowball has stems of Hindi, Nepali and Tamil."""

from __future__ import annotations

from .tongue import Tongue, words

TONGUES = {
    "bn": Tongue(
        suffixes=("গুলোর", "গুলির", "গুলোতে", "গুলো", "গুলি", "দের", "টির", "টিকে", "টি", "টা", "ের", "কে", "তে"),
        common=words(
            "আছে আপনার আপনি আমি আর একটি এই এবং এর ও কখন করে করা কী কি কিভাবে কীভাবে কেন জন্য থেকে না পরে বা যে সে হয় হবে"
        ),
    ),
    "hi": Tongue("hindi", common=words("और एक का की के को क्या में से है हैं यह वह पर")),
    "ne": Tongue("nepali", common=words("र यो छ को मा का की लाई के")),
    "pa": Tongue(common=words("ਅਤੇ ਇਹ ਕਿ ਕੀ ਦਾ ਦੀ ਦੇ ਨੂੰ ਨਾਲ ਵਿੱਚ ਹੈ ਹਨ")),
    "ta": Tongue("tamil"),
}
