"""The access log: for auditors, to read."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.accounts.filters import AccessLogFilter
from apps.accounts.models import AccessKind, AccessLog
from apps.accounts.subjects import subject_url, subject_words
from apps.core.admin import ScopedAdmin
from apps.core.ui import chip

KIND_COLOURS = {
    AccessKind.FAILED: ("due", "error"),
    AccessKind.LOCKED: ("late", "lock"),
    AccessKind.REVEAL: ("wait", "visibility"),
    AccessKind.EXPORT: ("wait", "download"),
    AccessKind.OPEN: ("wait", "draft"),
    AccessKind.ERASED: ("late", "delete_forever"),
    AccessKind.ELSEWHERE: ("due", "person_search"),
    AccessKind.LOOKUP: ("wait", "person_search"),
}


@admin.register(AccessLog)
class AccessLogAdmin(ScopedAdmin):
    """Who logged in, and who saw or took what is sensitive. Nobody edits it, here or elsewhere."""

    filterset_class = AccessLogFilter
    list_display = ("when", "who", "what", "about", "field_word", "reason", "address")
    list_display_links = None
    list_select_related = ("staff",)
    empty_title = gettext_lazy("Nothing recorded yet")
    empty_text = gettext_lazy("Log-ins, looks at sensitive values, exports and opened files stand here.")
    actions = None

    @admin.display(description=gettext_lazy("when"), ordering="at")
    def when(self, row: AccessLog) -> str:
        return f"{timezone.localtime(row.at):%Y-%m-%d %H:%M:%S}"

    @admin.display(description=gettext_lazy("who"), ordering="staff")
    def who(self, row: AccessLog) -> str:
        return f"{row.staff.name} ({row.staff.username})" if row.staff else _("unknown")

    @admin.display(description=gettext_lazy("what"), ordering="kind")
    def what(self, row: AccessLog) -> SafeString:
        kind, icon = KIND_COLOURS.get(AccessKind(row.kind), ("neutral", ""))
        return chip(kind, row.get_kind_display(), icon=icon)

    @admin.display(description=gettext_lazy("subject"), ordering="subject")
    def about(self, row: AccessLog) -> str | SafeString:
        words, url = subject_words(row.subject), subject_url(row.subject)
        return format_html('<a class="aj-link" href="{}">{}</a>', url, words) if url else words

    @admin.display(description=gettext_lazy("field"), ordering="field")
    def field_word(self, row: AccessLog) -> str:
        return subject_words(row.subject, field=row.field)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
