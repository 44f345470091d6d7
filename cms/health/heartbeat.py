"""The sign of life of the worker: a small file that it writes again and again, read by `manage.py worker_health`.

A file and not a row or a cache entry: it says that this worker lives, even while the database or Redis is away.
"""

import json
import os
import time
from collections.abc import Sequence
from pathlib import Path

# Seconds. A round of the worker takes one; a long queue of tasks may take many.
TOO_OLD = 120.0


class NotWell(Exception):
    """The worker is stopped, stuck or failing; the message says which."""


def beat(file: Path, *, failing: Sequence[str]) -> None:
    """Called by the worker after each round."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_suffix(".new")
    new.write_text(json.dumps({"failing": list(failing)}))
    os.replace(new, file)  # whoever reads it meets the old one or the new one, never half of one


def refuse_unless_well(file: Path, *, too_old: float = TOO_OLD) -> None:
    """Raise NotWell unless the worker wrote lately and could do all that was due."""
    if not file.exists():
        raise NotWell("No worker has run here.")
    seconds = time.time() - file.stat().st_mtime
    if seconds > too_old:
        raise NotWell(f"The worker was last heard of {seconds:.0f} seconds ago.")
    if failing := json.loads(file.read_text())["failing"]:
        raise NotWell(f"The worker could not {', '.join(failing)}; see its log.")
