"""Fields: which members of an answer can be asked for by `fields=`, and the answer with only those.

The names come from the shapes that the OpenAPI document is made of, so that there is one list of them.
"""

from __future__ import annotations

from typing import Any

import msgspec
from drf_spectacular.utils import PolymorphicProxySerializer

from .formats.json import dumps

# Never left out. Without these an answer could not say that it is outdated, that it is in another language than the
# one asked for, or that the work it tells of was retracted.
ALWAYS = ("id", "type", "language", "translation", "status", "standing")

_members = msgspec.json.Decoder(dict[str, msgspec.Raw])


def members_of(shape: Any) -> tuple[str, ...]:
    """The members of such an answer; of a list, those of its results; of several types, those that any has."""
    if isinstance(shape, PolymorphicProxySerializer):
        of_types: Any = shape.serializers
        return tuple(dict.fromkeys(name for each in of_types.values() for name in members_of(each)))
    fields = shape().fields
    return tuple(fields["results"].child.fields if "results" in fields else fields)


def sparse(text: str, names: tuple[str, ...]) -> str:
    """A JSON object with only these members and those that are never left out; whole if no names are given.

    Members are copied as they were written, and not read.
    """
    if not names:
        return text
    wanted = {*ALWAYS, *names}
    kept = (
        f"{dumps(name)}:{bytes(value).decode()}" for name, value in _members.decode(text).items() if name in wanted
    )
    return f"{{{','.join(kept)}}}"
