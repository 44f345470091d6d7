"""The lists of endpoints and of deliveries. A page costs the same number of queries however many rows it has."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters.filters import BooleanFilter, ChoiceFilter, DateFromToRangeFilter, ModelChoiceFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets import HeaderButton

from api.organisations.models import Organisation
from api.webhooks.models import Delivery, Endpoint, State
from api.webhooks.payloads import PING, TYPES

from .rights import ForManagers


class LeftToRight(Column):
    """An address or an id, which keeps its own direction in a page that runs the other way."""

    cell_template_name = "cms/webhooks/left_to_right_cell.html"


class EndpointState(Column):
    """By word and colour."""

    cell_template_name = "cms/webhooks/endpoint_state_cell.html"


class DeliveryState(Column):
    """The same for a delivery."""

    cell_template_name = "cms/webhooks/delivery_state_cell.html"


class Outcome(Column):
    """What the last attempt brought."""

    cell_template_name = "cms/webhooks/outcome_cell.html"


class EndpointFilters(WagtailFilterSet):
    """By organisation, and whether it is disabled."""

    organisation = ModelChoiceFilter(label=_("Organisation"), queryset=Organisation.objects.all())
    disabled = BooleanFilter(
        label=_("Disabled"),
        field_name="disabled_at",
        lookup_expr="isnull",
        exclude=True,
        widget=forms.RadioSelect(choices=[("", _("All")), ("true", _("Yes")), ("false", _("No"))]),
    )

    class Meta:
        model = Endpoint
        fields: ClassVar[list[str]] = []


class EndpointsView(ForManagers, BaseListingView):
    """Every endpoint, with how it is doing."""

    page_title = _("Webhooks")
    header_icon = "redirect"
    model = Endpoint
    index_url_name = "webhooks"
    index_results_url_name = "webhooks_results"
    filterset_class = EndpointFilters
    default_ordering = "name"
    paginate_by = 50
    is_searchable = True
    search_fields = ("name", "url", "organisation__name")
    verbose_name_plural = _("webhook endpoints")

    @property
    def header_buttons(self) -> list[HeaderButton]:
        return [
            HeaderButton(_("Add an endpoint"), reverse("webhooks_add"), icon_name="plus"),
            HeaderButton(_("All deliveries"), reverse("webhooks_deliveries"), icon_name="history"),
        ]

    def get_base_queryset(self) -> QuerySet[Endpoint]:
        waiting = Delivery.objects.filter(endpoint=OuterRef("pk"), state__in=[State.PENDING, State.HELD])
        counted = waiting.order_by().values("endpoint").annotate(count=Count("pk")).values("count")
        return Endpoint.objects.select_related("organisation").annotate(waiting=Coalesce(Subquery(counted), 0))

    columns: ClassVar[list[BaseColumn]] = [
        TitleColumn(
            "name",
            label=_("Name"),
            width="20%",
            sort_key="name",
            get_url=lambda row: reverse("webhook", args=[row.pk]),
        ),
        Column("organisation", label=_("Organisation"), sort_key="organisation__name"),
        LeftToRight("url", label=_("Address")),
        EndpointState("state", label=_("State")),
        Column("waiting", label=_("Waiting"), sort_key="waiting"),
        DateColumn("succeeded_at", label=_("Last success"), sort_key="succeeded_at"),
        DateColumn("failing_since", label=_("Failing since"), sort_key="failing_since"),
    ]


class DeliveryFilters(WagtailFilterSet):
    """By endpoint, state, type of event and day."""

    endpoint = ModelChoiceFilter(label=_("Endpoint"), queryset=Endpoint.objects.select_related("organisation"))
    state = ChoiceFilter(label=_("State"), choices=State.choices, empty_label=_("All"), widget=forms.RadioSelect)
    type = ChoiceFilter(
        label=_("Event"),
        choices=[(each, each) for each in (*TYPES, PING)],
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    created_at = DateFromToRangeFilter(label=_("Made"), widget=DateRangePickerWidget)

    class Meta:
        model = Delivery
        fields: ClassVar[list[str]] = []


class DeliveriesView(ForManagers, BaseListingView):
    """What was sent or is to be sent, the newest first."""

    page_title = _("Deliveries")
    header_icon = "history"
    model = Delivery
    index_url_name = "webhooks_deliveries"
    index_results_url_name = "webhooks_deliveries_results"
    filterset_class = DeliveryFilters
    default_ordering = "-created_at"
    paginate_by = 50
    verbose_name_plural = _("deliveries")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        first, last = self.breadcrumbs_items, super().get_breadcrumbs_items()[-1]
        return [*first, {"url": reverse("webhooks"), "label": _("Webhooks")}, last]

    def get_base_queryset(self) -> QuerySet[Delivery]:
        return Delivery.objects.select_related("endpoint__organisation", "change").defer("body")

    def order_queryset(self, queryset: QuerySet[Delivery]) -> QuerySet[Delivery]:
        return queryset.order_by(str(self.ordering), "-id")

    columns: ClassVar[list[BaseColumn]] = [
        TitleColumn("type", label=_("Event"), get_url=lambda row: reverse("webhook_delivery", args=[row.pk])),
        Column("change", label=_("Change"), accessor=lambda row: row.change_id or ""),
        LeftToRight("language", label=_("Language"), accessor=lambda row: row.change.language if row.change else ""),
        Column("endpoint", label=_("Endpoint")),
        DeliveryState("state", label=_("State")),
        Outcome("outcome", label=_("Last answer")),
        DateColumn("created_at", label=_("Made"), sort_key="created_at"),
        DateColumn("due_at", label=_("Next try")),
    ]
