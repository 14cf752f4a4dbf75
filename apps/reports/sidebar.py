"""The shell around the staff's pages: sidebar by noun, its red numbers, header, tabs. Settings name these functions."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from apps.accounts.roles import Role
from apps.communities.models import Community, Township
from apps.complaints.models import Complaint
from apps.core.scope import scope_of
from apps.reminders.models import Message
from apps.reports.sidebar_lists import NOUNS, SETTINGS, TABS, Line


def site_area(request: HttpRequest) -> str:
    """The community, township or county of the person who looks; under the name of the product."""
    return area_name(request.user)


def area_name(user: Any) -> str:
    """What the person's areas are called together; one query, kept with the user for the request."""
    if not hasattr(user, "_area_name"):
        user._area_name = _area_name(user)
    return user._area_name


def _area_name(user: Any) -> str:
    scope = scope_of(user)
    if scope.county:
        return str(_("whole county"))
    names: list[str] = []
    if scope.townships:
        names = list(Township.objects.filter(pk__in=scope.townships).order_by("name").values_list("name", flat=True))
    elif not scope.empty:
        names = list(Community.objects.visible_to(user).order_by("name").values_list("name", flat=True)[:2])
    if len(names) > 1:
        return str(_("%(name)s and others") % {"name": names[0]})
    return names[0] if names else ""


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """The sidebar: the nouns there are, by permission; what is not there yet is not shown."""
    groups: list[dict[str, Any]] = [{"items": _items(request, NOUNS)}]
    if found := _items(request, SETTINGS):
        groups.append({"title": _("Settings"), "items": found})
    return groups


def _items(request: HttpRequest, lines: tuple[Line, ...]) -> list[dict[str, Any]]:
    return [item for line in lines if (item := _item(request, *line))]


def _item(request: HttpRequest, name: str, icon: str, title: Any, also: tuple[str, ...] = ()) -> dict[str, Any] | None:
    """A line of the sidebar, or None where the page is not there or not open to this person."""
    link = link_to(name)
    if link is None or not _may_view(request.user, name):
        return None
    app = name.removeprefix("admin:").split("_")[0]
    others = [reverse("admin:app_list", args=[app]) + f"{model}/" for model in also]
    active = request.path == link if name == "admin:index" else request.path.startswith((link, *others))
    badge = BADGES[name](request.user) if name in BADGES else 0
    return {"title": title, "icon": icon, "link": link, "active": active, "badge": badge or ""}


def link_to(name: str, *args: Any) -> str | None:
    """The address of a page, or None where no app has built it yet."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return None


def _may_view(user: Any, name: str) -> bool:
    if name == "admin:index":
        return True
    app, model, _page = name.removeprefix("admin:").split("_")
    return user.has_perm(f"{app}.view_{model}") or user.has_perm(f"{app}.change_{model}")


def tabs(request: HttpRequest) -> list[dict[str, Any]]:
    """Lists that stand under one noun, as tabs over each of them."""
    return [
        {"models": [f"{app}.{model}" for model, _title in models], "items": list(_tab_items(request, app, models))}
        for app, models in TABS
    ]


def _tab_items(request: HttpRequest, app: str, models: Any) -> Iterator[dict[str, Any]]:
    for model, title in models:
        name = f"admin:{app}_{model}_changelist"
        link = link_to(name)
        if link is not None and _may_view(request.user, name):
            active = request.path.startswith(link)
            yield {"title": title, "link": link, "active": active}


def overdue_complaints(user: Any) -> int:
    """How many complaints of this person's areas have a clock that ran out; none where they act on none."""
    if not user.has_perm("complaints.change_complaint") and user.role != Role.COUNTY_ADMIN:
        return 0
    return Complaint.objects.visible_to(user).overdue().count()


BADGES = {"admin:complaints_complaint_changelist": overdue_complaints}


def context(request: HttpRequest) -> dict[str, Any]:
    """What the header needs on every page: the inbox with its unread messages."""
    inbox = link_to("admin:reminders_message_changelist")
    if inbox is None or not request.user.is_authenticated:
        return {"inbox_url": "", "inbox_unread": 0}
    return {"inbox_url": inbox, "inbox_unread": Message.objects.visible_to(request.user).unread().count()}


def account_links(request: HttpRequest) -> list[dict[str, Any]]:
    """Links under one's own name."""
    pages = (
        ("accounts:password_change", _("Change password")),
        ("accounts:second_factor", _("Second factor")),
    )
    return [{"title": title, "link": link} for name, title in pages if (link := link_to(name))]
