"""Importing references: what is shown of a file, what becomes a draft, and that nothing is lost or made up."""

import base64
import zlib
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from editions.bibliography.csl import Csl, Name
from editions.models import Edition
from factsheets.admin import importing as admin_import
from factsheets.importing import Record, read
from factsheets.models import Reference
from factsheets.references.adopting import import_references, storable

from .builders import an_admin
from .reference_builders import a_reference, the_references

pytestmark = pytest.mark.django_db

FILES = Path(__file__).parents[1] / "importing" / "files"
RIS = """TY  - JOUR
AU  - Hackett, George S.
TI  - Joint stabilization
JO  - Ohio.Med
PY  - 1953
VL  - 49
SP  - 877
EP  - 884
ER  -
TY  - JOUR
AU  - Paoloni, J. A.
TI  - The use of medications for soft tissue injuries
JO  - Med J Aust
PY  - 2005
DO  - https://doi.org/10.1234/Example.2005.7
ER  -
"""


@pytest.fixture
def editor(client):
    client.force_login(an_admin())
    return client


def address():
    return reverse("factsheets_import", args=[the_references().pk])


def upload(editor, data, name="references.ris"):
    return editor.post(address(), {"file": SimpleUploadedFile(name, data)})


def paste(editor, text):
    return editor.post(address(), {"text": text})


def import_all(editor, text=RIS, **fields):
    """Upload, keep what is ticked, import."""
    shown = paste(editor, text)
    ticked = [str(row.position) for row in shown.context["rows"] if row.is_ticked]
    form = {"packed": shown.context["packed"], "chosen": ticked, "language": "en"} | fields
    return editor.post(address(), form, follow=True)


def said(response):
    return " ".join(map(str, response.context["messages"]))


def titles():
    return list(Reference.objects.order_by("path").values_list("work_title", flat=True))


def doubts_of(page):
    return {doubt.value["field"]: doubt.value["remark"] for doubt in page.doubts}


def test_first_step_shows_each_record_and_stores_nothing(editor):
    html = paste(editor, RIS).content.decode()
    assert "Hackett GS. Joint stabilization. Ohio.Med. 1953;49:877-84." in html
    assert "A space seems to be missing after the stop in “Ohio.Med”." in html
    assert not Reference.objects.exists()


@pytest.mark.parametrize("name", ["clinic.ris", "library.bib", "pubmed.nbib", "zotero.json", "clinic-list.txt"])
def test_every_format_can_be_uploaded(editor, name):
    rows = upload(editor, (FILES / name).read_bytes(), name).context["rows"]
    assert len(rows) == len(read((FILES / name).read_bytes()).records)


def test_what_is_ticked_becomes_a_draft_and_is_not_released(editor):
    response = import_all(editor)
    assert titles() == ["Joint stabilization", "The use of medications for soft tissue injuries"]
    assert not Reference.objects.filter(live=True).exists()
    assert not Edition.objects.exists()
    assert "2 references are drafts now." in said(response)


def test_draft_has_the_data_as_they_were_given(editor):
    import_all(editor)
    (given,) = [record for record in read(RIS.encode()).records if record.csl.doi]
    page = Reference.objects.get(doi__gt="")
    assert page.csl() == given.csl
    assert page.doi == "10.1234/Example.2005.7"
    assert page.get_latest_revision_as_object().csl() == given.csl


def test_doubts_are_filled_in_by_field_with_their_reasons(editor):
    import_all(editor)
    page = Reference.objects.get(year=1953)
    assert page.container_title == "Ohio.Med"
    assert doubts_of(page) == {"container_title": "A space seems to be missing after the stop in “Ohio.Med”."}


def test_only_what_is_ticked_is_imported(editor):
    import_all(editor, chosen=["1"])
    assert titles() == ["The use of medications for soft tissue injuries"]


def test_same_file_again_proposes_nothing_new(editor):
    import_all(editor)
    rows = paste(editor, RIS).context["rows"]
    assert [row.is_ticked for row in rows] == [False, False]
    assert [row.duplicates[0][0].title for row in rows] == list(
        Reference.objects.order_by("path").values_list("title", flat=True)
    )


def test_published_reference_with_the_same_doi_is_shown_with_a_link(editor):
    here = a_reference("Something else", doi="10.1234/example.2005.7")
    response = paste(editor, RIS)
    assert reverse("wagtailadmin_pages:edit", args=[here.pk]) in response.content.decode()
    assert [row.is_ticked for row in response.context["rows"]] == [True, False]


def test_twin_in_the_same_file_is_not_ticked(editor):
    rows = paste(editor, RIS + RIS).context["rows"]
    assert [row.is_ticked for row in rows] == [True, True, False, False]
    assert rows[2].earlier


def test_duplicate_can_be_imported_all_the_same(editor):
    import_all(editor)
    import_all(editor, chosen=["0"])
    assert len(titles()) == 3
    assert Reference.objects.values("slug").distinct().count() == 3


def test_problems_name_record_and_line_beside_what_could_be_read(editor):
    response = upload(editor, (FILES / "zotero.json").read_bytes(), "zotero.json")
    for problem in response.context["problems"]:
        assert problem.message in response.content.decode().replace("&#x27;", "'").replace("&quot;", '"')


def test_nothing_ticked_imports_nothing_and_keeps_the_table(editor):
    response = import_all(editor, chosen=[])
    assert "tick the references that you want" in said(response)
    assert len(response.context["rows"]) == 2
    assert not Reference.objects.exists()


