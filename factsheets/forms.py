"""The forms of authoring: the source language's fields only, and what must be right before readers get it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.forms.pages import WagtailAdminPageForm

from editions import inline
from editions.composing import compose, uncomposed
from editions.content import Content
from editions.issuing import says_the_same
from editions.models import Edition
from editions.vocabulary import ChangeKind

from .columns import column, columns_of
from .readiness import problems_with
from .snapshots import snapshot

if TYPE_CHECKING:
    from .models import Authored, AuthoredPage, AuthoredSnippet

# The buttons whose effect is, at once or later, that the text is released.
_RELEASING = ("action-publish", "action-submit", "action-restart-workflow")


class AuthoredForm(forms.ModelForm):
    """One language in one form: a form with all of them would post thousands of fields every half second."""

    instance: Authored

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = self.instance.source_language
        self._leave_out_other_languages()
        self.missing_text = self._texts_that_did_not_arrive()
        if "change_kind" in self.fields:
            self._without_default(cast(forms.ChoiceField, self.fields["change_kind"]))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for label in self.missing_text:
            self.add_error(
                None,
                _("“%(field)s” did not arrive with the form, so nothing was saved. Reload the page and try again.")
                % {"field": label},
            )
        # Browsers send CRLF: comparing revisions would show a change where nobody made one.
        self.cleaned_data |= {name: _with_plain_line_ends(value) for name, value in cleaned.items()}
        return self.cleaned_data

    def _post_clean(self) -> None:
        """After the form's values are in the object: is what would be released fit for readers?"""
        super()._post_clean()  # type: ignore[misc]
        if self.is_bound and not self.errors and self.leads_to_release():
            self._check_release()

    def leads_to_release(self) -> bool:
        """Whether saving this form puts its text before readers, at once or later; of a snippet it always does."""
        return True

    def as_it_will_be(self) -> Content:
        """The content that would be released. Raises inline.InvalidInline."""
        return snapshot(self.instance, self.language)

    def _check_release(self) -> None:
        try:
            content = self.as_it_will_be()
        except inline.InvalidInline as refusal:
            self.add_error(None, str(refusal))
            return
        for problem in problems_with(content):
            if problem.is_blocking:
                self._add_problem(problem.field, str(problem))
        if not self.errors and not self.instance.change_kind and self._changes_what_readers_have(content):
            self.add_error(
                "change_kind", _("Say what this change does to a reader. It decides what happens to the translations.")
            )

    def _add_problem(self, field: str, message: str) -> None:
        name = column(field, self.language) if field in self.instance.translated_fields else field
        self.add_error(name if name in self.fields else None, message)

    def _changes_what_readers_have(self, content: Content) -> bool:
        """Whether there is an edition that this content would replace."""
        latest = Edition.objects.in_language_of(self.instance.content_id, self.language).last()
        return latest is not None and not says_the_same(latest, compose(uncomposed(content)).content)

    def _leave_out_other_languages(self) -> None:
        for language in settings.SOURCE_LANGUAGES:
            if language != self.language:
                for name in columns_of(type(self.instance), language):
                    self.fields.pop(name, None)

    def _texts_that_did_not_arrive(self) -> list[str]:
        """Labels of stream fields that the browser did not send at all. Reading them would fail with a 500."""
        if not self.is_bound:
            return []
        missing = []
        for name in columns_of(type(self.instance), self.language):
            field = self.fields.get(name)
            if field is None or not hasattr(field.widget, "block_def"):
                continue
            if field.widget.value_omitted_from_data(self.data, self.files, self.add_prefix(name)):
                missing.append(str(field.label))
                del self.fields[name]
        return missing

    @staticmethod
    def _without_default(field: forms.ChoiceField) -> None:
        """Radio buttons for the three kinds, none of them chosen: what a change means is never a guess."""
        field.choices = ChangeKind.choices
        field.required = False


class AuthoredPageForm(AuthoredForm, WagtailAdminPageForm):
    """The page editor's form. A draft may be saved with almost anything in it."""

    instance: AuthoredPage

    def leads_to_release(self) -> bool:
        approves = self.data.get("action-workflow-action") and self.data.get("workflow-action-name") == "approve"
        return bool(approves) or any(self.data.get(button) for button in _RELEASING)

    def as_it_will_be(self) -> Content:
        """With the included questions and topics as the form has them, which the page object gets only on saving."""
        for formset in getattr(self, "formsets", {}).values():
            if formset.is_valid():
                formset.save(commit=False)
        return super().as_it_will_be()


class AuthoredSnippetForm(AuthoredForm, WagtailAdminModelForm):
    """The form of a publisher, topic or term: saving it is releasing it."""

    instance: AuthoredSnippet

    def save(self, commit: bool = True) -> Any:
        """Leave the person's name where the release finds it."""
        self.instance.acting_user = getattr(self, "for_user", None)
        return super().save(commit)


def _with_plain_line_ends(value: Any) -> Any:
    return value.replace("\r\n", "\n") if isinstance(value, str) else value
