"""The inbox of staff, and what was sent about their communities."""

from typing import Any

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.core import ui
from apps.core.admin import ScopedAdmin
from apps.core.errors import DomainError
from apps.reminders.actions import message_read, message_retry, messages_read_all
from apps.reminders.inbox import entries, inbox_of
from apps.reminders.models import Message, OutgoingMessage
from apps.reminders.words import worded

PAGE = 30


def _sent_url(user: Any) -> str:
    may = user.has_perm("reminders.view_outgoingmessage")
    return reverse("admin:reminders_outgoingmessage_changelist") if may else ""


class ReadOnly(ScopedAdmin):
    """Written by the sweep only."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Message)
class InboxAdmin(ReadOnly):
    """One's own inbox."""

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """What one was told, newest first; POST marks everything as read."""
        if request.method == "POST":
            count = messages_read_all(by=request.user)
            messages.success(
                request,
                ngettext("%(n)s message marked as read.", "%(n)s messages marked as read.", count) % {"n": count},
            )
            return HttpResponseRedirect(request.path)
        only = request.GET.get("unread") == "1"
        rows = inbox_of(request.user)
        page = Paginator(rows.unread() if only else rows, PAGE).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Inbox"),
            "entries": entries(page.object_list),
            "page": page,
            "only_unread": only,
            "sent_url": _sent_url(request.user),
            "unread": inbox_of(request.user).unread().count(),
        }
        return TemplateResponse(request, "reminders/inbox.html", context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """A message has no page of its own."""
        return HttpResponseRedirect(reverse("admin:reminders_message_changelist"))

    def get_urls(self) -> list[Any]:
        opened = self.admin_site.admin_view(self.open_view)
        return [path("<int:pk>/open/", opened, name="reminders_message_open"), *super().get_urls()]

    def open_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Mark as read, and go to what it is about."""
        message = get_object_or_404(inbox_of(request.user), pk=pk)
        if request.method == "POST":
            message_read(message=message, by=request.user)
            return HttpResponseRedirect(message.url or reverse("admin:reminders_message_changelist"))
        return HttpResponseRedirect(reverse("admin:reminders_message_changelist"))


@admin.register(OutgoingMessage)
class OutgoingAdmin(ReadOnly):
    """What went out, what waits, and what could not be sent."""

    list_display = ("subject", "to", "channel", "stand", "created")
    list_display_links = None
    list_filter = ("channel",)
    list_title = _("Messages sent")
    actions = ("try_again",)
    paginator = Paginator  # "select all" says how many, so all are counted
    empty_title = _("Nothing was sent yet")
    empty_text = _("Reminders about clocks that run out stand here, with how they went.")

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = OutgoingMessage.objects.visible_to(request.user).select_related("recipient")
        return rows.order_by("-created_at", "-pk")

    @display(description=_("message"))
    def subject(self, row: OutgoingMessage) -> str:
        return worded(row).title

    @display(description=_("recipient"))
    def to(self, row: OutgoingMessage) -> str:
        return str(row.recipient)

    @display(description=_("state"))
    def stand(self, row: OutgoingMessage) -> Any:
        if row.done_at:
            return ui.chip("done", gettext("delivered"), title=ui.exact(row.done_at))
        if row.failed_at:
            return ui.chip("late", gettext("given up"), title=row.last_error)
        if row.last_error:
            return ui.chip("due", gettext("failed, is tried again"), title=row.last_error)
        return ui.chip("wait", gettext("waits"))

    @display(description=_("created"), ordering="created_at")
    def created(self, row: OutgoingMessage) -> str:
        return ui.exact(row.created_at)

    @admin.action(description=_("Try again"), permissions=["retry"])
    def try_again(self, request: HttpRequest, queryset: Any) -> None:
        done, left = 0, 0
        for row in queryset:
            try:
                message_retry(message=row, by=request.user)
                done += 1
            except DomainError:
                left += 1
        words = gettext("%(done)s are tried again; %(left)s were not given up and stay as they are.")
        messages.success(request, words % {"done": done, "left": left})

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("reminders.change_outgoingmessage")
