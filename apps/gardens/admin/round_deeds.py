"""What may be done on the page of a round: its steps, registering, computing, publishing, objecting."""

from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from apps.core.deeds import Deed
from apps.core.forms import WhyForm
from apps.gardens.actions import BY_STEP, WISHES, draft_make, objection_file, request_register, round_register_all
from apps.gardens.allocation import Constraints
from apps.gardens.forms import DraftForm, NeedForm, ObjectionForm, PublishForm, SeedForm
from apps.gardens.models import GardenRound
from apps.gardens.policies import may
from apps.gardens.rules import FIRST
from apps.gardens.workflow import STEPS, State
from apps.households.asking import household_named

# The step that leads on from each state; the others lead back or out.
FORWARD = {
    State.REGISTERING: "end_registration",
    State.ELIGIBILITY: "settle_eligibility",
    State.ALLOCATION: "publish",
    State.PUBLICITY: "begin_signing",
    State.SIGNING: "begin_use",
    State.IN_USE: "close",
}
ICONS = {
    "end_registration": "how_to_reg",
    "reopen_registration": "undo",
    "settle_eligibility": "fact_check",
    "revise": "undo",
    "begin_signing": "draw",
    "begin_use": "potted_plant",
    "close": "inventory_2",
    "give_up": "block",
}
HINTS = {
    "end_registration": _("Then each household's facts are frozen and the rules judge it."),
    "settle_eligibility": _("Then the lottery seed is fixed, before anybody can compute with it."),
    "begin_signing": _("Then each household of the list is offered its plot, the others wait in their order."),
    "begin_use": _("Everybody has signed or declined."),
}


def _may(step: str) -> Any:
    return lambda row, user: may(row, step, user)


def _form(step: str) -> Any:
    """What a step asks: a reason where it needs one, the seed where it is fixed, else nothing."""
    if step == "settle_eligibility":
        return lambda row, user, data: SeedForm(data)
    if "why" in STEPS[step].requires:
        return lambda row, user, data: WhyForm(data)
    return None


def _step(step: str) -> Deed:
    def act(row: GardenRound, user: Any, answers: dict[str, Any]) -> None:
        BY_STEP[step](round=row, by=user, **answers)

    form = _form(step)
    return Deed(
        step, STEPS[step].word, act, _may(step), icon=ICONS[step], hint=HINTS.get(step, ""),
        place="next" if step in FORWARD.values() else "side", careful=step == "give_up",
        **({"form": form} if form else {}),
    )  # fmt: skip


def _register(row: GardenRound, user: Any, answers: dict[str, Any]) -> None:
    household = household_named(user, row.community, answers["household"])
    request_register(round=row, household=household, by=user, **{name: answers[name] for name in WISHES})


def _register_all(row: GardenRound, user: Any, answers: dict[str, Any]) -> str:
    number = round_register_all(round=row, by=user)
    words = ngettext("%(n)s household was registered.", "%(n)s households were registered.", number)
    return words % {"n": f"{number:,}"}


def _draft(row: GardenRound, user: Any, answers: dict[str, Any]) -> str:
    asked = Constraints(
        together=answers["together"], accessible=answers["accessible"], keep=answers["keep"],
        priority=FIRST[answers["priority"] or "waited_frail"],
    )  # fmt: skip
    draft = draft_make(round=row, by=user, name=answers["name"], constraints=asked)
    return _t("%(draft)s is computed.") % {"draft": draft}


def _publish(row: GardenRound, user: Any, answers: dict[str, Any]) -> None:
    BY_STEP["publish"](round=row, by=user, draft=answers["draft"])


def _object(row: GardenRound, user: Any, answers: dict[str, Any]) -> None:
    household = household_named(user, row.community, answers["household"])
    objection_file(round=row, household=household, by=user, text=answers["text"])


DEEDS = (
    Deed("register", STEPS["register_need"].word, _register, _may("register_need"), icon="person_add",
         place="requests", form=lambda row, user, data: NeedForm(data)),
    Deed("register-all", STEPS["register_all"].word, _register_all, _may("register_all"), icon="group_add",
         place="requests", hint=_("Every household of the register that is not registered yet.")),
    Deed("draft", STEPS["draft"].word, _draft, _may("draft"), icon="calculate", place="drafts",
         form=lambda row, user, data: DraftForm(data)),
    Deed("publish", STEPS["publish"].word, _publish, _may("publish"), icon="campaign", place="publish",
         form=lambda row, user, data: PublishForm(row, data)),
    Deed("object", STEPS["object"].word, _object, _may("object"), icon="gavel", place="objections",
         form=lambda row, user, data: ObjectionForm(data)),
    *(_step(step) for step in BY_STEP if step != "publish"),
)  # fmt: skip
