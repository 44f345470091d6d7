"""The closed lists that a content may draw on, each kept in this one place: section kinds, callouts, change kinds.

Blocks and forms offer them, the API documents them, `jsonld` maps them to schema.org. A code is for ever once an
edition has used it; labels are translated and may be reworded.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SectionKind(TextChoices):
    """What a section of a fact sheet is about."""

    WHAT_IT_IS = "what-it-is", _("What it is")
    CAUSES = "causes", _("Causes")
    SYMPTOMS = "symptoms", _("Symptoms")
    DIAGNOSIS = "diagnosis", _("Diagnosis")
    TREATMENT = "treatment", _("Treatment")
    HOW_IT_WORKS = "how-it-works", _("How it works")
    WHO_IT_IS_FOR = "who-it-is-for", _("Who it is for")
    WHO_SHOULD_NOT_HAVE_IT = "who-should-not-have-it", _("Who should not have it")
    EVIDENCE = "evidence", _("Evidence")
    PREPARATION = "preparation", _("Preparation")
    PROCEDURE = "procedure", _("Procedure")
    FREQUENCY = "frequency", _("How often")
    BENEFITS = "benefits", _("Benefits")
    RISKS = "risks", _("Risks and side effects")
    AFTERCARE = "aftercare", _("Aftercare")
    RECOVERY = "recovery", _("Recovery")
    EXERCISE = "exercise", _("Exercise")
    ALTERNATIVES = "alternatives", _("Other choices")
    PREVENTION = "prevention", _("Prevention")
    LIVING_WITH = "living-with", _("Living with it")
    WHEN_TO_GET_HELP = "when-to-get-help", _("When to get help")
    ABOUT_THIS_INFORMATION = "about-this-information", _("About this information")


class CalloutVariant(TextChoices):
    """How urgently a highlighted box speaks to its reader."""

    INFORMATION = "information", _("Information")
    WARNING = "warning", _("Warning")
    URGENT = "urgent", _("Urgent: get help")


class ChangeKind(TextChoices):
    """What an edition does to its reader; it decides what happens to the translations of a source edition."""

    EDITORIAL = "editorial", _("Editorial: the meaning is the same")
    CONTENT = "content", _("Content: the meaning has changed")
    SAFETY = "safety", _("Safety: the old text could harm")


class TranslationMethod(TextChoices):
    """How a translation came about."""

    HUMAN = "human", _("Translated by a person")
    MACHINE_ASSISTED = "machine-assisted", _("Translated with the help of a machine")


class ContentType(TextChoices):
    """The types of content that can be released."""

    FACTSHEET = "factsheet", _("Fact sheet")
