"""The tab “Settling in” of a household's file, its dialog, and what stands among its concerns and events."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core import clock, ui
from apps.followups.assessing.actions import stage_decide
from apps.followups.assessing.admin.panel import settling
from apps.followups.assessing.due import moments_due, to_decide
from apps.followups.assessing.evidence import stage_proposed
from apps.followups.assessing.forms import DecideForm
from apps.followups.assessing.policies import VIEWS, may_decide
from apps.followups.assessing.stages import ORDER, Stage
from apps.followups.models import IntegrationStage
from apps.households.file import (
    HOW_THEY_LIVE,
    Concern,
    Dialog,
    Entry,
    Panel,
    add_concerns,
    add_dialog,
    add_panel,
    add_timeline,
)
from apps.households.models import Household


def _concerns(household: Household, user: Any) -> Iterable[Concern]:
    """Fallen back, to be decided, or an assessment due."""
    if household.left_on or not user.has_perm(VIEWS):
        return
    here = f"{reverse('admin:households_household_change', args=[household.pk])}?tab=integration"
    way, today, own = _("Settling in"), clock.today(), Household.objects.filter(pk=household.pk)
    fallen = IntegrationStage.objects.current().fallen_back().filter(household=household).first()
    if fallen is not None and fallen.started:
        said = _("in the stage “%(stage)s” again since %(day)s") % {
            "stage": fallen.get_stage_display(),
            "day": ui.exact(fallen.started),
        }
        yield Concern("late", _("Fallen back in settling in"), said, here, way, "trending_down")
    if own.filter(pk__in=to_decide(today).values("pk")).exists():
        said = _("They told how they settle in; the stage is not decided since.")
        yield Concern("due", _("Stage of integration to be decided"), said, here, way, "how_to_reg")
    if own.filter(pk__in=moments_due(today).values("pk")).exists():
        said = _("The five capitals are to be asked at this moment after the move.")
        yield Concern("due", _("Assessment of the livelihood due"), said, here, way, "donut_large")


def _events(household: Household, user: Any) -> Iterable[Entry]:
    rows = IntegrationStage.objects.visible_to(user).filter(household=household).order_by("period", "pk")
    before: IntegrationStage | None = None
    for row in rows:
        back = before is not None and ORDER.index(Stage(row.stage)) < ORDER.index(Stage(before.stage))
        words = _("Settling in: fallen back to “%(stage)s”") if back else _("Settling in: stage “%(stage)s”")
        text = words % {"stage": row.get_stage_display()}
        kind = "late" if back else ""
        if row.started:
            yield Entry(row.started, text, kind=kind, note=row.why, topic="home", icon="diversity_3")
        before = row


def _form(household: Household, user: Any, data: Any) -> DecideForm:
    proposed = stage_proposed(household).stage
    form = DecideForm(data, initial={"start": clock.today(), "stage": proposed})
    said = _("The evidence speaks for “%(stage)s”.") % {"stage": proposed.label} if proposed else _("Nobody asked yet.")
    form.fields["stage"].help_text = said
    return form


def _decide(household: Household, user: Any, answers: dict[str, Any]) -> None:
    stage_decide(household=household, by=user, **answers)


add_panel(
    Panel(
        "integration", gettext_lazy("Settling in"), "followups/settling_panel.html", settling,
        may=lambda user: user.has_perm(VIEWS), place=43, group="contact",
    )
)  # fmt: skip
add_concerns(_concerns)
add_timeline(_events, deep=True)
add_dialog(
    Dialog(
        key="stage",
        words=gettext_lazy("Decide on the stage of integration"),
        icon="how_to_reg",
        form=_form,
        act=_decide,
        may=lambda household, user: bool(may_decide(household, user)),
        hint=gettext_lazy("The evidence proposes, you decide. What is decided may also be an earlier stage."),
        group=HOW_THEY_LIVE,
    )
)
