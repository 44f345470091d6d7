"""What the tests of formats share: the API's reader and clock, and contents in the record to read."""

import pytest

from editions.vocabulary import ChangeKind
from tests.api.builders import a_sheet_with_everything, inhalers, released
from tests.api.conftest import clock, read

from .arabic import in_arabic

__all__ = ["clock", "read"]


@pytest.fixture
def site(settings, clock):
    """Addresses and dates that are the same on every day."""
    settings.SITE_URL = "https://sheets.example"
    return clock


@pytest.fixture
def english(site):
    """The sheet that has everything."""
    return inhalers()


@pytest.fixture
def outdated(english):
    """The same in Arabic, with the help of a machine, from before the original changed."""
    arabic = in_arabic(english)
    released(a_sheet_with_everything(summary="How to use an inhaler well."), kind=ChangeKind.CONTENT)
    return arabic
