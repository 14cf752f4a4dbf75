"""What can be done with a monthly report: the only writers of it.

Every action is atomic: it locks the row, asks the policy (errors.Refused), changes, appends the step, and tells
listeners after the commit (`report.<step>` with `report_id`). It returns the fresh report.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.communities.models import Community
from apps.core import clock
from apps.core.errors import InvalidInput, ensure
from apps.core.events import emit
from apps.reports import content
from apps.reports.models import MonthlyReport, ReportFigure, ReportStep
from apps.reports.policies import may, may_produce, may_write
from apps.reports.workflow import WORKFLOW

LONGEST = 4000


@transaction.atomic
def report_produce(*, community: Community, month: date, by: Any) -> tuple[MonthlyReport, bool]:
    """The community's report on a month that is over: a new draft, or the one there is (False)."""
    ensure(may_produce(community, month, by))
    # Two clicks at once: the community's row is the lock, so the second finds the first's draft.
    Community.objects.select_for_update(of=("self",)).get(pk=community.pk)
    found = MonthlyReport.objects.live().filter(community=community, month=month).first()
    if found is not None:
        return found, False
    report = MonthlyReport.objects.create(community=community, month=month, made_by=by)
    _log(report, "produce", by, to=report.state)
    return report, True


@transaction.atomic
def report_write(
    *, report: MonthlyReport, by: Any, problems: str | None = None, plan: str | None = None, annex: str | None = None
) -> MonthlyReport:
    """Write the texts of a draft; None leaves one as it is."""
    row = _locked(report)
    ensure(may_write(row, by))
    texts = {"problems": problems, "plan": plan, "annex": annex}
    changed = {name: text.strip() for name, text in texts.items() if text is not None}
    for name, text in changed.items():
        if len(text) > LONGEST:
            message = _("This is too long: at most %(most)s characters, now %(now)s.")
            raise InvalidInput(message % {"most": LONGEST, "now": len(text)}, field=name)
    changed = {name: text for name, text in changed.items() if text != getattr(row, name)}
    if changed:
        for name, text in changed.items():
            setattr(row, name, text)
        row.save()
        _log(row, "write", by, state=row.state)
    return row


@transaction.atomic
def report_confirm(*, report: MonthlyReport, by: Any, why: str = "") -> MonthlyReport:
    """The community stands by the figures: they are counted and set down with their cases."""
    row = _asked(report, "confirm", by, why)
    row.heading = content.heading_of(row)
    row.confirmed_by, row.confirmed_at = by, clock.now()
    ReportFigure.objects.bulk_create(content.set_down(row))
    return _take(row, "confirm", by, why)


@transaction.atomic
def report_reopen(*, report: MonthlyReport, by: Any, why: str = "") -> MonthlyReport:
    """Back to draft: the figures are counted anew."""
    row = _asked(report, "reopen", by, why)
    row.figures.all().delete()
    row.heading, row.confirmed_by, row.confirmed_at = {}, None, None
    return _take(row, "reopen", by, why)


@transaction.atomic
def report_submit(*, report: MonthlyReport, by: Any, why: str = "") -> MonthlyReport:
    """Send it to the township. What was confirmed is sealed with a hash and never changes again."""
    row = _asked(report, "submit", by, why)
    row.submitted_by, row.submitted_at = by, clock.now()
    row.content_hash = content.digest(row)
    return _take(row, "submit", by, why)


@transaction.atomic
def report_acknowledge(*, report: MonthlyReport, by: Any, why: str = "") -> MonthlyReport:
    """The township has read it and has no questions."""
    row = _asked(report, "acknowledge", by, why)
    row.decided_by, row.decided_at = by, clock.now()
    return _take(row, "acknowledge", by, why)


@transaction.atomic
def report_return(*, report: MonthlyReport, by: Any, why: str) -> MonthlyReport:
    """The township has questions, which `why` asks."""
    row = _asked(report, "return", by, why)
    row.decided_by, row.decided_at = by, clock.now()
    return _take(row, "return", by, why)


@transaction.atomic
def report_correct(*, report: MonthlyReport, by: Any, why: str) -> MonthlyReport:
    """Begin a new version, as a draft with the texts of the old one, which stays as it was. Returns the new one."""
    old = _take(_asked(report, "correct", by, why), "correct", by, why)
    new = MonthlyReport.objects.create(
        community=old.community,
        month=old.month,
        version=old.version + 1,
        problems=old.problems,
        plan=old.plan,
        annex=old.annex,
        replaces=old,
        made_by=by,
    )
    _log(new, "produce", by, to=new.state, why=why)
    return new


BY_STEP: dict[str, Callable[..., MonthlyReport]] = {
    "confirm": report_confirm,
    "reopen": report_reopen,
    "submit": report_submit,
    "acknowledge": report_acknowledge,
    "return": report_return,
    "correct": report_correct,
}


def is_as_submitted(report: MonthlyReport) -> bool:
    """Whether what is stored still gives the hash that was taken at submission."""
    return bool(report.content_hash) and content.digest(report) == report.content_hash


def _locked(report: MonthlyReport) -> MonthlyReport:
    rows = MonthlyReport.objects.select_for_update(of=("self",)).select_related("community__township")
    return rows.get(pk=report.pk)


def _asked(report: MonthlyReport, step: str, by: Any, why: str) -> MonthlyReport:
    row = _locked(report)
    ensure(may(row, step, by, why=why))
    return row


def _take(row: MonthlyReport, step: str, by: Any, why: str) -> MonthlyReport:
    before, after = WORKFLOW.move(row, step)
    row.save()
    _log(row, step, by, state=before, to=after, why=why)
    emit(f"report.{step}", report_id=row.pk)
    return row


def _log(row: MonthlyReport, step: str, by: Any, *, state: str = "", to: str = "", why: str = "") -> None:
    ReportStep.objects.create(
        report=row, community_id=row.community_id, step=step, from_state=state, to_state=to or state, by=by,
        why=why.strip(),
    )  # fmt: skip
