"""Who may merge two people or two households, and undo it; what must be decided first."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.communities.models import Community
from apps.core.decisions import ALLOW, Decision, first_refusal, refuse
from apps.core.permits import has_permission, not_in_scope
from apps.core.rules import value_of
from apps.households.journal import read
from apps.households.likeness.merging import Clash
from apps.households.likeness.rules import FOUR_EYES
from apps.households.models import Household, LikelyHouseholds, Member, MergeRecord

MERGES = "households.merge_member"
DECIDES_NOT = _("The community manager or the county decides about duplicates.")
ONE_IS_ELSEWHERE = _("One of the two belongs to an area that is not yours. Ask the county office.")


def may_merge(keep: Member, drop: Member, by: Any) -> Decision:
    """Whether `by` may decide about these two: both within scope."""
    return first_refusal(
        (
            lambda: has_permission(by, MERGES, DECIDES_NOT),
            lambda: _both(Member, keep, drop, by),
            lambda: _two(keep, drop),
        )
    )


def _both(model: Any, keep: Any, drop: Any, by: Any) -> Decision:
    if model.objects.visible_to(by).filter(pk__in=(keep.pk, drop.pk)).count() == len({keep.pk, drop.pk}):
        return ALLOW
    return not_in_scope(ONE_IS_ELSEWHERE)


def _two(keep: Any, drop: Any) -> Decision:
    if keep.pk != drop.pk:
        return ALLOW
    return refuse("same", _("Choose two different records."))


def may_merge_households(keep: Household, drop: Household, by: Any) -> Decision:
    """Whether `by` may make one of these two households: both within scope and in one community."""
    return first_refusal(
        (
            lambda: may_tell_households(keep, drop, by),
            lambda: _one_community(keep, drop),
            lambda: _stays(keep, drop),
        )
    )


def may_tell_households(one: Household, other: Household, by: Any) -> Decision:
    """Whether `by` may say that these are two households: both within scope, wherever they are registered."""
    return first_refusal(
        (
            lambda: has_permission(by, MERGES, DECIDES_NOT),
            lambda: _both(Household, one, other, by),
            lambda: _two(one, other),
        )
    )


def _one_community(keep: Household, drop: Household) -> Decision:
    if keep.community_id == drop.community_id:
        return ALLOW
    return refuse(
        "two_communities", _("These households are registered in two communities. Transfer one of them first.")
    )


def _stays(keep: Household, drop: Household) -> Decision:
    if keep.left_on is None or drop.left_on is not None:
        return ALLOW
    return refuse("left", _("The household that stays has left the register. Keep the other one instead."))


def other_eyes(pair: LikelyHouseholds | None, by: Any) -> Decision:
    """Where the county asks for four eyes: somebody proposes, somebody else merges."""
    if value_of(FOUR_EYES.key) != "yes":
        return ALLOW
    if pair is None or pair.proposed_by_id is None:
        return refuse(
            "not_proposed", _("Two people decide about it here. Propose the merge; somebody else confirms it.")
        )
    if pair.proposed_by_id == by.pk:
        return refuse("four_eyes", _("You proposed it: somebody else must merge them."))
    return ALLOW


def two_numbers(keep: Member, drop: Member) -> Decision:
    """Two people with different identity numbers do not become one by the way."""
    if keep.id_index is None or drop.id_index is None or bytes(keep.id_index) == bytes(drop.id_index):
        return ALLOW
    words = _("%(one)s and %(other)s have different identity numbers. They are two people, or one number is wrong.")
    return refuse("choose_number", words % {"one": keep.name, "other": drop.name}, field="same")


def numbers_settled(keep: Member, drop: Member, choices: Mapping[str, str]) -> Decision:
    """Two different identity numbers mean two people, unless somebody says which number is wrong."""
    both = keep.id_index is not None and drop.id_index is not None
    if not both or "id_number" in choices:
        return ALLOW
    words = _("Their identity numbers differ. Choose the right one; if both are right, these are two people.")
    return refuse("choose_number", words, field="id_number")


def choose(clash: Clash) -> Decision:
    """What to decide where two rows cannot stand beside each other."""
    words = _("Both have “%(what)s” at the same time. Choose whose is right.")
    return refuse("choose", words % {"what": clash.row._meta.verbose_name}, field=clash.key)


def may_undo(merge: MergeRecord, by: Any) -> Decision:
    """Whether `by` may take this merge back."""
    return first_refusal(
        (
            lambda: has_permission(by, MERGES, DECIDES_NOT),
            lambda: _sees(merge, by),
            lambda: _stands(merge),
            lambda: _kept(merge),
        )
    )


def _sees(merge: MergeRecord, by: Any) -> Decision:
    was_in = Community.objects.visible_to(by).filter(pk=_community_of_dropped(merge))
    if MergeRecord.objects.visible_to(by).filter(pk=merge.pk).exists() and was_in.exists():
        return ALLOW
    return not_in_scope()


def _community_of_dropped(merge: MergeRecord) -> Any:
    """Where the person who was merged would come back."""
    rows = [entry["row"] for entry in read(merge.journal or "[]") if entry["do"] == "remove"]
    return next((row["community_id"] for row in rows if row.get("id") == merge.dropped and "name_key" in row),
                merge.community_id)  # fmt: skip


def _stands(merge: MergeRecord) -> Decision:
    if not hasattr(merge, "undoing"):
        return ALLOW
    return refuse("undone", _("This merge was undone already."))


def _kept(merge: MergeRecord) -> Decision:
    if merge.journal:
        return ALLOW
    return refuse("erased", _("The personal data of this merge were erased; it cannot be undone."))
