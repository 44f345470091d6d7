"""Writing the demo's contents as an editor would: rows of pages and snippets, saved and published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.core.files.images import ImageFile as UploadedImage
from django.utils.translation import gettext as _

from editions import content as contents
from editions.composing import compose_what_there_is
from editions.content import AnyContent, Faq, ImageFile, Sheet
from editions.vocabulary import ChangeKind
from factsheets.columns import column
from factsheets.models import (
    MODEL_OF,
    AuthoredPage,
    FactSheet,
    FaqEntry,
    Folder,
    IncludedFaq,
    Publisher,
    Reference,
    SheetImage,
    Topic,
)
from factsheets.snapshots import columns_from

from .reading import FOLDER, SOURCE, Entry


class CannotWrite(Exception):
    """Something that the content needs is missing on this site; the message says what."""


def write(entry: Entry, *, by: User) -> None:
    """Write the content and publish its first English edition."""
    content = entry.content(_pictures(entry, by))
    model = MODEL_OF[entry.type]
    fields = {"slug": entry.slug, "content_id": entry.id, "source_language": SOURCE} | _columns(content)
    if issubclass(model, AuthoredPage):
        page = model(title=_working_title(entry), live=False, owner=by, **fields, **_neutral(entry, content))
        _hang_on(page, content)
        _folder_for(model).add_child(instance=page)
        page.save_revision(user=by, clean=False).publish(user=by)
    else:
        snippet = model(**fields, **_neutral(entry, content))
        snippet.acting_user = by
        snippet.save()


def publish_second(entry: Entry, *, by: User) -> None:
    """Publish the second edition of a sheet, with what it does to its readers."""
    page = FactSheet.objects.get(content_id=entry.id)
    second = entry.second(entry.content(_pictures(entry, by)))
    for name, value in _columns(second).items():
        setattr(page, name, value)
    notice = entry.data["second_edition"]
    page.change_kind, page.change_note = ChangeKind(notice["kind"]), notice["note"]
    page.save_revision(user=by, clean=False).publish(user=by)


def _columns(content: AnyContent) -> dict[str, Any]:
    """The translated columns of English. Composed first, so that citations show their numbers in the editor."""
    columns = columns_from(compose_what_there_is(content))
    return {column(name, SOURCE): value for name, value in columns.items()}


def _neutral(entry: Entry, content: AnyContent) -> dict[str, Any]:
    """What is the same in every language."""
    data = entry.data
    match entry.group:
        case "publishers":
            return {name: data[name] for name in ("name", "url", "registration")}
        case "references":
            doubts = [("doubt", {"field": name, "remark": why}) for name, why in data["doubtful"].items()]
            return {"doubts": doubts}
        case "faqs" | "sheets":
            fields: dict[str, Any] = {name: data[name] for name in ("last_reviewed", "next_review")}
            fields["publisher"] = Publisher.objects.filter(slug=data["publisher"]).first()
            return fields | _of_a_sheet(content)
    return {}


def _of_a_sheet(content: AnyContent) -> dict[str, Any]:
    return {"audience": list(content.audience), "license": content.license} if isinstance(content, Sheet) else {}


def _hang_on(page: AuthoredPage, content: AnyContent) -> None:
    """Topics, included questions, bibliographic data: what is no column, or many."""
    match content, page:
        case contents.Reference(), Reference():
            page.set_csl(content.csl)
        case Faq(), FaqEntry():
            page.topics = Topic.objects.filter(content_id__in=content.topics)
        case Sheet(), FactSheet():
            page.topics = Topic.objects.filter(content_id__in=content.topics)
            page.included_faqs.set(_included_faqs(content))


def _included_faqs(sheet: Sheet) -> list[IncludedFaq]:
    pages = {page.content_id: page for page in FaqEntry.objects.filter(content_id__in=[f.id for f in sheet.faqs])}
    return [
        IncludedFaq(faq=pages[place.id], optional=place.optional, sort_order=order)
        for order, place in enumerate(sheet.faqs)
        if place.id in pages
    ]


def _working_title(entry: Entry) -> str:
    """The title of the page in the admin; a reference makes its own of author, year and title."""
    return "" if entry.group == "references" else entry.data["title"]


def _folder_for(model: type[AuthoredPage]) -> Folder:
    for kind in model.allowed_parent_page_models():
        if found := kind.objects.order_by("path").first():
            return found
    raise CannotWrite(_("There is no folder for it. Make one in the admin first."))


def _pictures(entry: Entry, by: User) -> dict[str, ImageFile]:
    """The kept files of the content's pictures by name, put into the library if they are not there."""
    return {block["file"]: _picture(block, by) for block in entry.pictures}


def _picture(block: Mapping[str, Any], by: User) -> ImageFile:
    title = f"Demo: {block['file']}"
    image = SheetImage.objects.filter(title=title).first()
    if image is None:
        with (FOLDER / "images" / block["file"]).open("rb") as file:
            image = SheetImage(
                title=title,
                file=UploadedImage(file, name=block["file"]),
                description=block["alt"],
                credit=block["credit"],
                license=block["license"],
                uploaded_by_user=by,
            )
            image.save()
    kept = image.kept_file()
    if kept is None:
        raise CannotWrite(_("Its picture has not been kept for readers."))
    return kept
