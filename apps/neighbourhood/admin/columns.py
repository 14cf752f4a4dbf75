"""What the staff's pages of community life share."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.core.admin import ScopedAdmin
from apps.core.deeds import Deed, DeedPages
from apps.core.forms import WhyForm
from apps.core.story import story
from apps.core.workflow import Transition
from apps.neighbourhood.actions import BY_STEP
from apps.neighbourhood.looks import state_chip
from apps.neighbourhood.policies import may_plan

CAREFUL = ("cancel", "reverse", "settle")


class LifePages(DeedPages, ScopedAdmin):
    """Pages of community life: rows are made on another page, or by their own form."""

    list_before_template = "core/links.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @display(description=_("state"), ordering="state")
    def state_column(self, row: Any) -> Any:
        return state_chip(row)

    @display(description=_("community"), ordering="community")
    def in_community(self, row: Any) -> str:
        return row.community.name


def change_url(model: str, key: Any) -> str:
    """The page of a row."""
    return reverse(f"admin:neighbourhood_{model}_change", args=[key])


def listed(model: str, query: str = "") -> str:
    """A list, narrowed."""
    address = reverse(f"admin:neighbourhood_{model}_changelist")
    return f"{address}?{query}" if query else address


def plans(row: Any, user: Any) -> Any:
    """Whether this person keeps what is the whole community's."""
    return may_plan(row.community, user)


def step_deeds(
    noun: str, steps: Mapping[str, Transition], may: Callable[..., Any], icons: Mapping[str, str],
    forms: Mapping[str, Any] | None = None, hints: Mapping[str, Any] | None = None, main: str = "",
) -> tuple[Deed, ...]:  # fmt: skip
    """A deed for each step with an action of its name; those that need a reason ask for one."""

    def deed(name: str) -> Deed:
        step = steps[name]

        def act(row: Any, user: Any, answers: dict[str, Any]) -> None:
            BY_STEP[noun][name](**{noun: row}, by=user, **answers)

        usual = (lambda row, user, data: WhyForm(data)) if "why" in step.requires else None
        form = (forms or {}).get(name, usual)
        asks: dict[str, Any] = {"form": form} if form else {}
        return Deed(
            name, step.word, act, lambda row, user: may(row, name, user), icon=icons[name],
            hint=(hints or {}).get(name, ""), main=name == main, careful=name in CAREFUL, **asks,
        )  # fmt: skip

    return tuple(deed(name) for name in BY_STEP[noun] if name in icons)


def not_decided(row: Any, may: Callable[..., Any], user: Any) -> dict[str, Any]:
    """Why this person may not decide on a row that waits for somebody: a notice on its page, or nothing."""
    decision = may(row, user)
    return {} if decision else {"said": {"kind": "wait", "words": str(decision.message), "icon": "supervisor_account"}}


def kept_as_it_is(decision: Any) -> dict[str, Any]:
    """No way to the form of a row that is not changed any more."""
    return {} if decision else {"edit_url": ""}


def told(row: Any, steps: Mapping[str, Transition], begun: Any = "") -> list[dict[str, Any]]:
    """What happened to a noun with a log."""
    return story(row.steps, {name: step.word for name, step in steps.items()}, begun or _t("Registered"))
