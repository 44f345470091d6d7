"""Chinese: `words` cuts it into signs and pairs of signs. Signs that only join others are left out of questions."""

from __future__ import annotations

from .tongue import Tongue, words

TONGUES = {
    "zh-hans": Tongue(common=words("的 了 是 在 和 吗")),
    "zh-hant": Tongue(common=words("的 了 是 在 和 嗎")),
}
