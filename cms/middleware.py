"""Django's middleware for people who are logged in, kept below /admin/.

The API sets no cookie and answers the same whoever asks. Here that is a fact of the wiring and not
a habit: outside the admin there is no session to write to, no user and no interface language, and a
request to the API does not pay for them.
`Accept-Language` therefore reaches the API unread; the API's own rules decide what it means.
"""

from typing import cast

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin

ADMIN_PATH = "/admin/"


class BelowAdminOnly(MiddlewareMixin):
    """Run the middleware it is mixed into for the admin, and step aside everywhere else."""

    sync_capable, async_capable = True, False

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        below_admin = request.path_info.startswith(ADMIN_PATH)
        handle = super().__call__ if below_admin else self.get_response
        return cast(HttpResponseBase, handle(request))


class AdminSessions(BelowAdminOnly, SessionMiddleware):
    """Log-ins."""


class AdminUsers(BelowAdminOnly, AuthenticationMiddleware):
    """Who is logged in."""


class AdminMessages(BelowAdminOnly, MessageMiddleware):
    """“Page saved” and the like."""


class AdminLanguage(BelowAdminOnly, LocaleMiddleware):
    """The language of the interface on the log-in page; afterwards each person's own setting."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # A thread stays in the language of the request before: without this, the API would speak
        # that of whoever used the admin last.
        translation.activate(settings.LANGUAGE_CODE)
        return super().__call__(request)
