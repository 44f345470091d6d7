"""Publishers: their public entry follows them, and their short name does not change."""

import pytest
from django.core.exceptions import ValidationError

from editions import models as record

from .builders import a_publisher

pytestmark = pytest.mark.django_db


def test_saved_publisher_has_a_public_entry():
    a_publisher()
    assert record.Publisher.objects.get().name == "Example Lung Charity"


def test_short_name_cannot_change():
    publisher = a_publisher()
    publisher.slug = "other"
    with pytest.raises(ValidationError, match="cannot change"):
        publisher.full_clean()


def test_deleted_publisher_has_no_public_entry():
    a_publisher().delete()
    assert not record.Publisher.objects.exists()
