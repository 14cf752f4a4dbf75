"""What stands on a household's card. It hangs where neighbours read it: no identity number, no birth date, no health,
no income, telephones masked."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from apps.accounts.models import Staff
from apps.accounts.roles import Role
from apps.core import clock, ui
from apps.core.typeset import page_words
from apps.households.known import CHILD, known
from apps.households.models import GuaranteeCheck, Household, Insurance, Member, Membership
from apps.households.reaching import reach_of
from apps.households.vocabulary import Guarantee, HouseholdClass, InsuranceBranch

LANGUAGE = "zh-hans"  # the card is for the household, whatever the clerk reads


@dataclass(frozen=True)
class Card:
    """The card as words: titles with (label, value) pairs, and tables with a header row."""

    title: str
    community: str
    written_on: str
    facts: list[tuple[str, str]]
    people_title: str
    people: list[tuple[str, ...]]
    guarantees_title: str
    guarantees: list[tuple[str, str]]
    benefits_title: str
    benefits: list[str]
    contacts_title: str
    contacts: list[tuple[str, str]]
    note: str
    page_words: tuple[str, str, str]


def card_of(household: Household) -> Card:
    """The card of today, in Chinese. A fixed number of queries."""
    with translation.override(LANGUAGE):
        return Card(
            title=_("Card of the household"),
            community=household.community.name,
            written_on=ui.exact(clock.today()),
            facts=_facts(household),
            people_title=_("Members"),
            people=_people(household),
            guarantees_title=_("Guarantees"),
            guarantees=_guarantees(household),
            benefits_title=_("Measures and benefits"),
            benefits=_benefits(household),
            contacts_title=_("Whom to call"),
            contacts=_contacts(household),
            note=_("As registered on %(day)s. If something is wrong, tell the grid worker.") % {
                "day": ui.exact(clock.today()),
            },
            page_words=page_words(),
        )  # fmt: skip


def _facts(household: Any) -> list[tuple[str, str]]:
    held, head, reached = known(household).occupancy, known(household).head, reach_of(household, None)
    missing = _("not collected")
    area = held.dwelling.area_m2 if held else None
    told = [
        (_("head"), head.member.name if head else missing),
        (_("household code"), household.code),
        (_("dwelling"), held.dwelling.label if held else _("no dwelling")),
        (_("floor area"), f"{area:.0f} m²" if area else missing),
        (_("household class"), household.get_kind_display() or missing),
        (_("origin village"), household.origin_village or missing),
        (_("moved in"), ui.exact(household.moved_in_on) if household.moved_in_on else missing),
        (_("phone"), reached.phone if reached and reached.phone else missing),
    ]
    return [(str(capfirst(label)), str(value)) for label, value in told]


def _people(household: Household) -> list[tuple[str, ...]]:
    missing = _("not collected")
    people = known(household).people
    insured = _insurance(people)
    branches = [str(branch.label) for branch in InsuranceBranch]
    header = (_("name"), _("relation to the head"), _("sex"), _("age"), *branches)
    rows = [
        (
            row.member.name,
            str(row.get_relation_display() or missing),
            str(row.member.get_sex_display() or missing),
            missing if row.member.age is None else str(row.member.age),
            *(_insured(row.member, branch, insured) for branch in InsuranceBranch),
        )
        for row in people
    ]
    return [tuple(str(capfirst(word)) for word in header), *rows]


def _insurance(people: list[Membership]) -> dict[tuple[int, str], Insurance]:
    """How each of them is insured today. One query."""
    rows = Insurance.objects.current().filter(member__in=[row.member_id for row in people]).order_by("pk")
    return {(row.member_id, row.branch): row for row in rows}


def _insured(member: Member, branch: str, insured: dict[tuple[int, str], Insurance]) -> str:
    """The scheme; children cannot be in the old-age insurance, and nothing is missing there."""
    if (row := insured.get((member.pk, branch))) is not None:
        return str(row.get_scheme_display())
    child = member.age is not None and member.age < CHILD
    return "—" if child and branch == InsuranceBranch.OLD_AGE else _("not collected")


def _guarantees(household: Household) -> list[tuple[str, str]]:
    """Each of the six with what its newest check found, and when."""
    newest: dict[str, GuaranteeCheck] = {}
    rows = GuaranteeCheck.objects.counting().filter(household=household, checked_on__lte=clock.today())
    for row in rows.order_by("-checked_on", "-pk"):
        newest.setdefault(row.guarantee, row)
    told = []
    for guarantee in Guarantee:
        check = newest.get(guarantee)
        words = f"{check.get_result_display()} {ui.exact(check.checked_on)}" if check else _("unchecked")
        told.append((str(guarantee.label), words))
    return told


def _benefits(household: Any) -> list[str]:
    """What the register knows of; money and health stay off the wall."""
    told = []
    if household.kind in {HouseholdClass.SUBSISTENCE, HouseholdClass.EXTREMELY_POOR}:
        told.append(str(household.get_kind_display()))
    if household.title_issued is not None:
        told.append(
            _("Title of the flat: issued") if household.title_issued else _("Title of the flat: not issued yet")
        )
    if household.old_house:
        told.append(_("Old house: %(state)s") % {"state": household.get_old_house_display()})
    if household.contract_land_mu is not None:
        told.append(_("Contracted land: %(area)s mu; it stays theirs") % {"area": ui.plain(household.contract_land_mu)})
    return told or [_("Nothing is registered yet.")]


def _contacts(household: Household) -> list[tuple[str, str]]:
    """The manager, the grid worker of the building, the duty telephone, and where a report is followed."""
    held, community = known(household).occupancy, household.community
    area = Q(assignments__community=community, role__in=(Role.COMMUNITY_MANAGER, Role.GRID_WORKER))
    if held is not None:
        area |= Q(assignments__building=held.dwelling.building_id, role=Role.GRID_WORKER)
    near = Staff.objects.filter(area, is_active=True).order_by("role", "name", "pk").distinct()
    own_building = set(
        near.filter(assignments__building=held.dwelling.building_id).values_list("pk", flat=True) if held else ()
    )
    told = []
    for role in (Role.COMMUNITY_MANAGER, Role.GRID_WORKER):
        people = [staff for staff in near if staff.role == role]
        nearest = [staff for staff in people if staff.pk in own_building] or people
        if nearest:
            words = "、".join(f"{staff.name} {staff.phone}".strip() for staff in nearest[:2])
            told.append((str(capfirst(Role(role).label)), words))
    if community.phone:
        told.append((str(capfirst(_("duty telephone"))), community.phone))
    told.append(
        (_("Report something"), settings.PUBLIC_URL.rstrip("/") + reverse("portal:home", args=[community.slug]))
    )
    told.append((_("Follow a report"), settings.PUBLIC_URL.rstrip("/") + reverse("portal:find")))
    return told
