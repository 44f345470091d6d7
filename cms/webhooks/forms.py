"""The forms of the admin for webhooks."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateTimeInput

from api.webhooks.endpoints import check_address
from api.webhooks.models import Endpoint
from api.webhooks.replaying import Range
from editions.vocabulary import ChangeKind, ContentType
from factsheets.naming import language_name


def languages() -> list[tuple[str, str]]:
    return [(code, language_name(code)) for code in settings.CONTENT_LANGUAGES]


def some_of(label: Any, choices: Any, help_text: Any) -> forms.MultipleChoiceField:
    """Boxes to tick; none means all."""
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, help_text=help_text
    )


class EndpointForm(forms.ModelForm[Endpoint]):
    """Where an organisation wants to be told, and of what."""

    languages = some_of(gettext_lazy("Languages"), languages, gettext_lazy("None ticked: all languages."))
    types = some_of(gettext_lazy("Types of content"), ContentType.choices, gettext_lazy("None ticked: all types."))
    kinds = some_of(
        gettext_lazy("Kinds of change"),
        ChangeKind.choices,
        gettext_lazy(
            "None ticked: all kinds. That a text is withheld, withdrawn, redacted or back again is always told."
        ),
    )

    class Meta:
        model = Endpoint
        fields = ("organisation", "name", "url", "languages", "types", "kinds")
        widgets = {"url": forms.URLInput(attrs={"dir": "ltr", "placeholder": "https://"})}
        help_texts = {
            "name": gettext_lazy("What it is for, for example “Website” or “Leaflets”."),
            "url": gettext_lazy("Where the organisation's server takes webhooks. It has to begin with https://."),
        }

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"])
        check_address(url)
        return url


class SecretForm(forms.Form):
    """How long the secret that is being replaced is signed with too."""

    keep = forms.TypedChoiceField(
        label=gettext_lazy("The present secret"),
        coerce=int,
        choices=[
            (24, gettext_lazy("stays valid beside the new one for a day")),
            (7 * 24, gettext_lazy("stays valid beside the new one for a week")),
            (0, gettext_lazy("is invalid at once, because it has become known")),
        ],
        initial=24,
        widget=forms.RadioSelect,
    )

    @property
    def keep_previous_for(self) -> timedelta:
        return timedelta(hours=self.cleaned_data["keep"])


class ReplayForm(forms.Form):
    """From where to where to send again."""

    first = forms.IntegerField(label=gettext_lazy("From change"), required=False, min_value=1, max_value=2**62)
    last = forms.IntegerField(label=gettext_lazy("To change"), required=False, min_value=1, max_value=2**62)
    since = forms.DateTimeField(label=gettext_lazy("From"), required=False, widget=AdminDateTimeInput)
    until = forms.DateTimeField(label=gettext_lazy("Until"), required=False, widget=AdminDateTimeInput)
    which = forms.ChoiceField(
        label=gettext_lazy("Which of them"),
        choices=[
            ("failed", gettext_lazy("those that have failed")),
            ("all", gettext_lazy("all, also those that were delivered or never sent")),
        ],
        initial="failed",
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.get(name) for name in ("first", "last", "since", "until")):
            raise forms.ValidationError(_("Name at least one end of the range: a change or a time."))
        return cleaned

    @property
    def range(self) -> Range:
        bounds = {name: self.cleaned_data[name] for name in ("first", "last", "since", "until")}
        return Range(**bounds, only_failed=self.cleaned_data["which"] == "failed")
