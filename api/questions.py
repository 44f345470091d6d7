"""Questions: the query string of a request, read against the parameters that a resource takes.

What is not in the resource's table, comes twice or cannot be read is refused by name (400).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from urllib.parse import unquote_to_bytes, urlencode

from django.utils.translation import gettext_lazy as _

from .problems import BAD_PARAMETER, Problem, Text, filled

T = TypeVar("T")
Allowed = Sequence[Text]

LONGEST_ECHO = 60


@dataclass(frozen=True, slots=True)
class Parameter(Generic[T]):
    """One query parameter. `read` turns its text into a value or raises ValueError; `allowed` tells
    people what it takes; `schema` tells machines; `description` is for the reference, in English. `only_for` names the
    formats that the parameter means anything in; empty means all. One that is `required` has no default."""

    name: str
    description: str
    read: Callable[[str], T]
    allowed: Allowed
    schema: Mapping[str, Any]
    default: T
    only_for: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """The parameters of one request: values by parameter, and the texts they were given as."""

    values: Mapping[str, Any] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, parameter: Parameter[T]) -> T:
        value: T = self.values.get(parameter.name, parameter.default)
        return value

    def query(self, **changed: str) -> str:
        """The query string that asks this again, with other values for some; empty or `?…`."""
        texts = {**self.given, **changed}
        return f"?{urlencode(texts)}" if texts else ""


def read(query_string: str, parameters: Sequence[Parameter[Any]]) -> Question:
    """What the query string asks, or a Problem that names the parameter and what is allowed."""
    by_name = {parameter.name: parameter for parameter in parameters}
    given: dict[str, str] = {}
    values: dict[str, Any] = {}
    for name, text in _pairs(query_string):
        if name not in by_name:
            raise _unknown(name, by_name)
        if name in given:
            raise _repeated(name)
        given[name] = text
        values[name] = _value(by_name[name], text)
    if missing := next((each for each in parameters if each.required and each.name not in given), None):
        raise _missing(missing)
    return Question(values, {name: given[name] for name in by_name if name in given})


def bad_value(parameter: Parameter[Any], text: str) -> Problem:
    """The refusal of one value."""
    return _refusal(
        _("“%(value)s” is not allowed for %(parameter)s. Allowed: %(allowed)s."),
        parameter=parameter.name,
        value=_echo(text),
        allowed=parameter.allowed,
    )


def bad_in_format(parameter: Parameter[Any], format: str) -> Problem:
    """The refusal of a parameter that means nothing in the format of the answer."""
    return _refusal(
        _("%(parameter)s is only for the format %(allowed)s; the answer would be %(value)s."),
        parameter=parameter.name,
        allowed=parameter.only_for,
        value=format,
    )


def _pairs(query_string: str) -> Iterator[tuple[str, str]]:
    """Names and values; refuses what is not UTF-8. WSGI hands bytes over as Latin-1."""
    for pair in query_string.split("&"):
        if pair:
            name, _equals, value = pair.partition("=")
            yield _text(name, name), _text(value, name)


def _text(raw: str, name: str) -> str:
    try:
        return unquote_to_bytes(raw.replace("+", " ").encode("latin-1")).decode()
    except UnicodeError:
        message = _("The value of %(parameter)s is not UTF-8 text.")
        raise _refusal(message, parameter=_echo(name)) from None


def _value(parameter: Parameter[T], text: str) -> T:
    try:
        return parameter.read(text)
    except (ValueError, OverflowError):
        raise bad_value(parameter, text) from None


def _unknown(name: str, known: Iterable[str]) -> Problem:
    message = _("There is no parameter “%(parameter)s” here. Allowed: %(allowed)s.")
    return _refusal(message, parameter=_echo(name), allowed=tuple(known))


def _missing(parameter: Parameter[Any]) -> Problem:
    message = _("The parameter %(parameter)s is missing. Allowed: %(allowed)s.")
    return _refusal(message, parameter=parameter.name, allowed=parameter.allowed)


def _repeated(name: str) -> Problem:
    return _refusal(_("The parameter %(parameter)s is given more than once."), parameter=name)


def _refusal(message: Text, *, parameter: str, allowed: Allowed | None = None, value: str = "") -> Problem:
    detail = filled(message, parameter=parameter, allowed=allowed or (), value=value)
    members: dict[str, Any] = {"parameter": parameter}
    return Problem(BAD_PARAMETER, detail, members if allowed is None else members | {"allowed": allowed})


def _echo(text: str) -> str:
    """The beginning of what was sent, without characters that hide or turn round text."""
    shown = "".join(each if each.isprintable() else "\ufffd" for each in text[:LONGEST_ECHO])
    return shown if len(text) <= LONGEST_ECHO else f"{shown}…"
