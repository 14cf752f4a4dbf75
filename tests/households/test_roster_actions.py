"""The steps of an import: who may, when, what is written, and what is left when a worker dies half-way."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django.db import connection

from apps.accounts.roles import Role
from apps.communities.models import Community
from apps.core import clock
from apps.core.errors import Refused
from apps.core.models import HeadingMeaning
from apps.core.sheets import policies, work
from apps.core.sheets.actions import sheet_apply, sheet_choose, sheet_discard, sheet_select, sheet_upload, sheets_forget
from apps.core.sheets.work import sheet_work
from apps.core.sheets.workflow import WORKFLOW, State
from apps.core.tasks import resume_sheets
from apps.households.models import (
    Employment,
    HealthRecord,
    Household,
    Member,
    Membership,
    Occupancy,
    RosterFile,
    RosterHousehold,
    RosterImport,
)
from apps.households.roster import actions
from tests.accounts.factories import StaffFactory
from tests.communities.factories import CommunityFactory
from tests.core.sheets import kill_half_way
from tests.households.rosters import HEADINGS, ROSTER, household, lines, many, new_id, person, xlsx

NAME, OTHER = "青龙泉社区", "松柏社区"


@pytest.fixture
def community() -> Community:
    CommunityFactory(name=OTHER)
    return CommunityFactory(name=NAME)


def look(rows: list[dict[str, Any]], *, by: Any = None, as_of: str = "2026年10月31日", **options: Any) -> RosterImport:
    """Upload and read."""
    data = xlsx(lines(rows), titles=[f"花名册（截至{as_of}）"])
    roster = sheet_upload(register=ROSTER, by=by, name="花名册.xlsx", data=data, start=False, **options)
    sheet_work(sheet_import=roster)
    return RosterImport.objects.get(pk=roster.pk)


def put(roster: RosterImport, *, by: Any = None) -> RosterImport:
    """Apply what is chosen."""
    sheet_apply(sheet_import=roster, by=by, start=False)
    sheet_work(sheet_import=roster)
    return RosterImport.objects.get(pk=roster.pk)


def outcomes(roster: RosterImport) -> tuple[int, int, int, int]:
    found = roster.summary["households"]
    assert sum(found.values()) == roster.summary["households_in_file"]
    assert sum(roster.summary["people"].values()) == roster.summary["people_in_file"]
    return tuple(found[key] for key in ("new", "changed", "unchanged", "conflicting"))


def test_a_later_roster_is_a_set_of_changes_and_absence_deletes_nothing(community: Community) -> None:
    head, wife, son = person("谭大山"), person("覃小花", "配偶", 性别="女"), person("谭小山", "子女")
    put(
        look(
            household("H1", NAME, head, wife) + household("H2", NAME, person("向大海"), 房号=502), as_of="2026年1月31日"
        )
    )
    later = household("H1", NAME, head | {"健康状况": "长期慢性病、残疾", "务工情况": "省外务工"}, son, 房号=601)

    roster = look(later)

    assert outcomes(roster) == (0, 1, 0, 0)
    assert roster.summary["people"] == {"new": 1, "changed": 1, "unchanged": 0, "conflicting": 0}
    assert roster.summary["people_absent"] == 1
    applied = put(roster)
    home = Household.objects.with_place().with_size().get(code="H1")
    assert (home.room, home.size) == ("601", 3)  # the absent wife is still a member
    assert applied.result["people_left"] == 0
    rooms = Occupancy.objects.filter(household=home).order_by("pk")
    assert [(o.dwelling.room, o.started, o.ended) for o in rooms] == [
        ("501", date(2019, 5, 1), date(2026, 10, 31)),
        ("601", date(2026, 10, 31), None),
    ]
    chief = Member.objects.get(name="谭大山")
    assert sorted(HealthRecord.objects.current().filter(member=chief).values_list("health", flat=True)) == [
        "chronic",
        "disabled",
    ]
    assert Employment.objects.current().get(member=chief).work == "out_of_province"
    assert outcomes(look(later)) == (0, 1, 0, 0)  # the wife is still to be looked at, nothing else
    assert Household.objects.get(code="H2")


def test_an_accepted_absence_ends_the_membership(community: Community) -> None:
    head, wife = person("谭大山"), person("覃小花", "配偶", 性别="女")
    put(look(household("H1", NAME, head, wife), as_of="2026年1月31日"))
    roster = look(household("H1", NAME, head))
    absence = roster.absences.get()

    actions.roster_accept_absence(roster=roster, by=None, absences=[absence.pk], accepted=True)
    applied = put(roster)

    assert applied.result["people_left"] == 1
    ended = Membership.objects.get(member__name="覃小花")
    assert ended.ended == date(2026, 10, 31)
    assert Member.objects.filter(name="覃小花").exists()
    assert outcomes(look(household("H1", NAME, head))) == (0, 0, 1, 0)


def test_a_new_head_waits_until_the_old_one_has_left(community: Community) -> None:
    head, wife = person("谭大山"), person("覃小花", "配偶", 性别="女")
    put(look(household("H1", NAME, head, wife), as_of="2026年1月31日"))
    roster = look(household("H1", NAME, wife | {"与户主关系": "户主"}))
    assert outcomes(roster) == (0, 0, 0, 1)

    actions.roster_accept_absence(
        roster=roster, by=None, absences=roster.absences.values_list("pk", flat=True), accepted=True
    )
    put(roster)

    heads = Membership.objects.current().filter(household__code="H1", relation="head")
    assert [row.member.name for row in heads] == ["覃小花"]


def test_a_person_of_another_household_is_a_conflict_until_they_left_it(community: Community) -> None:
    mover = person("谭小山", "子女")
    both = household("H1", NAME, person("谭大山"), mover) + household("H2", NAME, person("向大海"))
    put(look(both, as_of="2026年1月31日"))
    heads = {m.member.name: m for m in Membership.objects.select_related("member")}
    first = person("谭大山", 身份证号码=heads["谭大山"].member.id_number)
    second = person("向大海", 身份证号码=heads["向大海"].member.id_number)
    roster = look(household("H1", NAME, first) + household("H2", NAME, second, mover))
    assert outcomes(roster) == (0, 1, 0, 1)

    actions.roster_accept_absence(
        roster=roster, by=None, absences=roster.absences.values_list("pk", flat=True), accepted=True
    )
    sheet_select(sheet_import=roster, by=None, chosen=True, outcome="conflicting")
    put(roster)

    assert Membership.objects.current().get(member__name="谭小山").household.code == "H2"


def test_an_empty_cell_changes_nothing_and_a_correction_on_the_same_day_leaves_one_fact(community: Community) -> None:
    head = person("谭大山", 务工情况="务农")
    put(look(household("H1", NAME, head)))
    put(look(household("H1", NAME, head | {"务工情况": "省外务工", "健康状况": "残疾"}, 房号=602)))
    bare = {key: head[key] for key in ("姓名", "身份证号码", "与户主关系")} | {"安置社区": NAME, "户编号": "H1"}

    assert outcomes(look([bare])) == (0, 0, 1, 0)
    assert Employment.objects.get().work == "out_of_province"
    assert HealthRecord.objects.get().health == "disabled"
    assert Occupancy.objects.current().get().dwelling.room == "602"


def test_details_that_the_roster_contradicts_go_and_the_history_keeps_them(community: Community) -> None:
    head = person("谭大山")
    put(look(household("H1", NAME, head)))
    days = {"demolished_on": date(2020, 1, 1), "reclaimed_on": date(2021, 1, 1), "title_issued_on": date(2021, 1, 1)}
    Household.objects.update(old_house="reclaimed", title_issued=True, title_number="A1", **days)

    put(look(household("H1", NAME, head, 旧房处置="已拆除")))
    home = Household.objects.get()
    assert (home.old_house, home.demolished_on, home.reclaimed_on) == ("demolished", date(2020, 1, 1), None)
    assert home.title_number == "A1"
    put(look(household("H1", NAME, head, 旧房处置="未拆除")))
    home.refresh_from_db()
    assert (home.old_house, home.demolished_on) == ("standing", None)
    assert Household.pgh_event_model.objects.filter(pgh_obj_id=home.pk, reclaimed_on=date(2021, 1, 1)).exists()


def test_what_changed_since_the_preview_is_not_written(community: Community) -> None:
    head = person("谭大山")
    put(look(household("H1", NAME, head)))
    roster = look(household("H1", NAME, head, 旧房处置="已复垦"))
    Household.objects.filter(code="H1").update(old_house="standing")

    applied = put(roster)

    assert applied.result["moved_on"] == 1
    assert Household.objects.get(code="H1").old_house == "standing"


def test_a_manager_imports_only_into_their_communities(community: Community) -> None:
    manager = StaffFactory(areas=[community])
    elsewhere = person("谭大山")
    put(look(household("X1", OTHER, elsewhere)))
    rows = household("H1", NAME, person("向大海")) + household("H2", OTHER, person("覃小花", 性别="女"))
    rows += household("H3", NAME, elsewhere)

    roster = look(rows, by=manager)

    assert not roster.faults.exists()  # the cell is right; the household is somebody else's to import
    assert roster.summary["households_outside"] == 1
    assert RosterHousehold.objects.get(roster=roster, code="H2").faulty
    conflicting = RosterHousehold.objects.get(roster=roster, code="H3")
    assert conflicting.outcome == "conflicting"
    assert OTHER not in conflicting.payload
    assert "X1" not in conflicting.payload
    put(roster, by=manager)
    assert set(Household.objects.values_list("code", flat=True)) == {"X1", "H1"}
    assert not RosterImport.objects.visible_to(StaffFactory(areas=[Community.objects.get(name=OTHER)])).filter(
        pk=roster.pk
    )


@pytest.mark.parametrize("role", [Role.TOWNSHIP_OFFICER, Role.GRID_WORKER, Role.AUDITOR])
def test_others_do_not_import(community: Community, role: str) -> None:
    with pytest.raises(Refused) as refused:
        look(household("H1", NAME, person("向大海")), by=StaffFactory(role=role, areas=[community]))
    assert refused.value.code == "not_your_role"


@pytest.mark.parametrize(("state", "step"), list(product(State.values, WORKFLOW.by_name)))
def test_every_state_and_step(community: Community, state: str, step: str) -> None:
    roster = RosterImport(state=state)
    assert policies.may(roster, step, None).allowed == (state in WORKFLOW.by_name[step].sources)


def test_discarding_deletes_the_details_at_once(community: Community) -> None:
    roster = look(household("H1", NAME, person("向大海")))

    sheet_discard(sheet_import=roster, by=None)

    assert not RosterFile.objects.exists()
    assert not RosterHousehold.objects.exists()
    assert not Household.objects.exists()


def test_old_details_are_forgotten(community: Community) -> None:
    roster = put(look(household("H1", NAME, person("向大海"))))
    RosterImport.objects.filter(pk=roster.pk).update(forget_at=clock.now() - timedelta(days=1))

    assert sheets_forget() == 1
    assert not RosterHousehold.objects.exists()
    assert RosterImport.objects.get(pk=roster.pk).summary["people_in_file"] == 1


def test_what_a_person_says_of_a_column_is_remembered(community: Community) -> None:
    headings = [("钥匙号" if heading == "户编号" else heading) for heading in HEADINGS]
    data = xlsx(lines(household("H1", NAME, person("向大海"))), headings=headings)
    roster = sheet_upload(register=ROSTER, by=None, name="a.xlsx", data=data, start=False)
    sheet_work(sheet_import=roster)
    asked = RosterImport.objects.get(pk=roster.pk)
    meanings = {column["index"]: column["field"] or "ignored" for column in asked.columns} | {2: "code"}

    sheet_choose(sheet_import=asked, by=None, meanings=meanings, start=False)
    sheet_work(sheet_import=roster)

    assert RosterImport.objects.get(pk=roster.pk).state == State.PREVIEWED
    assert HeadingMeaning.objects.get(register="roster").field == "code"
    again = sheet_upload(register=ROSTER, by=None, name="a.xlsx", data=data, start=False)
    sheet_work(sheet_import=again)
    assert RosterImport.objects.get(pk=again.pk).state == State.PREVIEWED


def test_nothing_sensitive_is_stored_plainly(community: Community) -> None:
    number = new_id("男")
    look(household("H1", NAME, person("向大海", 身份证号码=number, 联系电话="13800001234")))

    with connection.cursor() as cursor:
        for table in ("rosterimport", "rosterhousehold", "rosterfault"):
            cursor.execute(f"SELECT t::text FROM households_{table} t")
            stored = " ".join(row[0] for row in cursor.fetchall())
            assert number not in stored
            assert "13800001234" not in stored


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_leaves_nothing_half_applied_and_the_sweep_resumes() -> None:
    CommunityFactory(name=NAME)
    data = xlsx(many(40, [NAME]))
    roster = sheet_upload(register=ROSTER, by=None, name="a.xlsx", data=data, start=False)
    sheet_work(sheet_import=roster)
    sheet_apply(sheet_import=RosterImport.objects.get(pk=roster.pk), by=None, start=False)
    kill_half_way(roster, "apps.households.roster.apply.Application._members")  # households stand, people do not yet

    assert not Household.objects.exists()
    killed = RosterImport.objects.get(pk=roster.pk)
    assert (killed.state, killed.tries) == (State.APPLYING, 1)
    assert resume_sheets() == 0  # the lease of the dead worker holds for half a minute
    RosterImport.objects.filter(pk=roster.pk).update(lease_until=clock.now() - timedelta(seconds=1))
    assert resume_sheets() == 1
    assert RosterImport.objects.get(pk=roster.pk).state == State.APPLIED
    assert Household.objects.count() == 40
    assert resume_sheets() == 0


def test_work_that_always_breaks_off_goes_back_to_the_preview(
    community: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    roster = look(household("H1", NAME, person("向大海")))
    sheet_apply(sheet_import=roster, by=None, start=False)

    def fail(roster: RosterImport) -> None:
        raise MemoryError

    monkeypatch.setattr(work, "_apply", fail)
    for _try in range(work.MOST_TRIES):
        RosterImport.objects.filter(pk=roster.pk).update(lease_until=None, due_at=clock.now())
        sheet_work(sheet_import=roster)

    stopped = RosterImport.objects.get(pk=roster.pk)
    assert (stopped.state, stopped.problem) == (State.PREVIEWED, "gave_up")


def test_an_older_roster_after_a_newer_one_is_told(community: Community) -> None:
    head = person("谭大山")
    newer = put(look(household("H1", NAME, head), as_of="2026年10月31日"))
    assert newer.state == State.APPLIED
    older = look(household("H1", NAME, head, 房号=601), as_of="2026年9月30日")
    assert [notice["code"] for notice in older.notices] == ["older"]
    same_day = look(household("H1", NAME, head, 房号=601), as_of="2026年10月31日")
    assert not same_day.notices


def test_the_bar_moves_while_it_is_applied(community: Community, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[tuple[str, int, int]] = []
    monkeypatch.setattr(work.progress, "report", lambda key, *phase: said.append(phase))
    put(look(household("H1", NAME, person("谭大山"))))
    assert [step[1:] for step in said if step[0] == "applying"] == [(done, 7) for done in range(8)]
