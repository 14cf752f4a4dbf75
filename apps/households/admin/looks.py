"""Who opened this file: on the file, for those who answer for it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.accounts.models import AccessLog
from apps.accounts.subjects import subject_words
from apps.core import ui
from apps.households.file import Panel, add_panel
from apps.households.models import Household, Membership, MergeRecord

SHOWN = 100
SEES_LOOKS = "households.see_looks"


def looks_context(household: Household, user: Any) -> dict[str, Any]:
    """Looks at the household and at everybody who belongs or belonged to it, latest first. Three queries."""
    names = dict(Membership.objects.filter(household=household).order_by().values_list("member_id", "member__name"))
    names |= {key: names[kept] for key, kept in MergeRecord.objects.merged_into(names).items()}
    subjects = [f"households.household:{household.pk}", *(f"households.member:{key}" for key in names)]
    rows = AccessLog.objects.about(subjects).select_related("staff").order_by("-at", "-pk")[:SHOWN]
    return {
        "look_headers": [_("when"), _("staff member"), _("role"), _("what"), _("subject"), _("reason")],
        "looks": [
            [
                ui.exact(row.at),
                row.staff.name if row.staff else "—",
                row.staff.get_role_display() if row.staff else "—",
                _what(row),
                _whom(row.subject, names),
                row.reason or "—",
            ]
            for row in rows
        ],
    }


def _what(row: AccessLog) -> str:
    field = subject_words(row.subject, field=row.field) if row.field else ""
    return f"{row.get_kind_display()} · {field}" if field else str(row.get_kind_display())


def _whom(subject: str, names: dict[int, str]) -> str:
    model, _sep, key = subject.partition(":")
    return names.get(int(key), "—") if model == "households.member" else str(_("household"))


add_panel(
    Panel(
        "looks",
        gettext_lazy("Who looked"),
        "households/panel_looks.html",
        looks_context,
        may=lambda user: user.has_perm(SEES_LOOKS),
        group="privacy",
        place=90,
    )
)
