"""Finding households and people, within scope: candidates from indexes, then ranked by what really fits."""

from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.db.models.lookups import IsNull
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.accounts.actions import access_record
from apps.accounts.models import AccessKind
from apps.communities.models import Community
from apps.core import clock
from apps.core.search import Hit, Question, finder, refuse_in_address
from apps.core.text import HAN, is_id_number, tight
from apps.households.clues import (
    code_clue,
    member_clues,
    places_of,
    why_household,
    why_member,
    words_of,
)
from apps.households.models import Household, Member, Membership, Occupancy

Found = dict[tuple[int, str], tuple[int, str, str]]  # (household, title) -> (rank, what it is there, why it fits)


def households_matching(text: str) -> Q:
    """A filter on households for the search box of a list: each word says something of it or of its people today."""
    found = Q()
    for word in words_of(text):
        found &= Q(pk__in=_together(Household, [*_homes(word), *_homes_of(word)]))
    return found


def members_matching(text: str) -> Q:
    """A filter on members for the search box of a list."""
    found = Q()
    for word in words_of(text):
        found &= Q(pk__in=_people(word))
    return found


def searched_in_list(text: str) -> str:
    """The words of a list's search box, which stand in its address. Raises InvalidInput for an identity number."""
    refuse_in_address(text)
    return text


def _together(model: Any, parts: list[Any]) -> Any:
    """Keys from any of the parts. A union, not an OR: each part keeps its index, and no table is walked through."""
    first, *others = [part.order_by() for part in parts] or [model.objects.none().values("pk")]
    return first.union(*others) if others else first


def _homes(word: str) -> list[Any]:
    """Keys of households by code, room or community, each clue a query of its own."""
    code, parts = code_clue(word), []
    if code is not None:
        parts.append(Household.objects.filter(code).values("pk"))
    parts += [Occupancy.objects.current().filter(place.q()).values("household") for place in places_of(word)]
    if HAN.search(word) and len(tight(word)) > 1:
        named = Community.objects.filter(name__contains=tight(word)).order_by().values("pk")
        parts.append(Household.objects.filter(community__in=named).values("pk"))
    return parts


def _homes_of(word: str) -> list[Any]:
    """Keys of the households whose people of today fit the word."""
    people = [Member.objects.filter(clue).order_by().values("pk") for clue, _order in member_clues(word)]
    return [Membership.objects.current().filter(member__in=found).values("household") for found in people]


def _people(word: str) -> Any:
    """Keys of members who fit the word, or whose household does."""
    own = [Member.objects.filter(clue).values("pk") for clue, _order in member_clues(word)]
    homes = [Membership.objects.current().filter(household__in=keys.order_by()) for keys in _homes(word)]
    return _together(Member, [*own, *(rows.values("member") for rows in homes)])


@finder
def find_households(question: Question) -> list[Hit]:
    """Households and people. Finding somebody by identity number is recorded."""
    if not question.user.has_perm("households.view_household"):
        return []
    words = words_of(question.text)
    hits = _as_hits(question, _candidates(question, words), words)
    if is_id_number(question.text):
        for hit in hits:
            access_record(
                staff=question.user,
                kind=AccessKind.LOOKUP,
                subject=f"households.household:{hit.key}",
                field="id_number",
                address=question.address,
            )
    return hits


def _candidates(question: Question, words: list[str]) -> tuple[list[int], list[int]]:
    """Keys of members and of households that fit all words, at most `limit` from each clue of the first word."""
    people = Member.objects.visible_to(question.user).filter(_lives_somewhere())
    homes = Household.objects.visible_to(question.user)
    first, *others = sorted(words, key=lambda word: not member_clues(word))
    for word in others:
        people = people.filter(pk__in=_people(word))
    members: list[int] = []
    for clue, order in member_clues(first):
        members += people.filter(clue).order_by(*order).values_list("pk", flat=True)[: question.limit]
    households: list[int] = []
    if len(words) > 1 or code_clue(first) is not None or places_of(first):
        for word in words:
            homes = homes.filter(pk__in=_together(Household, _homes(word)))
        households += homes.order_by("code", "pk").values_list("pk", flat=True)[: question.limit]
    return members, households


def _lives_somewhere() -> Q:
    """Asked of each candidate on its own: as EXISTS the planner would begin with all memberships of the county."""
    held = Membership.objects.filter(member=OuterRef("pk"), period__holds_on=clock.today()).order_by()
    return Q(IsNull(Subquery(held.values("pk")[:1]), False))


def _as_hits(question: Question, candidates: tuple[list[int], list[int]], words: list[str]) -> list[Hit]:
    members, homes = candidates
    rows = Membership.objects.current().filter(member__in=members).select_related("member").order_by("pk")
    belongs = list(rows.prefetch_related("member__contacts") if any(word.isdigit() for word in words) else rows)
    keys = {*homes, *(row.household_id for row in belongs)}
    found_homes = Household.objects.filter(pk__in=keys).with_place().with_head().select_related("community")
    households: dict[int, Any] = {row.pk: row for row in found_homes.order_by("pk")} if keys else {}
    found: Found = {}
    for membership in belongs:
        home = households[membership.household_id]
        if fits := _fit(words, home, membership.member):
            title = membership.member.name
            found.setdefault((home.pk, title), (fits[0], str(membership.get_relation_display()), fits[1]))
    for key in homes:
        home = households[key]
        if fits := _fit(words, home, None):
            found.setdefault((key, home.head_name or home.code), (fits[0], "", fits[1]))
    hits = [_hit(question, households[key], title, *said) for (key, title), said in found.items()]
    return sorted(hits, key=lambda hit: hit.rank)[: question.limit]


def _fit(words: list[str], home: Any, member: Any) -> tuple[int, str] | None:
    """The rank of the weakest word that says who or where, and what all of them say; None where one says nothing."""
    found = []
    for word in words:
        said = (why_member(member, word) if member is not None else None) or why_household(home, word)
        if said is None:
            return None
        found.append(said)
    ranks = [rank for rank, _why in found]
    return (max(ranks) if len(ranks) == 1 else min(ranks)), " + ".join(why for _rank, why in found)


def _hit(question: Question, home: Any, title: str, rank: int, relation: str, why: str) -> Hit:
    place = home.place_label or _("no dwelling")
    left = _("left the register") if home.left_on else ""
    note = " · ".join(str(part) for part in (place, relation, home.code, home.community.name, left) if part)
    return Hit(
        rank=rank,
        title=title,
        note=note,
        url=reverse("admin:households_household_change", args=[home.pk]),
        kind=gettext_lazy("household"),
        icon="home",
        why=why,
        model="household",
        key=home.pk,
    )
