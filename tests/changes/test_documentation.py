"""The program in docs/reference/changes.md runs as it stands there, against a server."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from editions import withdrawals
from editions.models import WithdrawalReason
from tests.api.builders import ASTHMA, a_content, a_sheet_called, released

from .copies import Copies

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "changes.md"


def test_program_of_the_page_syncs(live_server, settings):
    settings.SITE_URL = live_server.url
    released()
    gout = a_sheet_called("Gout")
    program = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert program
    names = {"API": f"{live_server.url}/api/v1/"}
    exec(program[1], names)
    released(a_content(summary="New."))
    withdrawals.withdraw(gout.work_id, reason=WithdrawalReason.EXPIRED, by="")
    names["sync"](names["copies"], names["address"])
    settings.SITE_URL = "http://testserver"
    assert names["copies"].keys() == Copies(Client(), lang="en").sync().texts.keys()
    assert names["copies"][str(ASTHMA), "en"]["summary"] == "New."
