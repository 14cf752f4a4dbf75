"""Who acts where no person does."""

from typing import Any, ClassVar

from apps.core.scope import COUNTY, Scope


class Script:
    """The county's own script (a command of the operator): acts for the whole county, and stands in logs by its label.

    `role` is that of the county administrator, as whose tool it runs.
    """

    pk = None
    role = "county_admin"
    label = "script"
    is_active = is_authenticated = True
    is_anonymous = False
    scope: ClassVar[Scope] = COUNTY

    def has_perm(self, permission: str, obj: Any = None) -> bool:
        return True


SCRIPT = Script()


def person(by: Any) -> Any:
    """Who acted, as a log row keeps it: the staff member, or None for a script."""
    return by if getattr(by, "pk", None) is not None else None


def label_of(by: Any) -> str:
    """What a log row calls somebody who is no staff member; empty for staff."""
    return str(getattr(by, "label", "")) if person(by) is None else ""
