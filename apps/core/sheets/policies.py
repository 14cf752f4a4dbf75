"""Who may take which step with an import. The register says which roles import, and where."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core.decisions import ALLOW, Decision, first_refusal
from apps.core.models.staged_import import StagedImport
from apps.core.permits import not_in_scope, not_your_role, sees
from apps.core.sheets.register import Register, register_of
from apps.core.sheets.workflow import WORKFLOW
from apps.core.workflow import Transition


def may_upload(register: Register, by: Any) -> Decision:
    """Whether somebody may upload sheets at all. Nobody in particular is a script of the administrator."""
    return first_refusal((lambda: _role(register, by), lambda: _has_area(register, by)))


def may(sheet_import: StagedImport, step: str, by: Any) -> Decision:
    """Whether this step of this import is open to somebody now."""
    register = register_of(sheet_import.register)
    return first_refusal((
        lambda: _role(register, by),
        lambda: _inside(sheet_import, by),
        lambda: WORKFLOW.can(sheet_import.state, step),
    ))  # fmt: skip


def steps_for(sheet_import: StagedImport, by: Any) -> list[Transition]:
    """The steps to offer."""
    return [t for t in WORKFLOW.available(sheet_import.state) if t.roles and may(sheet_import, t.name, by)]


def _role(register: Register, by: Any) -> Decision:
    if by is None or getattr(by, "role", "") in register.roles:
        return ALLOW
    return not_your_role(register.texts.not_your_role)


def _has_area(register: Register, by: Any) -> Decision:
    if register.areas(by):
        return ALLOW
    return not_in_scope(_("No community has been given to you yet. The county administrator can do that."))


def _inside(sheet_import: StagedImport, by: Any) -> Decision:
    return ALLOW if by is None else sees(sheet_import, by, _("This import belongs to an area that is not yours."))
