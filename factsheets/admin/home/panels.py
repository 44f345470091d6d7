"""The panels of the home page: which of them a person sees, and what each says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import LockedPagesPanel
from wagtail.models import Page
from wagtail.permissions import policy_registry

from editions.languages import BY_CODE
from factsheets.admin.home import questions
from factsheets.admin.lists import translations
from factsheets.admin.reach import languages_of
from factsheets.naming import language_name

from .reviewing import things_to_review


def panels_for(user: User) -> list[Component]:
    """What this person can do something about, the nearest first."""
    may = policy_registry.get_by_type(Page).user_has_permission
    writes, publishes = may(user, "change"), may(user, "publish")
    mine = languages_of(user)
    panels: list[Component | None] = [
        MyDrafts(user) if writes else None,
        WaitingForMe(user) if questions.decides(user) else None,
        SentByMe(user) if writes else None,
        Translations(mine, only_mine=bool(mine) and not writes),
        ReviewsDue() if writes or publishes else None,
        ToReview() if writes or publishes else None,
        WaitingForRelease() if publishes else None,
        LockedPagesPanel() if writes else None,
    ]
    return [panel for panel in panels if panel]


class Panel(Component):
    """One heading with a count, and the first few things below it; or a kind word."""

    template_name = "factsheets/home/panel.html"
    name: str
    heading: Any
    nothing: Any
    all_of_them: Any = ""
    # Wagtail sorts by it; ours come in the order of `panels_for`, and its own below them.
    order = 100

    def found(self) -> questions.Found:
        raise NotImplementedError

    def address_of_all(self) -> str:
        """Where the whole list is, if there is one."""
        return ""

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        found = self.found()
        return {
            "panel": self,
            "count": found.count,
            "things": found.first,
            "left_out": found.count - len(found.first),
            "address_of_all": self.address_of_all(),
            "today": localdate(),
        }


class MyDrafts(Panel):
    name = "drafts"
    heading = _("My drafts")
    nothing = _("You have no drafts. Whatever you wrote is with your readers.")

    def __init__(self, user: User) -> None:
        self.user = user

    def found(self) -> questions.Found:
        return questions.my_drafts(self.user)


class WaitingForMe(Panel):
    name = "decisions"
    heading = _("Waiting for my decision")
    nothing = _("Nobody is waiting for you.")

    def __init__(self, user: User) -> None:
        self.user = user

    def found(self) -> questions.Found:
        return questions.waiting_for_me(self.user)


class SentByMe(Panel):
    name = "sent"
    heading = _("Sent by me for review")
    nothing = _("Nothing that you sent is still waiting.")

    def __init__(self, user: User) -> None:
        self.user = user

    def found(self) -> questions.Found:
        return questions.sent_by_me(self.user)


class ReviewsDue(Panel):
    name = "reviews"
    template_name = "factsheets/home/reviews.html"
    heading = _("Reviews due")
    nothing = _("No review is due within the next 60 days.")
    all_of_them = _("All fact sheets with a review due")

    def found(self) -> questions.Found:
        return questions.reviews_due()

    def address_of_all(self) -> str:
        return reverse("sheets:index") + "?review=soon"


class ToReview(Panel):
    name = "references"
    template_name = "factsheets/home/to_review.html"
    heading = _("To read again because of a reference")
    nothing = _("No text cites a reference that has been retracted or superseded.")

    def found(self) -> questions.Found:
        return things_to_review()


class Translations(Panel):
    """By language. Those who translate see their own languages, with the first texts to bring up to date."""

    name = "translations"
    template_name = "factsheets/home/translations.html"
    heading = _("Translations that need work")
    nothing = _("Every translation is up to date.")

    def __init__(self, mine: list[str], *, only_mine: bool) -> None:
        self.mine = mine
        self.only_mine = only_mine

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        behind = questions.translations_behind()
        if self.only_mine:
            behind = [each for each in behind if each.language in self.mine]
        behind.sort(key=lambda each: each.language not in self.mine)
        first = questions.first_behind(self.mine or [each.language for each in behind])
        return {
            "panel": self,
            "count": sum(each.outdated + each.withheld for each in behind),
            "languages": [
                {
                    "behind": each,
                    "name": language_name(each.language),
                    "language": BY_CODE[each.language],
                    "address": translations.address_of(each.language),
                }
                for each in behind
            ],
            "things": [{"name": language_name(code), "thing": thing} for code, thing in first],
        }


class WaitingForRelease(Panel):
    name = "dependents"
    template_name = "factsheets/home/dependents.html"
    heading = _("Waiting to be released again")
    nothing = _("Nothing is waiting: every text has the newest words of what it includes.")

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        queue = questions.waiting_for_release()
        return {"panel": self, "count": queue.count, "queue": queue, "things": queue.first}
