"""Every address of the site: the admin, the API, and the files of editions.

Wagtail's own page serving, its APIs and its public document addresses are left out on purpose:
readers get releases from `/api/v1/`, never pages.
"""

from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access

from cms.media.views import edition_file, upload

urlpatterns = [
    path("media/editions/<path:name>", edition_file),
    # Before Wagtail's own addresses and not among them: those may not be kept by a browser for a moment, and a list of
    # images would fetch each of them again and again.
    path("admin/media/<path:name>", require_admin_access(upload)),
    path("admin/", include(wagtailadmin_urls)),
    path("api/", include("api.urls")),
    path("", RedirectView.as_view(url="/admin/")),
]

# Below /api/ an error is a problem document whatever raised it, a wrong Host header included.
handler400 = "api.handlers.bad_request"
handler404 = "api.handlers.not_found"
handler500 = "api.handlers.server_error"
