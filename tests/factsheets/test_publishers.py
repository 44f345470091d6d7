"""Publishers: what readers get of them follows what is saved, and their short name does not change."""

import pytest
from django.core.exceptions import ValidationError

from editions.models import Publication, Work

from .builders import a_publisher

pytestmark = pytest.mark.django_db


def test_saved_publisher_is_released():
    publisher = a_publisher()
    assert Publication.objects.get(work_id=publisher.content_id).title == "Example Lung Charity"


def test_publisher_saved_without_a_change_makes_no_edition():
    publisher = a_publisher()
    publisher.save()
    assert Publication.objects.get(work_id=publisher.content_id).edition.version == 1


def test_short_name_cannot_change():
    publisher = a_publisher()
    publisher.slug = "other"
    with pytest.raises(ValidationError, match="cannot change"):
        publisher.full_clean()


def test_deleted_publisher_is_withdrawn():
    publisher = a_publisher()
    publisher.delete()
    assert Work.objects.get(id=publisher.content_id).withdrawal_reason == "deleted"