def test_more_than_one_import_takes_is_refused_and_the_ticks_stay(editor, monkeypatch):
    monkeypatch.setattr(admin_import, "MOST_AT_ONCE", 1)
    assert [row.is_ticked for row in paste(editor, RIS).context["rows"]] == [True, False]
    response = import_all(editor, chosen=["0", "1"])
    assert "tick at most 1" in said(response)
    assert [row.is_ticked for row in response.context["rows"]] == [True, True]
    assert not Reference.objects.exists()


def test_failure_in_the_middle_leaves_nothing(editor, monkeypatch):
    records = [*read(RIS.encode()).records]
    monkeypatch.setattr(Reference, "save_revision", failing_on(2, Reference.save_revision))
    with pytest.raises(OSError, match="full"):
        import_references(records, folder=the_references(), by=an_admin(), language="en")
    assert not Reference.objects.exists()


def failing_on(time, method):
    calls = []

    def wrapped(self, *args, **kwargs):
        calls.append(1)
        if len(calls) == time:
            raise OSError("The disk is full.")
        return method(self, *args, **kwargs)

    return wrapped


@pytest.mark.parametrize(
    "packed",
    [
        "",
        "not base64 !",
        base64.b64encode(b"not zlib").decode(),
        base64.b64encode(zlib.compress(b"x" * 50_000_000)).decode(),
        base64.b64encode(zlib.compress(RIS.encode())[:-8]).decode(),
        "é",
    ],
)
def test_packed_file_that_was_tampered_with_is_refused_in_words(editor, packed):
    response = editor.post(address(), {"packed": packed, "chosen": ["0"], "language": "en"}, follow=True)
    assert "did not come back whole" in said(response)


@pytest.mark.parametrize("chosen", ["-1", "99", "1e3", "²", "٣", "x" * 5000, ""])
def test_tick_that_is_no_record_is_nobodys(editor, chosen):
    import_all(editor, chosen=[chosen])
    assert not Reference.objects.exists()


@pytest.mark.parametrize("language", ["", "fr", "xx", "<b>"])
def test_language_that_nobody_writes_in_is_refused(editor, language):
    assert "Choose the language" in said(import_all(editor, language=language))
    assert not Reference.objects.exists()


def test_file_and_text_at_once_or_neither_is_refused(editor):
    both = {"file": SimpleUploadedFile("a.ris", RIS.encode()), "text": RIS}
    assert "one of the two" in str(editor.post(address(), both).context["form"].errors)
    assert "one of the two" in str(editor.post(address(), {"text": "  "}).context["form"].errors)


def test_file_over_the_limit_is_refused_before_it_is_read(editor, monkeypatch):
    monkeypatch.setattr(admin_import, "LARGEST_FILE", 100)
    monkeypatch.setattr(admin_import, "read", None)
    assert "Divide it" in str(upload(editor, RIS.encode()).context["form"].errors)


@pytest.mark.parametrize("data", [b"", b"\0\1\2", b"%PDF-1.7", b"TY  - JOUR", "TY  - JOUR\nTI  - \ud7ff".encode()])
def test_file_that_holds_no_reference_says_so(editor, data):
    response = upload(editor, data)
    assert response.status_code == 200
    assert not Reference.objects.exists()


def test_markup_in_a_record_is_shown_as_text(editor):
    html = paste(editor, RIS.replace("Joint stabilization", "<img src=x onerror=alert(1)> & more")).content.decode()
    assert "<img src=x" not in html


def test_somebody_who_may_not_add_references_cannot_import(client, django_user_model):
    nobody = django_user_model.objects.create_user("nobody", password="secret-of-nobody")
    nobody.groups.add(Group.objects.get_or_create(name="Only the admin")[0])
    client.force_login(nobody)
    assert client.get(address()).status_code in (302, 403)
    assert client.post(address(), {"text": RIS}).status_code in (302, 403)


def test_folder_offers_the_import(editor):
    html = editor.get(reverse("wagtailadmin_explore", args=[the_references().pk])).content.decode()
    assert address() in html


def test_retraction_that_the_file_tells_of_is_kept():
    record = Record(Csl(title="Joint stabilization", year=1953), {}, 1, "one", retracted=True)
    (page,) = import_references([record], folder=the_references(), by=an_admin(), language="en")
    assert page.standing == "retracted"


def test_what_cannot_be_right_is_flagged_with_what_was_given():
    csl, doubts = storable(Record(Csl(title="Joint stabilization", year=3053, month=4, doi="ask Fred"), {}, 1, "one"))
    assert (csl.year, csl.month, csl.doi) == (None, None, "")
    assert doubts["year"].startswith("Given as “3053”.")
    assert doubts["doi"].startswith("Given as “ask Fred”.")


def test_text_longer_than_its_column_is_cut_and_flagged_and_stored():
    record = Record(Csl(title="A " * 900, container_title="J" * 900, volume="9" * 900), {}, 1, "one")
    (page,) = import_references([record], folder=the_references(), by=an_admin(), language="en")
    page.refresh_from_db()
    assert len(page.container_title) == 500
    assert "has been cut" in doubts_of(page)["container_title"]
    assert page.work_title == "A " * 900


def test_every_field_comes_back_from_the_draft():
    csl = Csl(
        type="chapter",
        authors=(Name("Hackett", "George S."), Name(literal="Example Charity, London")),
        editors=(Name("Morgan", "S"),),
        title="Joint stabilization",
        container_title="Pain clinics",
        year=2011,
        month=2,
        day=3,
        volume="1",
        issue="2",
        page="93-113",
        edition="2",
        publisher="Example Press",
        place="Cardiff",
        doi="10.1234/x",
        pmid="123",
        url="https://example.org/",
        accessed=date(2026, 1, 2),
        language="en",
    )
    (page,) = import_references([Record(csl, {}, 1, "one")], folder=the_references(), by=an_admin(), language="en")
    assert Reference.objects.get(pk=page.pk).csl() == csl
