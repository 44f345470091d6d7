"""Parting: what deleting or unpublishing a content does, said before it is done, and refused where it cannot be done.

Called by Wagtail's hooks and by our page “Unpublish”. What includes the content is named one by one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import PROTECT
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from editions.models import Role, Work
from factsheets.admin.neighbourhood import Neighbour, included_in
from factsheets.admin.whereabouts import columns_to_list, content_address, languages_address
from factsheets.models import Authored, FactSheet, IncludedFaq
from factsheets.naming import isolated

LONGEST_LIST = 10

# What happens to those that include it, by what it is to them.
_CONSEQUENCES = {
    Role.FAQ: gettext_lazy("These are released again without it:"),
    Role.PUBLISHER: gettext_lazy("These are released again without its name and its texts:"),
    Role.TERM: gettext_lazy("These keep the word and lose its explanation:"),
    Role.TOPIC: gettext_lazy("Readers no longer find these under it:"),
    Role.REFERENCE: gettext_lazy("These go on citing it:"),
    Role.LINK: gettext_lazy("These link to it, and their readers are told that it is gone:"),
    Role.SUPERSEDED_BY: gettext_lazy("These are marked as superseded by it:"),
}


def before_deleting(request: HttpRequest, contents: Iterable[Any]) -> HttpResponse | None:
    """Refuse what something else holds on to; else say what it does, where a person is asked whether to go on."""
    contents = [each for each in contents if isinstance(each, Authored)]
    if refusal := refuse_if_held(request, contents):
        return refusal
    for each in contents if request.method == "GET" else ():
        if Work.objects.filter(id=each.content_id, deleted_at__isnull=True).exists():
            said = _("Readers lose “%(title)s” in every language. Nothing else can ever have its address.")
            _warn(request, each, said % {"title": isolated(str(each))})
    return None


def before_unpublishing(request: HttpRequest, page: Authored) -> None:
    """Say what it does. It can be published again."""
    said = _("Readers lose “%(title)s” in every language, until it is published again.")
    _warn(request, page, said % {"title": isolated(str(page))})


def refuse_if_held(request: HttpRequest, contents: Iterable[Any]) -> HttpResponse | None:
    """Back to the content if a row of the database holds on to it: deleting it would fail."""
    for each in contents:
        if isinstance(each, Authored) and (holding := _holding(each)):
            said = _("“%(title)s” cannot be deleted while these hold on to it:") % {"title": isolated(str(each))}
            named = _list((content_address(row.content_id), str(row)) for row in holding[:LONGEST_LIST])
            messages.error(request, format_html("{} {} {}", said, named, _more(len(holding))))
            return redirect(languages_address(each.content_id))
    return None


def _holding(authored: Authored) -> list[Authored]:
    """What names it in a column that protects it: sheets their publisher, and the questions they include."""
    found: dict[Any, Authored] = {}
    for relation in authored._meta.related_objects:
        if relation.on_delete is not PROTECT:
            continue
        rows: Any = relation.related_model._default_manager.filter(**{relation.field.name: authored.pk})
        if relation.related_model is IncludedFaq:
            rows = FactSheet.objects.filter(pk__in=rows.values("sheet_id"))
        if issubclass(rows.model, Authored):
            found |= {row.content_id: row for row in rows.only(*columns_to_list(rows.model))}
    return list(found.values())


def _warn(request: HttpRequest, authored: Authored, said: str) -> None:
    neighbours = included_in(authored.content_id)
    consequences = format_html_join("", "{}", ((_consequence(role, neighbours),) for role in _CONSEQUENCES))
    messages.warning(request, format_html("{}{}", said, consequences))


def _consequence(role: Role, neighbours: list[Neighbour]) -> SafeString:
    concerned = [each for each in neighbours if each.role == str(role.label)]
    if not concerned:
        return SafeString("")
    named = _list((each.address, each.title) for each in concerned[:LONGEST_LIST])
    return format_html("<br>{} {} {}", _CONSEQUENCES[role], named, _more(len(concerned)))


def _list(links: Iterable[tuple[str, str]]) -> SafeString:
    return format_html("<ul>{}</ul>", format_html_join("", '<li><a href="{}"><bdi>{}</bdi></a></li>', links))


def _more(count: int) -> str:
    left_out = count - LONGEST_LIST
    return _("and %(count)s more.") % {"count": left_out} if left_out > 0 else ""
