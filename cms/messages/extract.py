"""Finds every string that people see, in Python and in templates (for the command `messages`)."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from django.utils.translation.template import templatize

PACKAGES = ("api", "cms", "editions", "factsheets")
SKIPPED_FOLDERS = {"migrations", "tests", "static"}
TEMPLATE_ENDINGS = {".html", ".txt"}
TRANSLATORS = "Translators:"  # a comment that starts so goes into the catalogue

# Django's names for gettext: which argument is the message, the plural, the context ("c").
_FUNCTIONS = {
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
KEYWORDS = {"_": None, "gettext_noop": None} | {
    name + ending: arguments for name, arguments in _FUNCTIONS.items() for ending in ("", "_lazy")
}


def extracted(root: Path) -> Catalog:
    """All strings of the project, each with the files it is in."""
    catalogue = Catalog(charset="utf-8")
    for path in source_files(root):
        where = path.relative_to(root).as_posix()
        for _line, message, comments, context in messages_in(path):
            # Without line numbers: they would change in every catalogue with every edit.
            catalogue.add(message, locations=[(where, 0)], auto_comments=comments, context=context)
    return catalogue


def source_files(root: Path) -> Iterator[Path]:
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*")):
            if is_source(path) and not SKIPPED_FOLDERS.intersection(path.relative_to(root).parts):
                yield path


def is_source(path: Path) -> bool:
    return path.suffix == ".py" or is_template(path)


def is_template(path: Path) -> bool:
    return path.suffix in TEMPLATE_ENDINGS and "templates" in path.parts


def messages_in(path: Path) -> Iterator[tuple[Any, ...]]:
    source = path.read_text(encoding="utf-8")
    if is_template(path):
        source = as_python(source, path)
    return extract(
        "python",
        BytesIO(source.encode()),
        keywords=KEYWORDS,
        comment_tags=(TRANSLATORS,),
        strip_comment_tags=True,
    )


def as_python(template: str, path: Path) -> str:
    """Django rewrites a template as gettext calls between blanked-out words, for xgettext, which
    does not mind indentation that makes no sense. Python's tokenizer does, so it is taken away."""
    return "\n".join(line.strip() for line in templatize(template, origin=str(path)).splitlines())
