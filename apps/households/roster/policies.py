"""Who may take which step with a roster import."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.communities.importing import importable
from apps.core.decisions import ALLOW, Decision, first_refusal, refuse
from apps.core.workflow import Transition
from apps.households.models.roster import RosterImport
from apps.households.roster.workflow import OFFICE, WORKFLOW


def may_upload(by: Any) -> Decision:
    """Whether somebody may upload rosters at all. Nobody in particular is a script of the administrator."""
    return first_refusal((lambda: _role(by), lambda: _has_area(by)))


def may(roster: RosterImport, step: str, by: Any) -> Decision:
    """Whether this step of this import is open to somebody now."""
    return first_refusal((lambda: _role(by), lambda: _inside(roster, by), lambda: WORKFLOW.can(roster.state, step)))


def steps_for(roster: RosterImport, by: Any) -> list[Transition]:
    """The steps to offer."""
    return [t for t in WORKFLOW.available(roster.state) if t.roles and may(roster, t.name, by)]


def _role(by: Any) -> Decision:
    if by is None or getattr(by, "role", "") in OFFICE:
        return ALLOW
    return refuse("not_your_role", _("Rosters are imported by the community manager or the county administrator."))


def _has_area(by: Any) -> Decision:
    if importable(by):
        return ALLOW
    return refuse("not_in_scope", _("No community has been given to you yet. The county administrator can do that."))


def _inside(roster: RosterImport, by: Any) -> Decision:
    if by is None or RosterImport.objects.visible_to(by).filter(pk=roster.pk).exists():
        return ALLOW
    return refuse("not_in_scope", _("This import belongs to an area that is not yours."))
