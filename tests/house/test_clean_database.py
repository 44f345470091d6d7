"""A test with real transactions leaves nothing to the next one, and takes nothing away from it."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from wagtail.models import Page

from editions import triggers


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_each_test_starts_from_what_the_migrations_made(time: str) -> None:
    assert Page.objects.filter(depth=1).exists()
    assert not Group.objects.filter(name="left behind").exists()
    assert triggers.present(connection) >= triggers.expected(connection)
    Group.objects.create(name="left behind")
