"""The addresses of these pages, and the entry in the menu that leads to them."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail.admin.menu import MenuItem

from .lists import DeliveriesView, EndpointsView
from .pages import DeliveryView, EditView, EndpointView
from .rights import RIGHT

URLS: list[URLPattern] = [
    path("webhooks/", EndpointsView.as_view(), name="webhooks"),
    path("webhooks/results/", EndpointsView.as_view(results_only=True), name="webhooks_results"),
    path("webhooks/add/", EditView.as_view(), name="webhooks_add"),
    path("webhooks/deliveries/", DeliveriesView.as_view(), name="webhooks_deliveries"),
    path(
        "webhooks/deliveries/results/",
        DeliveriesView.as_view(results_only=True),
        name="webhooks_deliveries_results",
    ),
    path("webhooks/deliveries/<uuid:pk>/", DeliveryView.as_view(), name="webhook_delivery"),
    path("webhooks/<uuid:pk>/", never_cache(EndpointView.as_view()), name="webhook"),  # it can hold a secret
    path("webhooks/<uuid:pk>/edit/", EditView.as_view(), name="webhook_edit"),
]


class WebhooksMenuItem(MenuItem):
    """For those who have the right."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(RIGHT)


def menu_item() -> MenuItem:
    return WebhooksMenuItem(_("Webhooks"), reverse("webhooks"), name="webhooks", icon_name="redirect", order=620)
