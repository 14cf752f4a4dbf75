"""Every life event as staff choose it: its words, what it asks for, the action behind it. Dialogs and API read it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.decisions import Decision
from apps.core.errors import keeping_refusals
from apps.households.actions import families, marriages, people
from apps.households.actions.corrections import event_cancel, event_correct
from apps.households.actions.transfers import transfer_request
from apps.households.file import HOUSEHOLD_CHANGES, HOW_THEY_LIVE, PUT_RIGHT, SOMEBODY_COMES, SOMEBODY_GOES
from apps.households.life import forms
from apps.households.life.marriage_form import MarriageForm
from apps.households.life.policies import may_record
from apps.households.models import Household, LifeEvent
from apps.households.transfers.policies import may_ask

Made = Any  # a LifeEvent or a Transfer
AFTER_LEAVING = partial(may_record, after_leaving=True)


@dataclass(frozen=True, slots=True)
class Verb:
    """One thing that can be recorded. `form(household, user, data)` asks; `act(household, by, answers)` does it."""

    key: str
    words: Any
    icon: str
    form: type[Any]
    action: Callable[..., Made]
    group: Any
    hint: Any = ""
    allowed: Callable[[Household, Any], Decision] = may_record

    @property
    def also_after_leaving(self) -> bool:
        """Open also of a household that has left the register."""
        return self.allowed is AFTER_LEAVING

    def act(self, household: Household, by: Any, form: Any) -> Made:
        """Do it with the answers of a valid form."""
        return self.action(household=household, by=by, **form.answers())


def correct(*, household: Household, by: Any, event: LifeEvent, what: str, why: str, **given: Any) -> LifeEvent:
    """Take an event back, or put its day or document right."""
    if what == "cancel":
        return event_cancel(event=event, by=by, why=why)
    document = given.get("document") or event.document
    return event_correct(
        event=event, by=by, why=why, happened_on=given.get("happened_on") or event.happened_on, document=document
    )


VERBS = {
    verb.key: verb
    for verb in (
        Verb("birth", _("Birth"), "child_friendly", forms.BirthForm, people.birth_record, SOMEBODY_COMES),
        Verb("marriage-in", _("Married in"), "favorite", forms.MarriageInForm, people.marriage_in_record,
             SOMEBODY_COMES, _("Who belongs to a household already is married in the event “Marriage”.")),
        Verb("return", pgettext_lazy("button", "Return"), "login", forms.ReturnForm, people.return_record,
             SOMEBODY_COMES, allowed=AFTER_LEAVING),
        Verb("death", _("Death"), "deceased", forms.DeathForm, people.death_record, SOMEBODY_GOES),
        Verb("marriage-out", _("Married out"), "heart_arrow", forms.MarriageOutForm, people.marriage_out_record,
             SOMEBODY_GOES, _("To another community: ask for a transfer.")),
        Verb("departure", _("Departure"), "logout", forms.DepartureForm, people.departure_record, SOMEBODY_GOES),
        Verb("marriage", _("Marriage"), "diversity_1", MarriageForm, marriages.marriage_record,
             HOUSEHOLD_CHANGES, _("Of two who both live in the community: whose household they live in from now on.")),
        Verb("divorce", _("Divorce"), "heart_broken", forms.SplitForm, families.divorce_record, HOUSEHOLD_CHANGES,
             _("One of the two founds a household of their own; both may stay in the same flat.")),
        Verb("head", _("Change of head"), "badge", forms.HeadForm, families.head_change, HOUSEHOLD_CHANGES),
        Verb("split", _("Split"), "call_split", forms.SplitForm, families.household_split, HOUSEHOLD_CHANGES),
        Verb("merge", _("Merge into another"), "merge", forms.MergeForm, families.household_merge, HOUSEHOLD_CHANGES,
             _("Everybody joins the other household; this one leaves the register.")),
        Verb("move", _("Other dwelling"), "door_open", forms.MoveForm, families.dwelling_move, HOW_THEY_LIVE),
        Verb("transfer", _("Transfer to another community"), "move_up", forms.TransferForm, transfer_request,
             HOUSEHOLD_CHANGES, _("Nothing moves until the other community accepts. Whoever asks cannot accept."),
             may_ask),
        Verb("correct", _("Correct an event"), "undo", forms.CorrectionForm, correct, PUT_RIGHT,
             _("What it changed is put back; the mistake and its correction both stay on record."),
             AFTER_LEAVING),
    )
}  # fmt: skip


class Rehearsed(Exception):
    """Carries the event out of the transaction that is given up."""

    def __init__(self, seen: Any) -> None:
        self.seen = seen
        super().__init__("rehearsed")


def rehearse(act: Callable[[], Made], look: Callable[[Made], Any]) -> Any:
    """Do it, look at what came of it, and take everything back: nothing stays and nobody is told."""
    try:
        with keeping_refusals():
            raise Rehearsed(look(act()))
    except Rehearsed as rehearsed:
        return rehearsed.seen
