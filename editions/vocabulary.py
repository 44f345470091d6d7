"""The closed lists that a content may draw on, each kept in this one place: section kinds, callouts, change kinds.

Blocks and forms offer them, the API documents them, `jsonld` maps them to schema.org. A code is for ever once an
edition has used it; labels are translated and may be reworded.
"""

from django.db.models import TextChoices
from django.utils.functional import Promise
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
    FAQ = "faq", _("Question")
    REFERENCE = "reference", _("Reference")
    PUBLISHER = "publisher", _("Publisher")
    TOPIC = "topic", _("Topic")
    TERM = "term", _("Term")


# What a text may link to: contents that readers can open by themselves.
LINKED_TYPES = (ContentType.FACTSHEET.value, ContentType.FAQ.value)


class Audience(TextChoices):
    """For whom a sheet is written."""

    PATIENTS = "patients", _("Patients")
    CARERS = "carers", _("Carers and families")
    YOUNG_PEOPLE = "young-people", _("Children and young people")
    PROFESSIONALS = "professionals", _("Health professionals")


class Standing(TextChoices):
    """What has become of a published work since it was cited. Empty means: nothing known."""

    RETRACTED = "retracted", _("Retracted")
    SUPERSEDED = "superseded", _("Superseded")


class License(TextChoices):
    """Under which terms a sheet or an image may be used. The code is what readers get."""

    CC_BY = "CC BY 4.0", _("CC BY 4.0: anyone may use it and must name the source")
    CC_BY_NC = "CC BY-NC 4.0", _("CC BY-NC 4.0: not for money, naming the source")
    CC_BY_NC_SA = "CC BY-NC-SA 4.0", _("CC BY-NC-SA 4.0: not for money, on the same terms")
    OGL = "OGL 3.0", _("Open Government Licence 3.0")
    RESERVED = "All rights reserved", _("All rights reserved: ask the publisher")


class ImageLicense(TextChoices):
    """The terms on which we may show a picture. The names of licences are names, and the same in every language."""

    OWN = "own", _("Our own: we made it, or had it made")
    PERMISSION = "permission", _("Used with the maker's permission")
    CC0 = "CC0-1.0", _("Free of rights (CC0)")
    CC_BY = "CC-BY-4.0", "CC BY 4.0"
    CC_BY_SA = "CC-BY-SA-4.0", "CC BY-SA 4.0"
    CC_BY_NC = "CC-BY-NC-4.0", "CC BY-NC 4.0"
    CC_BY_NC_SA = "CC-BY-NC-SA-4.0", "CC BY-NC-SA 4.0"
    CC_BY_ND = "CC-BY-ND-4.0", "CC BY-ND 4.0"
    PUBLIC_DOMAIN = "public-domain", _("In the public domain: its copyright has ended")
    OTHER = "other", _("Other terms")

    __empty__ = _("Not known yet")


_FOR_READERS: dict[ImageLicense, str | Promise] = {
    ImageLicense.OWN: "",
    ImageLicense.PERMISSION: _("Used with permission"),
    ImageLicense.CC0: "CC0 1.0",
    ImageLicense.PUBLIC_DOMAIN: _("Public domain"),
}


def license_for_readers(code: str) -> str | Promise:
    """The terms of an image as they stand below it. Of our own pictures the credit says enough."""
    if code not in ImageLicense.values:
        return code
    return _FOR_READERS.get(ImageLicense(code), ImageLicense(code).label)
