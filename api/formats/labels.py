"""Labels: the few words that documents for people add to a content. `editions.labels` says them in its language."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ABOUT = _("About this information")
ACKNOWLEDGEMENT = _("Acknowledgement")
CONTACT = _("Contact")
EDITION = _("Edition")
FACT_SHEETS = _("Fact sheets")
LICENCE = _("Licence")
LAST_REVIEWED = _("Last reviewed")
LINKS = _("Useful links")
NEXT_REVIEW = _("Next review due")
OTHER_NAMES = _("Other names")
PUBLISHER = _("Publisher")
QUESTIONS = _("Questions in this sheet")
QUESTIONS_ALONE = _("Questions")
REFERENCES = _("References")
REGISTRATION = _("Registration")
RELEASED = _("Released")
REVIEWERS = _("Reviewers")
SUPERSEDED_BY = _("Superseded by")
TERMS = _("Words explained")
