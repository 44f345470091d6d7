"""What the home page says of contents that have to be read again because of a reference."""

from __future__ import annotations

from factsheets.models.review_tasks import open_tasks
from factsheets.references.reviewing import described

from .questions import FEW, Found, Thing


def things_to_review() -> Found:
    """Contents that cite a reference that has been retracted or superseded, the first few with the reason."""
    tasks = open_tasks()
    return Found(
        tasks.count(), [Thing(each.task.content_id, each.title, note=each.message) for each in described(tasks[:FEW])]
    )
