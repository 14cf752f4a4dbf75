"""Who may change questionnaires, and when a draft may be published."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core.decisions import ALLOW, Decision, first_refusal, refuse
from apps.core.permits import has_permission
from apps.core.workflow import leaves_from
from apps.instruments.models import Instrument, InstrumentVersion
from apps.instruments.workflow import WORKFLOW, VersionState

CHANGE = "instruments.change_instrumentversion"


def may_make(by: Any) -> Decision:
    """Whether `by` may add a questionnaire."""
    return has_permission(by, "instruments.add_instrument")


def may_retire(instrument: Instrument, by: Any) -> Decision:
    """Whether `by` may take a questionnaire out of use."""
    return first_refusal(
        (
            lambda: has_permission(by, "instruments.change_instrument"),
            lambda: ALLOW if instrument.retired_on is None else refuse("retired", _("It is out of use already.")),
        )
    )


def may_restore(instrument: Instrument, by: Any) -> Decision:
    """Whether `by` may take a questionnaire into use again."""
    return first_refusal(
        (
            lambda: has_permission(by, "instruments.change_instrument"),
            lambda: ALLOW if instrument.retired_on else refuse("not_retired", _("It is in use.")),
        )
    )


def may_draft(instrument: Instrument, by: Any) -> Decision:
    """Whether `by` may begin a new version: one draft at a time."""
    return first_refusal((lambda: has_permission(by, CHANGE), lambda: _no_draft(instrument)))


def _no_draft(instrument: Instrument) -> Decision:
    if not instrument.versions.filter(state=VersionState.DRAFT).exists():
        return ALLOW
    return refuse("draft_open", _("This questionnaire already has a draft. Go on with that one."))


def may_write(version: InstrumentVersion, by: Any) -> Decision:
    """Whether `by` may change what a version asks: only a draft changes."""
    return first_refusal((lambda: has_permission(by, CHANGE), lambda: _is_draft(version)))


def _is_draft(version: InstrumentVersion) -> Decision:
    if version.state == VersionState.DRAFT:
        return ALLOW
    return refuse("published", _("This version is published and stays as it is. Begin a new version to change it."))


def may(version: InstrumentVersion, step: str, by: Any, inputs: Mapping[str, Any] | None = None) -> Decision:
    """Whether `by` may take this step with a version: publish it if it has questions and differs from the last one."""
    transition = WORKFLOW.by_name[step]
    return first_refusal(
        (
            lambda: has_permission(by, CHANGE),
            lambda: leaves_from(VersionState, version.state, transition),
            lambda: _asks(version),
            lambda: _differs(version),
        )
    )


def _asks(version: InstrumentVersion) -> Decision:
    if any(group.get("questions") for group in version.content.get("groups", [])):
        return ALLOW
    return refuse("no_questions", _("There is no question yet. Add one first."))


def _differs(version: InstrumentVersion) -> Decision:
    last = version.instrument.versions.filter(state=VersionState.PUBLISHED).order_by("-number").first()
    if last is None or last.content_hash != version.content_hash:
        return ALLOW
    return refuse("unchanged", _("Nothing differs from the version that is in use."))
