"""Files that are broken, enormous or made to harm: refused in words and in bounded time, and good records kept."""

import json
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factsheets.importing import Imported, read

SECONDS = 20  # generous on a busy machine; what is not bounded would take hours
GOOD = "TY  - JOUR\nTI  - Rest\nAU  - Evans, R\nPY  - 2004\nER  - \n"
DEEP = 100_000


@pytest.fixture(autouse=True)
def _bounded() -> Iterator[None]:
    begin = time.monotonic()
    yield
    assert time.monotonic() - begin < SECONDS


def messages(found: Imported) -> str:
    return " ".join(problem.message for problem in found.problems)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"Dear all,\nplease find it attached.", "No reference was found"),
        (b"x" * 2_000_001, "larger than 2 MB"),
        (b"TY  - JOUR\nTI  - Re\0st\nER  - \n", "Line 2 holds a NUL"),
        ("TY  - JOUR\nTI  - Rest\nER  - \n".encode("utf-16-le"), "NUL"),
        (b"\xff\xfeT\xd8", "UTF-16"),
        (b"<?xml version='1.0'?><xml/>", "XML"),
        (b"%PDF-1.7\n\0", "PDF"),
        (b"PK\x03\x04\0\0", "ZIP"),
        (b"%0 Journal Article\n%T Rest\n", "EndNote"),
        (b"FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\n", "Web of Science"),
        (b"[]", "no record"),
        (b"[1, 2]", "no item"),
        (b'{"a": ', "not valid JSON"),
        (b"{}", "nothing in this record"),
        (b"TY  - JOUR\nER  - \n", "nothing in this record"),
        (b"@article{a}", "nothing in this record"),
    ],
)
def test_file_that_cannot_be_read_is_refused_in_words(data: bytes, said: str) -> None:
    found = read(data, filename="references.ris")
    assert not found.records
    assert said in messages(found)


@pytest.mark.parametrize(
    "encoded",
    [
        "TY  - JOUR\nTI  - Żółć und Größe\nPY  - 2004\n".encode(),
        "TY  - JOUR\nTI  - Żółć und Größe\nPY  - 2004\n".encode("utf-8-sig"),
        "TY  - JOUR\r\nTI  - Żółć und Größe\r\nPY  - 2004\r\n".encode("utf-16"),
        "TY  - JOUR\rTI  - Żółć und Größe\rPY  - 2004\r".encode("utf-16-be").join([b"\xfe\xff", b""]),
    ],
)
def test_encodings_that_say_what_they_are_are_read(encoded: bytes) -> None:
    found = read(encoded)
    assert found.records[0].csl.title == "Żółć und Größe"
    assert not found.problems


def test_latin_1_is_read_with_a_note() -> None:
    found = read("TY  - JOUR\nTI  - Größe – “klein”\nPY  - 2004\n".encode("cp1252"))
    assert found.records[0].csl.title == "Größe – “klein”"
    assert "Latin-1" in messages(found)


def test_more_records_than_allowed_are_told_and_the_first_ones_kept() -> None:
    found = read(("TY  - JOUR\nTI  - Rest\nER  - \n" * 2_001).encode())
    assert len(found.records) == 2_000
    assert found.problems[-1].line == 6_001
    assert "2000" in messages(found)


def test_line_that_is_too_long_is_left_out_alone() -> None:
    found = read(f"{GOOD}TY  - JOUR\nAB  - {'x' * 100_001}\nTI  - Backs\nPY  - 2004\nER  - \n".encode())
    assert [each.csl.title for each in found.records] == ["Rest", "Backs"]
    assert [each.line for each in found.problems] == [7]


def test_field_that_is_too_long_is_told_and_costs_only_itself() -> None:
    found = read(f"TY  - JOUR\nTI  - {'Rest ' * 1_000}\nJO  - Spine\nPY  - 2004\nER  - \n{GOOD}".encode())
    assert [(each.csl.title, each.csl.container_title) for each in found.records] == [("", "Spine"), ("Rest", "")]
    assert found.problems[0].field == "title"


def test_thousand_authors_are_cut_and_flagged() -> None:
    found = read(("TY  - JOUR\nTI  - Rest\nPY  - 2004\n" + "AU  - Evans, R\n" * 1_000).encode())
    assert len(found.records[0].csl.authors) == 500
    assert "authors" in found.records[0].doubtful


