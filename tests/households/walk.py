"""Samples of households for the walk over every address."""

from typing import Any

from apps.core.periods import since
from apps.core.sheets.actions import sheet_upload
from apps.core.sheets.work import sheet_work
from apps.households.models import (
    Asset,
    BankAccount,
    ClassPeriod,
    Consent,
    Contact,
    Debt,
    Erasure,
    Expense,
    GuaranteeCheck,
    Income,
    LifeEvent,
    LikelyHouseholds,
    LikelyPair,
    MemberSkill,
    MergeRecord,
    Presence,
    RosterImport,
    Skill,
    Transfer,
    VegetableSpending,
)
from apps.households.people.nouns import NOUNS
from tests.accounts.factories import StaffFactory
from tests.communities.factories import CommunityFactory
from tests.harness.walk import Side
from tests.households.factories import (
    MOVED_IN,
    HouseholdFactory,
    MemberFactory,
    MembershipFactory,
    OccupancyFactory,
    id_number,
)
from tests.households.rosters import ROSTER, household, lines, person, xlsx


def roster(side: Side) -> RosterImport:
    """An import that touches this side's community only, read and ready to be looked at."""
    rows = lines(household("W1", side.community.name, person(side.mark)))
    made = sheet_upload(register=ROSTER, by=None, name=f"{side.mark}.xlsx", data=xlsx(rows), start=False)
    sheet_work(sheet_import=made)
    return RosterImport.objects.get(pk=made.pk)


def _needed(model: Any, name: str) -> bool:
    field = model._meta.get_field(name)
    return not (field.blank or field.has_default()) or name in {"course", "school"}


def _any(model: Any, name: str) -> Any:
    return model._meta.get_field(name).choices[0][0]


def _facts(side: Side, more: dict[str, Any]) -> dict[str, Any]:
    return {
        "households.income": Income.objects.create(year=2025, source="wage", amount=1, **more),
        "households.expense": Expense.objects.create(year=2025, kind="medical", amount=1, note=side.mark, **more),
        "households.vegetablespending": VegetableSpending.objects.create(phase="after", yuan_a_month=1, **more),
        "households.guaranteecheck": GuaranteeCheck.objects.create(
            guarantee="food", result="pass", note=side.mark, **more
        ),
        "households.asset": Asset.objects.create(kind="car", note=side.mark, **more),
        "households.debt": Debt.objects.create(kind="living", amount=1, lender="kin", note=side.mark, **more),
        "households.classperiod": ClassPeriod.objects.get(household=more["household"]),
    }


def objects(side: Side) -> dict[str, Any]:
    home = HouseholdFactory(community=side.community, code=f"W-{side.mark}"[:20], origin_village=side.mark)
    member = MemberFactory(community=side.community, name=side.mark)
    member.set_id_number(id_number(1 + side.community.pk % 900))
    member.save()
    twin = MemberFactory(community=side.community, name=side.mark)
    OccupancyFactory(household=home, dwelling=side["communities.dwelling"])
    presence = Presence.objects.create(
        community=side.community, household=home, status="permanent", place=side.mark, period=since(MOVED_IN)
    )
    own = {"member": member, "community": side.community}
    for noun in NOUNS.values():
        first = {"work": "farming", "course": side.mark, "school": side.mark, "grade": 1}
        row = {name: first.get(name) or _any(noun.model, name) for name in noun.inputs if _needed(noun.model, name)}
        side.found[noun.model._meta.label_lower] = noun.model._default_manager.create(
            **own, **row, **dict.fromkeys(noun.secret, side.mark), period=since(MOVED_IN)
        )
    more = {"household": home, "community": side.community}
    return {
        **_facts(side, more),
        "households.presence": presence,
        "households.skill": Skill.objects.get_or_create(name="砌砖")[0],
        "households.contact": Contact.objects.create(**own, phone="13800001111", note=side.mark),
        "households.memberskill": MemberSkill.objects.create(**own, words=side.mark),
        "households.household": home,
        "households.likelyhouseholds": LikelyHouseholds.objects.create(
            first=home, second=HouseholdFactory(community=side.community, code=f"V-{side.mark}"[:20]), reasons=["head"]
        ),
        "households.likelypair": LikelyPair.objects.create(first=member, second=twin, reasons=["name_birth"]),
        "households.consent": Consent.objects.create(
            community=side.community, household=home, purpose="sharing", recipient=side.mark, signed_on=MOVED_IN
        ),
        "households.bankaccount": BankAccount.objects.create(
            community=side.community, household=home, use="subsidy", bank=side.mark, number="62220202", last4="0202"
        ),
        "households.erasure": Erasure.objects.create(
            community=side.community, household=home, due_on=MOVED_IN, why=side.mark
        ),
        "households.mergerecord": MergeRecord.objects.create(
            community=side.community, kept=member.pk, dropped=0, why=side.mark, journal="[]"
        ),
        "households.member": member,
        "households.rosterimport": roster(side),
        "households.membership": MembershipFactory(household=home, member=member),
        "households.lifeevent": LifeEvent.objects.create(
            kind="move", happened_on=MOVED_IN, members=[member.pk], note=side.mark, **more
        ),
        "households.transfer": Transfer.objects.create(
            to_community=CommunityFactory(), happens_on=MOVED_IN, why=side.mark, asked_by=StaffFactory(), **more
        ),
    }


def _row(side: Side, key: str, label: str) -> dict[str, Any]:
    return {"object_id": side["households.member"].pk, "key": key, "row": side[label].pk}


ROUTES: dict[str, Any] = {
    "admin:households_household_preview": lambda side: {"object_id": side["households.household"].pk, "key": "birth"},
    "api:household-record": lambda side: {"pk": side["households.household"].pk, "event": "birth"},
    "api:transfer-step": lambda side: {"pk": side["households.transfer"].pk, "step": "withdraw"},
    "admin:households_household_do": lambda side: {"object_id": side["households.household"].pk, "key": "presence"},
    "admin:households_member_do": lambda side: _row(side, "employment", "households.employment"),
    "admin:households_member_press": lambda side: _row(side, "call-first", "households.contact"),
    "admin:households_member_details": lambda side: {
        "object_id": side["households.member"].pk, "row": side["households.healthrecord"].pk,
    },
}  # fmt: skip

_SKILLS = "the county's words for skills"
COMMON = {f"admin:households_skill_{name}": _SKILLS for name in ("change", "history", "delete")}
