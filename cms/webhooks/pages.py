"""The pages of one endpoint and of one delivery, with the buttons for what can be done with them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from wagtail.admin import messages

from api.webhooks import endpoints
from api.webhooks.models import Delivery, Endpoint, Reason, State
from api.webhooks.pinging import ping
from api.webhooks.replaying import CannotReplay, replay, replay_range
from editions.vocabulary import ChangeKind, ContentType
from factsheets.naming import language_name

from .forms import EndpointForm, ReplayForm, SecretForm
from .rights import ForManagers

FEW = 10


def crumbs(*further: tuple[str, str]) -> list[dict[str, str]]:
    places = [(reverse("wagtailadmin_home"), _("Home")), (reverse("webhooks"), _("Webhooks")), *further]
    return [{"url": url, "label": label} for url, label in places]


def the_endpoint(pk: UUID) -> Endpoint:
    return get_object_or_404(Endpoint.objects.select_related("organisation"), pk=pk)


class EditView(ForManagers, View):
    """Add an endpoint, or change one."""

    def get(self, request: HttpRequest, pk: UUID | None = None) -> HttpResponse:
        return self._page(request, EndpointForm(instance=the_endpoint(pk) if pk else None))

    def post(self, request: HttpRequest, pk: UUID | None = None) -> HttpResponse:
        form = EndpointForm(request.POST, instance=the_endpoint(pk) if pk else None)
        if not form.is_valid():
            return self._page(request, form)
        endpoint = form.save(commit=False)
        endpoints.save(endpoint, by=request.user.get_username())
        messages.success(request, _("The endpoint “%(name)s” has been saved.") % {"name": endpoint.name})
        return redirect("webhook", endpoint.pk)

    def _page(self, request: HttpRequest, form: EndpointForm) -> HttpResponse:
        is_new = form.instance._state.adding
        title = _("Add an endpoint") if is_new else form.instance.name
        context = {
            "form": form,
            "header_title": title,
            "header_icon": "redirect",
            "media": form.media,
            "breadcrumbs_items": crumbs(("", title)),
        }
        return TemplateResponse(request, "cms/webhooks/edit.html", context)


class EndpointView(ForManagers, View):
    """One endpoint: how it is doing, and every act on it as a form that names it in `act`."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        return self._page(request, the_endpoint(pk))

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        acts: dict[str, Callable[[HttpRequest, Endpoint], HttpResponse | None]] = {
            "test": self._test,
            "show_secret": self._show_secret,
            "change_secret": self._change_secret,
            "replay": self._replay,
            "disable": self._disable,
            "enable": self._enable,
        }
        endpoint = the_endpoint(pk)
        act = acts.get(request.POST.get("act", ""))
        return (act(request, endpoint) if act else None) or redirect("webhook", endpoint.pk)

    def _test(self, request: HttpRequest, endpoint: Endpoint) -> HttpResponse:
        delivery = ping(endpoint, by=request.user.get_username())
        if delivery.state == State.DELIVERED:
            messages.success(request, _("The test has arrived."))
        else:
            messages.error(request, _("The test has failed. Below is what came back."))
        return redirect("webhook_delivery", delivery.pk)

    def _show_secret(self, request: HttpRequest, endpoint: Endpoint) -> HttpResponse:
        secret = endpoints.show_secret(endpoint, by=request.user.get_username())
        return self._page(request, endpoint, secret=secret)

    def _change_secret(self, request: HttpRequest, endpoint: Endpoint) -> HttpResponse | None:
        form = SecretForm(request.POST)
        if not form.is_valid():
            return self._page(request, endpoint, secret_form=form)
        by = request.user.get_username()
        endpoints.change_secret(endpoint, keep_previous_for=form.keep_previous_for, by=by)
        messages.success(request, _("The secret has been changed. Show it, and give it to the organisation."))
        return None

    def _replay(self, request: HttpRequest, endpoint: Endpoint) -> HttpResponse | None:
        form = ReplayForm(request.POST)
        if not form.is_valid():
            return self._page(request, endpoint, replay_form=form)
        try:
            count = replay_range(endpoint, form.range, by=request.user.get_username())
        except CannotReplay as refusal:
            form.add_error(None, str(refusal))
            return self._page(request, endpoint, replay_form=form)
        told = ngettext("%(count)d delivery is sent again.", "%(count)d deliveries are sent again.", count)
        messages.success(request, told % {"count": count})
        return None

    def _disable(self, request: HttpRequest, endpoint: Endpoint) -> None:
        endpoints.disable(endpoint, Reason.BY_HAND, by=request.user.get_username())
        messages.success(request, _("Nothing more is sent to it. What waits for it is held."))

    def _enable(self, request: HttpRequest, endpoint: Endpoint) -> None:
        endpoints.enable(endpoint, by=request.user.get_username())
        messages.success(request, _("It is sent to again, beginning with what was held."))

    def _page(self, request: HttpRequest, endpoint: Endpoint, **changed: Any) -> HttpResponse:
        replay_form = changed.get("replay_form") or ReplayForm()
        context = {
            "endpoint": endpoint,
            "languages": [language_name(code) for code in endpoint.languages],
            "types": [ContentType(each).label for each in endpoint.types],
            "kinds": [ChangeKind(each).label for each in endpoint.kinds],
            "deliveries": endpoint.deliveries.defer("body")[:FEW],
            "history": endpoint.history.all()[:FEW],
            "secret_form": SecretForm(),
            "header_title": endpoint.name,
            "header_icon": "redirect",
            "breadcrumbs_items": crumbs(("", endpoint.name)),
            "media": replay_form.media,
            "replay_form": replay_form,
        }
        return TemplateResponse(request, "cms/webhooks/endpoint.html", context | changed)


class DeliveryView(ForManagers, View):
    """One delivery: what was sent, and what came back each time."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        delivery = self._delivery(pk)
        endpoint = delivery.endpoint
        context = {
            "delivery": delivery,
            "attempts": list(delivery.attempts.all()),
            "header_title": delivery.type,
            "header_icon": "history",
            "breadcrumbs_items": crumbs(
                (reverse("webhook", args=[endpoint.pk]), endpoint.name),
                (f"{reverse('webhooks_deliveries')}?endpoint={endpoint.pk}", _("Deliveries")),
                ("", delivery.type),
            ),
        }
        return TemplateResponse(request, "cms/webhooks/delivery.html", context)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        try:
            replay(self._delivery(pk), by=request.user.get_username())
            messages.success(request, _("It is sent again as soon as the worker comes round."))
        except CannotReplay as refusal:
            messages.error(request, str(refusal))
        return redirect("webhook_delivery", pk)

    def _delivery(self, pk: UUID) -> Delivery:
        return get_object_or_404(Delivery.objects.select_related("endpoint__organisation", "change"), pk=pk)