@pytest.mark.parametrize(
    "data",
    [
        "[" * DEEP + "]" * DEEP,
        '{"a":' * DEEP,
        '[{"type": "book", "title": ' + "[" * DEEP + "]" * DEEP + "}]",
        '[{"type": "book", "title": "x", "extra": ' + "[" * 500 + "]" * 500 + "}]",
        '[{"type": "book", "volume": ' + "9" * 1_000_000 + "}]",
        '[{"type": "book", "title": "x", "volume": NaN}]',
        '[{"type": "book", "title": "half \\ud800"}]',
        '[{"type": "book", "title": "nul \\u0000"}]',
    ],
)
def test_json_made_to_harm_is_refused_with_its_line(data: str) -> None:
    found = read(data.encode())
    assert not found.records
    assert found.problems
    assert found.problems[0].line == 1


def test_half_a_character_costs_only_its_own_record() -> None:
    found = read(b'[{"id": "bad", "title": "half \\ud800"},\n {"id": "good", "title": "Backs"}]')
    assert [each.label for each in found.records] == ["good"]
    assert [each.record for each in found.problems] == ["bad"]


def test_json_of_many_beginnings_ends() -> None:
    found = read(b"[" + b'{"a": x},' * 100_000)
    assert "too many mistakes" in messages(found)


def test_unclosed_string_of_json_ends() -> None:
    assert read(b'[{"a": "},{' * 60_000).problems


@pytest.mark.parametrize(
    "data",
    [
        "@article{a, title=" + "{" * 90_000 + "}" * 9_000,
        "\n".join(['@a{b,c="' * 10_000] * 20),
        "@" * 1_000_000,
        "\n@a{" * 400_000,
        '@article{b, title="Two\n}\n' * 40_000,
        "\n".join("@a{b," + "c=1," * 20_000 + "}" for _ in range(20)),
        "@article{a, author={" + "Evans and " * 1_900 + "Morgan}}",
        "@article{a, author={" + "{" * 19 + "a" * 10_000 + "}" * 19 + "}}",
        "@article{a, title={" + "\\'{" * 500 + "}" * 500 + "}}",
        "@article{a, title={" + "$" * 1_999 + "}}",
        "@article{a, title={" + "\\" * 1_999 + " }}",
    ],
)
def test_bibtex_made_to_harm_ends(data: str) -> None:
    assert read(f"@book{{good, title={{Backs}}, year=2020}}\n{data}".encode()).records[0].label == "good"


def test_abbreviations_of_abbreviations_do_not_fill_the_memory() -> None:
    bomb = '@string{a0="' + "x" * 1_000 + '"}\n'
    bomb += "".join(f"@string{{a{at} = a{at - 1} # a{at - 1}}}\n" for at in range(1, 40))
    found = read(f"{bomb}@string{{b = b # b}}\n@article{{a, title = a39, journal = b, year = 2004}}\n{bomb}".encode())
    assert "is too long, or one too many" in messages(found)
    assert all(len(each.csl.title) < 2_001 for each in found.records)


@pytest.mark.parametrize(
    "data",
    [
        "1. " + "Evans R, " * 200_000,
        "1. " + "a " * 900_000,
        "\n".join(["1. " + "Evans R, " * 10_000] * 20),
        "1. Evans R. " + "2004;" * 300_000,
        "1. Evans R. Rest. Spine " + "2004;29(" * 10_000,
        "TY  - JOUR\n" + "TI  - " + "<i" * 900 + "\n",
        "TY  - JOUR\n" + "AU  - ,\n" * 200_000,
        "TY  - \n" * 250_000,
        "PMID- \n" * 250_000,
        "PMID- 1\n" + "FAU - a" * 10_000 + "\n      x" * 100_000,
    ],
)
def test_other_formats_made_to_harm_end(data: str) -> None:
    assert isinstance(read(data.encode()[:2_000_000]), Imported)


@given(st.binary(max_size=300))
def test_no_bytes_whatsoever_are_an_error(data: bytes) -> None:
    assert isinstance(read(data), Imported)


LINES = st.lists(
    st.sampled_from(
        """TY  - JOUR|TY  - XXXX|ER  - |TI  - Rest|AU  - Evans, R|AU  - |PY  - 20|VL  - \u202e4|SP  - 9|EP  - 3|XX  - ?
        |PMID- 12|TI  - [Rest].|FAU - Evans, R|      goes on|DP  - Winter|1. Evans R. Rest. S 2004;2:3.|é|
        |@article{a, title={R|year=2004}}|@string{a=a}|author="{A} and , and B",|}
        |[|{"type":"book","title":7},|{"author":[{"family":[]}]},|]""".replace("\n        ", "").split("|")
    ),
    max_size=12,
)


@given(LINES)
@settings(max_examples=300)
def test_lines_of_all_formats_mixed_are_no_error(lines: list[str]) -> None:
    found = read("\n".join(lines).encode())
    assert found.records or found.problems
    assert json.dumps([problem.message for problem in found.problems])
