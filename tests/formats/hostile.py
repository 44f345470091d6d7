"""A sheet whose every text is made to break out of a format: markup, ends of sections, tags, braces, controls."""

from msgspec.structs import replace

from editions.bibliography.csl import Csl, Name
from editions.content import AnyContent, PublisherWords, ReferenceWords, TermWords
from tests.api.builders import (
    CHARITY,
    a_reference,
    a_sheet_with_everything,
    an_id,
)

from .builders import included_with

MARKUP = "<script>alert(1)</script>\"' onload=x </article> <!-- --> ]]> <![CDATA[ &amp; &lt; <?php"
MARKDOWN = "# head * _x_ **y** [a](javascript:x) ![i](x) `code` ~~~ | > - 1. <b> \\ ![x]: http://evil.example"
LINES = "one\r\nER  - \r\nTY  - BOOK\r\nTI  - Forged\u2028AU  - Nobody"
BRACES = "} , note={forged} @book{evil, {{ \\input{/etc/passwd} % comment $x$ \\"
HIDDEN = "a\0b\x08c\x0bd\x1be\x7ff\x85g\ufffeh\uffffi\u202ej\u2066k\u2069l\u200bm\ud800n"
NUMBERED = "1. first\n2) second\n- third\n+ fourth\n=====\n    code"
ALL = "\n".join((MARKUP, MARKDOWN, LINES, BRACES, HIDDEN, NUMBERED))

BAD_CSL = Csl(
    type="article-journal",
    authors=(Name(family=BRACES, given=LINES), Name(literal=f"{MARKUP} and {MARKDOWN}"), Name(family=HIDDEN)),
    title=ALL,
    container_title=LINES,
    year=2020,
    volume=BRACES,
    issue=HIDDEN,
    page=LINES,
    publisher=MARKUP,
    doi='10.5555/<script>"}',
    pmid="1\r\nER  - ",
    url="javascript:alert(1)",
    language='en" onload="x',
)


def hostile(value):
    """The same value with ALL in the place of every text that people write."""
    if isinstance(value, str):
        return ALL if value else value
    if isinstance(value, tuple):
        return tuple(hostile(each) for each in value)
    if hasattr(value, "__struct_fields__"):
        kept = {"id", "type", "kind", "href", "language", "target", "target_type", "variant", "hash", "license", "csl"}
        kept |= {"audience", "review", "url", "slug", "file", "logo", "standing", "doubtful"}
        changed = {name: hostile(getattr(value, name)) for name in value.__struct_fields__ if name not in kept}
        return replace(value, **changed)
    return value


def a_hostile_sheet() -> AnyContent:
    publisher = PublisherWords(CHARITY.id, "x", ALL, "javascript:alert(1)", ALL, ALL, ALL, ALL, ALL, CHARITY.logo)
    included = included_with(
        publisher=publisher,
        references=(
            ReferenceWords(an_id("spacers"), "x", BAD_CSL, ALL, "retracted"),
            ReferenceWords(an_id("breathing out"), "y", a_reference().csl, ALL),
        ),
        terms=(TermWords(an_id("bronchi"), "z", ALL, ALL),),
    )
    sheet = hostile(a_sheet_with_everything())
    links = tuple(replace(each, url="javascript:alert(1)") for each in sheet.links)
    return replace(sheet, included=included, links=links, alternative_titles=(ALL,))


def a_hostile_reference():
    return replace(a_reference(), title=ALL, csl=BAD_CSL, note=ALL)
