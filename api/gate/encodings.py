"""Encodings: the answer compressed as the reader takes it (RFC 9110 §12.5.3), each form made once."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from functools import lru_cache
from typing import Final

import brotli

IDENTITY: Final = "identity"
SMALLEST = 600  # bytes; below that, the header costs more than is saved

_LONGEST = 200
_CODING = re.compile(r"([A-Za-z0-9-]+|\*)[ \t]*(?:;[ \t]*[qQ]=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?))?", re.ASCII)


def _gzip(body: bytes) -> bytes:
    # As a stream of its own rather than by `gzip.compress`, which writes the time and so other bytes each time.
    compressor = zlib.compressobj(6, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return compressor.compress(body) + compressor.flush()


def _brotli(body: bytes) -> bytes:
    return bytes(brotli.compress(body, quality=5))


# The better first: of two that a reader likes as much.
COMPRESSORS: Final[dict[str, Callable[[bytes], bytes]]] = {"br": _brotli, "gzip": _gzip}


def chosen(accept_encoding: str) -> str:
    """The best of the encodings that the header accepts; plain where it says nothing that can be read.

    A header that refuses everything, plain text included, gets plain text all the same (RFC 9110 §12.5.3).
    """
    return _chosen(accept_encoding) if len(accept_encoding) <= _LONGEST else IDENTITY


@lru_cache(maxsize=128)
def _chosen(accept_encoding: str) -> str:
    weights: dict[str, float] = {}
    for part in accept_encoding.lower().split(","):
        if match := _CODING.fullmatch(part.strip(" \t")):
            weights[match[1]] = float(match[2] or 1)
    if "x-gzip" in weights:
        weights.setdefault("gzip", weights["x-gzip"])
    anything = weights.get("*", 0.0)
    ranked = sorted(COMPRESSORS, key=lambda each: -weights.get(each, anything))  # stable: the better stays first
    best = ranked[0]
    weight = weights.get(best, anything)
    return best if weight and weight >= weights.get(IDENTITY, 0.0) else IDENTITY
