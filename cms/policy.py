"""Which Content-Security-Policy an answer gets: that of the admin below /admin/, that of readers everywhere else."""

from csp.constants import HEADER
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from cms.middleware import ADMIN_PATH


class SendPolicy(CSPMiddleware):
    """django-csp's middleware, which knows one policy for the whole site, with a second one."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        # The editor's preview comes from a second request that Wagtail makes inside of the first and that seems to ask
        # for a page of a reader. What counts is where its answer is shown.
        if getattr(response, "policy_by_path", False):
            del response.headers[HEADER]
        response.policy_by_path = HEADER not in response.headers  # type: ignore[attr-defined]
        return super().process_response(request, response)

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith(ADMIN_PATH) and not report_only:
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts
