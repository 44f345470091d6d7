"""What no edition shows may go; what one shows stays, however old the edition."""

from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.utils import timezone
from msgspec.structs import replace

from editions.canonical import canonical_json
from editions.content import Image, ImageFile, to_data
from editions.images import KeptImage, garbage, keep
from editions.images.keeping import master_name
from editions.images.presets import files_of, folder_of
from editions.models import Edition, StoredImage
from tests.factsheets.builders import a_draft, a_fact_sheet, publish, rewrite

from .builders import a_jpeg
from .test_library import an_image

pytestmark = pytest.mark.django_db
TWO_DAYS = timedelta(days=2)


def an_old_picture() -> KeptImage:
    image = keep(BytesIO(a_jpeg()))
    StoredImage.objects.update(asked_for_at=timezone.now() - TWO_DAYS)
    return image


def collected(*arguments: str) -> str:
    out = StringIO()
    call_command("collect_image_garbage", *arguments, stdout=out, no_color=True)
    return out.getvalue()


def test_unused_picture_is_listed_and_stays() -> None:
    image = an_old_picture()
    assert image.hash in collected()
    assert StoredImage.objects.exists()


def test_unused_picture_is_removed_with_all_its_files(media: Path) -> None:
    an_old_picture()
    assert "1 pictures removed" in collected("--remove")
    assert not StoredImage.objects.exists()
    assert not [path for path in media.rglob("*") if path.is_file()]


def test_picture_that_was_just_kept_stays() -> None:
    keep(BytesIO(a_jpeg()))
    collected("--remove")
    assert StoredImage.objects.exists()


def test_picture_that_is_asked_for_again_stays() -> None:
    an_old_picture()
    (unused,) = garbage.unused_images()
    keep(BytesIO(a_jpeg()))  # a publishing begins after the list was made
    assert not garbage.remove(unused)
    assert StoredImage.objects.exists()


def test_picture_of_an_edition_stays_even_if_a_newer_one_does_without() -> None:
    image = an_old_picture()
    page = a_fact_sheet()
    with_picture = Edition.objects.get(work__type="factsheet")
    content = with_picture.value()
    file = ImageFile(image.hash, image.type, image.width, image.height)
    block = Image(uuid4(), file=file, alt="A hand", caption=(), credit="", license="own")
    section = replace(content.sections[0], blocks=(*content.sections[0].blocks, block))
    with_picture.pk, with_picture.version = None, 2
    with_picture.content = canonical_json(to_data(replace(content, sections=(section,))))
    with_picture.save(force_insert=True)
    rewrite(page, "Shake", "Shake well")
    assert "0 pictures removed" in collected("--remove")


def test_removal_that_was_killed_is_no_harm(private, public) -> None:
    image = an_old_picture()
    private.delete(master_name(image.hash, image.type))  # the first thing that it does
    assert keep(BytesIO(a_jpeg())) == image
    assert private.exists(master_name(image.hash, image.type))
    assert all(public.exists(file.name) for file in files_of(image))


def test_files_without_a_row_get_a_day_and_then_go(public) -> None:
    image = keep(BytesIO(a_jpeg()))
    StoredImage.objects.all().delete()
    assert "cut off" in collected("--remove")
    assert StoredImage.objects.get().hash == image.hash
    StoredImage.objects.update(asked_for_at=timezone.now() - TWO_DAYS)
    collected("--remove")
    assert not public.exists(folder_of(image.hash))


def test_files_without_a_row_may_be_kept_meanwhile() -> None:
    image = keep(BytesIO(a_jpeg()))
    StoredImage.objects.all().delete()
    collected("--remove")
    assert keep(BytesIO(a_jpeg())) == image
    assert StoredImage.objects.get().width == image.width


def test_picture_of_the_library_that_was_collected_is_kept_again_when_a_text_with_it_is_published() -> None:
    picture = an_image(license="own")
    StoredImage.objects.update(asked_for_at=timezone.now() - TWO_DAYS)
    collected("--remove")
    assert not StoredImage.objects.exists()
    block = {"type": "image", "id": str(uuid4()), "value": {"image": picture.pk, "alt": "A hand", "caption": ""}}
    page = a_draft()
    body = list(page.body_en.get_prep_value())
    body[0]["value"]["content"].append(block)
    publish(page, body_en=json.dumps(body))
    assert StoredImage.objects.get().hash == picture.kept["hash"]
