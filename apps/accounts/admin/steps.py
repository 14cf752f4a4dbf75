"""Steps on an account that are confirmed on a page of their own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.accounts import actions
from apps.accounts.models import Staff


@dataclass(frozen=True)
class Step:
    """What the button says, what the page asks, what is done, and what is said afterwards.

    `do(by, staff, address)` may return a password for one use. `when(staff)` tells whether the button is there; the
    staff member carries the columns of `with_security`.
    """

    word: Any
    question: Any
    done: Any
    do: Callable[[Any, Staff, str | None], str | None]
    when: Callable[[Any], bool]
    danger: bool = False


def _close(by: Any, staff: Staff, address: str | None) -> None:
    actions.staff_close(by=by, staff=staff)


def _open(by: Any, staff: Staff, address: str | None) -> None:
    actions.staff_open(by=by, staff=staff)


STEPS: dict[str, Step] = {
    "reset_password": Step(
        _("Reset password"),
        _("The person gets a password for one use, which is shown to you once. Their open sessions end."),
        "",
        lambda by, staff, address: actions.password_reset(by=by, staff=staff, address=address),
        lambda staff: staff.is_active,
    ),
    "unlock": Step(
        _("Lift the lockout"),
        _("The account opens at once, although the password was wrong too often. Ask the person whether it was them."),
        _("The account is open again."),
        lambda by, staff, address: actions.staff_unlock(by=by, staff=staff, address=address),
        lambda staff: staff.wrong_try_at is not None,
    ),
    "reset_second_factor": Step(
        _("Reset second factor"),
        _("For a lost phone: the password alone opens the account until a new one is set up. Make sure it is them."),
        _("The second factor is reset."),
        lambda by, staff, address: actions.second_factor_remove(by=by, staff=staff, address=address),
        lambda staff: staff.has_second_factor,
    ),
    "close_account": Step(
        _("Close the account"),
        _("The person cannot log in any more, and open sessions end. Nothing is deleted: the history keeps the name."),
        _("The account is closed."),
        _close,
        lambda staff: staff.is_active,
        danger=True,
    ),
    "open_account": Step(
        _("Open the account again"),
        _("The person can log in again, with the areas that stand here."),
        _("The account is open again."),
        _open,
        lambda staff: not staff.is_active,
    ),
}
