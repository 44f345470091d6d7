"""The store of files named by their hash, as a folder of this machine. Named by `cms/settings/files.py`."""

import os
from pathlib import Path
from uuid import uuid4

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class EditionFolder(FileSystemStorage):
    """The same name always means the same bytes, so saving one again is nothing at all, and no new file under another
    name as Django would have it. A file is there whole or not at all, whoever reads while it is written."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _save(self, name: str, content: File) -> str:
        if self.exists(name):
            return name
        # Written beside the rest under a name that is never handed out, then moved to its own.
        unfinished = super()._save(f"unfinished/{uuid4().hex}", content)  # type: ignore[misc]
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(self.path(unfinished), target)
        return name
