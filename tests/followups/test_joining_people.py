"""Two records of one person become one, and two again, in what visits know of them."""

from typing import Any

import pytest

from apps.followups.actions import visit_record
from apps.followups.models import Answer, Visit, VisitClash
from apps.households.actions.merging import members_merge, merge_undo
from apps.instruments.actions import draft_begin, instrument_make, version_publish
from apps.instruments.models import InstrumentVersion
from tests.harness.people import County
from tests.households.factories import HouseholdFactory, MembershipFactory

WORDS = {"zh-hans": "问", "en": "Q"}
INNER = [
    {"key": "ill", "kind": "yes_no", "label": WORDS},
    {"key": "care", "kind": "yes_no", "label": WORDS},
    {"key": "told", "kind": "text", "label": WORDS},
]
CONTENT = {
    "title": WORDS,
    "groups": [
        {"key": "all", "label": WORDS, "questions": [
            {"key": "roof", "kind": "yes_no", "label": WORDS},
            {"key": "people", "kind": "repeat", "label": WORDS, "questions": INNER},
        ]}
    ],
}  # fmt: skip


@pytest.fixture
def version(county_admin: Any) -> InstrumentVersion:
    made = instrument_make(by=county_admin, key="each", name="每人")
    return version_publish(version=draft_begin(instrument=made, by=county_admin, content=CONTENT), by=county_admin)


@pytest.fixture
def asked(county: County, community_manager: Any, version: InstrumentVersion) -> tuple[Any, Any, Answer]:
    """The same man twice in one household, both asked about and both met."""
    home = HouseholdFactory(community=county.own)
    keep, drop = (MembershipFactory(household=home, relation=each).member for each in ("other", "other"))
    rows = [
        {"member": drop.pk, "ill": "yes", "care": "no", "told": "腿痛"},
        {"member": keep.pk, "ill": "no", "told": "还好"},
    ]
    visit, _made = visit_record(
        household=home, by=community_manager, met=[keep.pk, drop.pk],
        instruments={"each": (version.content_hash, {"roof": "yes", "people": rows})},
    )  # fmt: skip
    for key in (keep.pk, drop.pk):
        VisitClash.objects.create(
            visit=visit, household=home, community=county.own, field=f"member.health:{key}", mine="chronic"
        )
    return keep, drop, Answer.objects.get()


def test_words_of_members_stand_beside_their_closed_answers(asked: tuple[Any, Any, Answer]) -> None:
    keep, drop, answer = asked
    assert answer.answers["people"] == [
        {"member": drop.pk, "ill": "yes", "care": "no"}, {"member": keep.pk, "ill": "no"}
    ]  # fmt: skip
    assert [(row["member"], row["ill"], row["told"]) for row in answer.given["people"]] == [
        (drop.pk, "yes", "腿痛"), (keep.pk, "no", "还好"),
    ]  # fmt: skip
    assert answer.missing == [f"people.{keep.pk}.care"]


def test_what_was_said_of_both_is_said_of_the_one(asked: tuple[Any, Any, Answer], community_manager: Any) -> None:
    keep, drop, answer = asked
    before = Answer.objects.values().get()
    merge = members_merge(keep=keep, drop=drop, by=community_manager)
    answer = Answer.objects.get()
    assert answer.given == {
        "roof": "yes", "people": [{"member": keep.pk, "ill": "no", "care": "no", "told": "还好"}]
    }  # fmt: skip
    assert answer.missing == []
    assert answer.digest != before["digest"]
    assert Visit.objects.get().met == [keep.pk]
    assert [clash.field for clash in VisitClash.objects.all()] == [f"member.health:{keep.pk}"]

    merge_undo(merge=merge, by=community_manager)
    assert Answer.objects.values().get() == before
    assert Visit.objects.get().met == [keep.pk, drop.pk]
    assert VisitClash.objects.count() == 2


def test_an_answer_about_another_stays_as_it_is(
    asked: tuple[Any, Any, Answer], community_manager: Any, county: County
) -> None:
    _keep, _drop, answer = asked
    other = MembershipFactory(household=answer.household, relation="other").member
    before = Answer.objects.values().get()
    unheard = MembershipFactory(household=answer.household, relation="other").member
    members_merge(keep=other, drop=unheard, by=community_manager)
    assert Answer.objects.values().get() == before
