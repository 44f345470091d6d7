"""What is wrong with a catalogue, in words (for `messages --check`, and so for `make lint`)."""

import re
from collections.abc import Iterator, Sequence

from babel.messages.catalog import Catalog, Message

# %(name)s and %s of Python and templates, {name} of str.format; %% is a written per cent sign.
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")


def problems_with(catalogue: Catalog, strings: Catalog) -> Iterator[str]:
    """Everything that keeps a catalogue from being complete; `strings` are those of the code."""
    for string in strings:
        if string.id and catalogue.get(string.id, string.context) is None:
            yield f"not in the catalogue: {shown(string)}. Run `make messages`."
    for message in catalogue:
        if message.id:
            yield from problems_with_message(message, strings)


def problems_with_message(message: Message, strings: Catalog) -> Iterator[str]:
    if strings.get(message.id, message.context) is None:
        yield f"no longer used: {shown(message)}. Run `make messages`."
    elif message.fuzzy:
        yield f"fuzzy: {shown(message)}. Check the translation and take the flag away."
    elif not all(forms(message.string)):
        yield f"not translated: {shown(message)}"
    elif not placeholders_agree(message):
        yield f"other placeholders than the original: {shown(message)}"


def placeholders_agree(message: Message) -> bool:
    """One string must keep them all. Of plural forms only the last, “many”, must: Arabic says “two
    sheets” in one word, without the number."""
    originals, translations = forms(message.id), forms(message.string)
    wanted = placeholders(originals[-1])
    known = wanted.union(*map(placeholders, originals))
    return placeholders(translations[-1]) == wanted and all(
        placeholders(translation) <= known for translation in translations
    )


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text.replace("%%", "")))


def forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """One string, or all plural forms; an empty entry counts as one empty string."""
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def shown(message: Message) -> str:
    return f"“{forms(message.id)[0]}” ({', '.join(dict.fromkeys(f for f, _ in message.locations))})"
