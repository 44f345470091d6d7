"""Forms for keys."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.widgets import AdminDateInput

from api.keys.models import HIGHEST_LIMIT, Scope, all_scopes
from factsheets.naming import language_name


def languages_to_choose_from() -> list[tuple[str, str]]:
    """Those that are switched on, in the language of the interface."""
    return [(code, language_name(code)) for code in settings.CONTENT_LANGUAGES]


def periods(*days: int) -> list[tuple[int, str]]:
    """So many days each, in words."""
    return [(each, ngettext("%(days)s day", "%(days)s days", each) % {"days": each}) for each in days]


class KeyForm(forms.Form):
    """What a key is for and what it opens."""

    label = forms.CharField(
        label=_("Label"), max_length=100, help_text=_("Where the key will be used, for example: website.")
    )
    scopes = forms.MultipleChoiceField(
        label=_("May be used to"),
        choices=Scope.choices,
        initial=all_scopes,
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.MultipleChoiceField(
        label=_("Only in these languages"),
        required=False,
        choices=languages_to_choose_from,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "None ticked: all languages. An answer in any other language is refused, so that a website never shows "
            "another one by mistake."
        ),
    )
    per_minute = forms.IntegerField(
        label=_("Requests a minute"),
        required=False,
        min_value=1,
        max_value=HIGHEST_LIMIT,
        help_text=_("Empty: as many as any other key."),
    )
    last_day = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=AdminDateInput,
        help_text=_("The last day on which it is valid. Empty: until it is revoked."),
    )

    def clean_last_day(self) -> date | None:
        day: date | None = self.cleaned_data["last_day"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("This day is over already."))
        return day

    def values(self) -> dict[str, Any]:
        """What `acts.create` takes."""
        day: date | None = self.cleaned_data["last_day"]
        end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time())) if day else None
        chosen = {name: self.cleaned_data[name] for name in ("label", "scopes", "languages", "per_minute")}
        return chosen | {"expires_at": end}


class RotateForm(forms.Form):
    """How long the old key stays valid beside the new one."""

    days = forms.TypedChoiceField(
        label=_("The old key stays valid for"),
        coerce=int,
        initial=7,
        choices=lambda: periods(1, 7, 30),
        widget=forms.RadioSelect,
    )
