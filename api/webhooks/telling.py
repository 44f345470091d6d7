"""Telling an organisation by e-mail that its endpoint was disabled, when nobody there did it."""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from .models import Endpoint, Reason

logger = logging.getLogger(__name__)

SECONDS = 10


def tell_of_disabled() -> None:
    """Called by the worker. Whom it cannot tell now, it tells the next time."""
    untold = Endpoint.objects.filter(disabled_reason__in=[Reason.GONE, Reason.FAILING], told_at=None)
    for endpoint in untold.select_related("organisation"):
        try:
            _tell(endpoint)
        except Exception:  # one wrong address must not keep the others from being told
            logger.exception("Could not tell %s that the endpoint %s is disabled", endpoint.organisation, endpoint.id)
        else:
            Endpoint.objects.filter(id=endpoint.id).update(told_at=timezone.now())


def _tell(endpoint: Endpoint) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        message = EmailMessage(
            subject=_("Webhooks to %(name)s are switched off") % {"name": " ".join(endpoint.name.split())},
            body=_(
                "We no longer send webhooks to %(url)s.\n\n"
                "Reason: %(reason)s\n\n"
                "What was not delivered is kept for %(days)d days, and is sent when the endpoint is enabled again. "
                "Until then, ask %(site)s/api/v1/ for what has changed."
            )
            % {
                "url": endpoint.url,
                "reason": endpoint.get_disabled_reason_display(),
                "days": settings.WEBHOOKS_KEEP_DAYS,
                "site": settings.SITE_URL,
            },
            to=[endpoint.organisation.email],
            connection=get_connection(timeout=SECONDS),
        )
    message.send()
