"""The admin's own pages under axe-core: home, lists, languages and editions; in English, and in Arabic.

axe-core is no dependency of ours. Where its file is, in the environment variable AXE, the journeys run; they are
skipped elsewhere: `npm pack axe-core@4.14.1`, unpack it, and name `package/axe.min.js`.
"""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page
from wagtail.users.models import UserProfile

from editions.withholding import withhold
from tests.factsheets.builders import a_draft, a_fact_sheet, a_publisher, rewrite
from tests.factsheets.neighbours import a_reference, a_sheet_that_cites, a_topic
from tests.factsheets.people import a_person

AXE = os.environ.get("AXE", "")
pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not AXE, reason="no axe-core: its file is named in the environment variable AXE"),
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = "rules => axe.run(document, {runOnly: rules}).then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))"


def addresses() -> list[str]:
    """Something of everything, and the pages that show it."""
    due = timezone.localdate() + timedelta(days=20)
    topic = a_topic()
    sheet = rewrite(a_fact_sheet(ready_in=["fr", "ar"], topics=[topic], next_review=due), "Shake", "Always shake")
    withhold(sheet.content_id, "ar", reason="A wrong dose was named.", by="amal")
    a_sheet_that_cites(a_reference(), "Breathing exercises")
    lists = ["sheets:index", "questions:index", "references:index", "factsheets_translations"]
    return [
        reverse("wagtailadmin_home"),
        *map(reverse, lists),
        reverse("wagtailsnippets_factsheets_publisher:list"),
        reverse("factsheets_languages", args=[sheet.content_id]),
        reverse("factsheets_languages", args=[a_publisher().content_id]),
        reverse(topic.snippet_viewset.get_url_name("delete"), args=[topic.pk]),
    ]


@pytest.mark.parametrize("interface", ["en", "ar"])
def test_pages_of_the_admin_have_no_fault_that_axe_finds(page: Page, live_server, interface):
    person = a_person("Editor", "Publisher")
    UserProfile.objects.create(user=person, preferred_language=interface)
    where = addresses()
    a_draft("Half written").save_revision(user=person, clean=False)
    page.goto("/admin/login/")
    page.fill("[name=username]", person.get_username())
    page.fill("[name=password]", "secret-of-this-person")
    page.click("button[type=submit]")
    for address in where:
        page.goto(address, wait_until="networkidle")
        page.evaluate(Path(AXE).read_text())  # as a script it would be refused: the policy allows our own only
        assert page.evaluate(RUN, RULES) == [], address
