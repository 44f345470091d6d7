"""Storages of their own for each test, so that nothing that one keeps is found by another."""

from copy import deepcopy
from pathlib import Path

import pytest
from django.core.files.storage import Storage, storages


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> Path:
    changed = deepcopy(settings.STORAGES)
    changed["editions"]["OPTIONS"]["location"] = tmp_path / "editions"
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = changed
    return tmp_path


@pytest.fixture
def public() -> Storage:
    return storages["editions"]


@pytest.fixture
def private() -> Storage:
    return storages["default"]
