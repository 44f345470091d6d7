"""Organisations in the admin: their list, their form, and the page of one with its keys and what it reads."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import Permission
from django.db.models import Count, Max, Q, QuerySet
from django.forms import ModelChoiceField
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.views.generic import CreateView, EditView, IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import Button
from wagtail.permission_policies import ModelPermissionPolicy

from api.keys.models import KeyAct
from api.organisations.models import Organisation
from editions.models import Publication
from factsheets.admin.reach import sees_translations

from . import keys
from .reads import DAYS, of_organisation
from .rights import may_manage_keys, may_see_reads


class NeverDeleted(ModelPermissionPolicy):
    """Keys, history and counts name their organisation for ever, so nobody may delete one."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)


class PublisherField(ModelChoiceField):
    """A publisher by its name in the language in which it is written."""

    @cached_property
    def _titles(self) -> dict[Any, str]:
        publishers = Publication.objects.filter(type="publisher", is_source=True)
        return dict(publishers.values_list("work_id", "title"))

    def label_from_instance(self, work: Any) -> str:
        return self._titles.get(work.pk, str(work.pk))


class OrganisationList(IndexView):
    """One row for each, with what it has and when it was last heard of."""

    def get_base_queryset(self) -> QuerySet[Organisation]:
        not_expired = Q(keys__expires_at=None) | Q(keys__expires_at__gt=timezone.now())
        valid = Q(keys__revoked_at=None) & not_expired & Q(keys__isnull=False)
        return Organisation.objects.annotate(
            valid_keys=Count("keys", filter=valid), last_used_on=Max("keys__last_used_on")
        )

    @cached_property
    def columns(self) -> list[BaseColumn]:
        title = self._get_title_column_class(TitleColumn)
        return [
            title("name", label=_("Name"), sort_key="name", get_url=lambda row: address_of(row.pk)),
            Column("valid_keys", label=_("Valid keys"), sort_key="valid_keys"),
            Column("last_used_on", label=_("Last used"), sort_key="last_used_on"),
        ]


class OrganisationPage(InspectView):
    """One organisation: whom to write to, its keys, what it reads."""

    page_title = _("Organisation")
    template_name = "readers/organisation.html"

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons = super().header_more_buttons
        if may_manage_keys(self.request.user):
            buttons.append(Button(_("Create a key"), url=keys.address("create", self.object.pk), icon_name="key"))
        return buttons

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        organisation = self.object
        if may_manage_keys(self.request.user):
            context["keys"] = keys.rows(organisation)
            context["create_address"] = keys.address("create", organisation.pk)
            context["history"] = KeyAct.objects.filter(key__organisation=organisation).select_related("key")
        if may_see_reads(self.request.user):
            context["reads"] = of_organisation(organisation)
            context["days"] = DAYS
            context["leads_on"] = sees_translations(self.request.user)
        return context | {"organisation": organisation}


class CreateOrganisation(CreateView):
    """Leads to the page of the new one, where its first key is made."""

    def get_success_url(self) -> str:
        return address_of(self.object.pk)


class EditOrganisation(EditView):
    """Leads back to its page."""

    def get_success_url(self) -> str:
        return address_of(self.object.pk)


class OrganisationViewSet(ModelViewSet):
    """In the main menu, for those who may see organisations."""

    model = Organisation
    name = "organisations"
    icon = "group"
    menu_label = _("Organisations")
    menu_order = 180
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = OrganisationList
    add_view_class = CreateOrganisation
    edit_view_class = EditOrganisation
    inspect_view_class = OrganisationPage
    inspect_template_name = "readers/organisation.html"
    form_fields: ClassVar[list[str]] = ["name", "email", "publisher", "note"]
    search_fields: ClassVar[list[str]] = ["name", "email"]

    def formfield_for_dbfield(self, db_field: Any, **kwargs: Any) -> Any:
        if db_field.name == "publisher":
            return db_field.formfield(form_class=PublisherField, **kwargs)
        return super().formfield_for_dbfield(db_field, **kwargs)

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        return super().get_permissions_to_register().exclude(codename="delete_organisation")


def address_of(organisation_id: int) -> str:
    """The page of one organisation."""
    return reverse("organisations:inspect", args=[organisation_id])
