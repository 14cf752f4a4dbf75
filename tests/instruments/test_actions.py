"""Questionnaires are written as drafts and published once and for all; who may is the policy's matter."""

from typing import Any

import pytest
from django.db import ProgrammingError, transaction

from apps.core.actors import SCRIPT
from apps.core.errors import DomainError, InvalidInput, Refused
from apps.instruments import editing, library, shipping
from apps.instruments.actions import (
    draft_begin,
    draft_discard,
    draft_write,
    instrument_make,
    instrument_restore,
    instrument_retire,
    version_publish,
)  # fmt: skip
from apps.instruments.models import Instrument, InstrumentVersion
from apps.instruments.posting import read_post
from apps.instruments.rendering import Member, form_html
from apps.instruments.showing import show_answers
from apps.instruments.workflow import WORKFLOW
from demo.instruments import questionnaires
from tests.instruments.drawing import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def livelihood() -> Instrument:
    return Instrument.objects.get(key="livelihood")


def changed(version: InstrumentVersion) -> dict[str, Any]:
    """Its content with another wording of one question, and one question less."""
    content = editing.question_drop(version.content, "old_house")
    place = editing.find(content, "garden")
    assert place is not None
    place.question["label"] = {"zh-hans": "菜园多大？", "en": "How large is the garden now?"}
    return content


def test_a_new_version_is_asked_once_it_is_published(livelihood: Instrument, county_admin: Any) -> None:
    first = library.current("livelihood")
    assert first is not None
    draft = draft_begin(instrument=livelihood, by=county_admin)
    draft_write(version=draft, by=county_admin, content=changed(draft))
    assert library.current("livelihood") == first
    made = version_publish(version=draft, by=county_admin, note="shorter")
    assert (made.number, made.published_by, made.note) == (2, county_admin, "shorter")
    assert library.current("livelihood") == made
    assert library.currents()["livelihood"] == made
    assert library.version(first.content_hash) == first


def test_answers_show_for_ever_as_they_were_asked(livelihood: Instrument) -> None:
    first = library.current("livelihood")
    assert first is not None
    answers = {"people": 4, "able": 2, "garden": 15, "old_house": "standing"}
    before = show_answers(first, answers, "en", day=TODAY)
    draft = draft_begin(instrument=livelihood, by=SCRIPT)
    version_publish(version=draft_write(version=draft, by=SCRIPT, content=changed(draft)), by=SCRIPT)
    first.refresh_from_db()
    assert show_answers(first, answers, "en", day=TODAY) == before
    said = {line.label: line.words for _heading, lines in before for line in lines}
    assert said["How large is the garden plot?"] == "15 m²"
    assert said["What became of the old house?"] == "standing, can be lived in"


@pytest.mark.parametrize("change", [{"note": "x"}, {"content": {}}, {"state": "draft", "published_at": None}])
def test_the_database_keeps_a_published_version(livelihood: Instrument, change: dict[str, Any]) -> None:
    with pytest.raises(ProgrammingError, match=r"Cannot update|Invalid transition"), transaction.atomic():
        livelihood.versions.update(**change)
    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        livelihood.versions.all()._raw_delete("default")  # type: ignore[attr-defined]


def test_one_draft_at_a_time(livelihood: Instrument) -> None:
    draft = draft_begin(instrument=livelihood, by=SCRIPT)
    with pytest.raises(Refused, match="draft_open"):
        draft_begin(instrument=livelihood, by=SCRIPT)
    draft_discard(version=draft, by=SCRIPT)
    assert draft_begin(instrument=livelihood, by=SCRIPT).number == 2


@pytest.mark.parametrize(
    ("state", "act", "code"),
    [
        ("published", lambda row: draft_write(version=row, by=SCRIPT, content=row.content), "published"),
        ("published", lambda row: draft_discard(version=row, by=SCRIPT), "published"),
        ("published", lambda row: version_publish(version=row, by=SCRIPT), "wrong_state"),
        ("draft", lambda row: version_publish(version=row, by=SCRIPT), "unchanged"),
    ],
)
def test_every_step_from_every_state(livelihood: Instrument, state: str, act: Any, code: str) -> None:
    draft = draft_begin(instrument=livelihood, by=SCRIPT)
    row = draft if state == "draft" else livelihood.versions.get(state=state)
    with pytest.raises(DomainError, match=code):
        act(row)
    assert {step.name for step in WORKFLOW.transitions} == {"publish"}


def test_what_cannot_be_asked_is_not_written(livelihood: Instrument) -> None:
    draft = draft_begin(instrument=livelihood, by=SCRIPT)
    with pytest.raises(InvalidInput) as refused:
        draft_write(version=draft, by=SCRIPT, content=editing.question_drop(draft.content, "people"))
    assert "There is no question “people”" in str(refused.value.message)


def test_a_questionnaire_of_the_county_is_retired_and_comes_back(county_admin: Any) -> None:
    made = instrument_make(by=county_admin, key="winter", name="过冬准备")
    draft = draft_begin(instrument=made, by=county_admin)
    with pytest.raises(Refused, match="no_questions"):
        version_publish(version=draft, by=county_admin)
    content = editing.group_put(draft.content, {"key": "g"})
    content = editing.question_put(content, {"key": "q", "kind": "yes_no", "label": {"en": "Warm?"}}, group="g")
    version_publish(version=draft_write(version=draft, by=county_admin, content=content), by=county_admin)
    instrument_retire(instrument=made, by=county_admin)
    assert library.current("winter") is None
    with pytest.raises(Refused, match="retired"):
        instrument_retire(instrument=made, by=county_admin)
    instrument_restore(instrument=made, by=county_admin)
    assert library.current("winter") is not None


@pytest.mark.parametrize("person", ["community_manager", "grid_worker", "auditor", "township_officer"])
def test_only_the_county_changes_questionnaires(livelihood: Instrument, request: Any, person: str) -> None:
    by = request.getfixturevalue(person)
    for act in (
        lambda: draft_begin(instrument=livelihood, by=by),
        lambda: instrument_make(by=by, key="x", name="x"),
        lambda: instrument_retire(instrument=livelihood, by=by),
    ):
        with pytest.raises(Refused, match="not_your_role"):
            act()


def test_what_the_county_changed_is_not_shipped_over(livelihood: Instrument, monkeypatch: pytest.MonkeyPatch) -> None:
    newer = shipping.shipped("livelihood")
    newer["content"]["intro"] = {"zh-hans": "新", "en": "new"}
    monkeypatch.setattr(shipping, "shipped", lambda key: newer)
    assert shipping.ship("livelihood")
    assert not shipping.ship("livelihood")
    draft = draft_begin(instrument=livelihood, by=SCRIPT)
    version_publish(version=draft_write(version=draft, by=SCRIPT, content=changed(draft)), by=SCRIPT)
    newer["content"]["intro"]["en"] = "newer still"
    assert not shipping.ship("livelihood")


def test_what_a_form_sends_is_read_as_it_was_meant(rf: Any) -> None:
    version = library.current("guarantees_income")
    assert version is not None
    sent = {
        "x-residence": "permanent", "x-wage": "1,200", "x-business": "many", "x-two_homes_why": ["farming"],
        "x-members.member": ["7"], "x-members.7.health": ["chronic", "disabled"], "x-members.7.own_cost": "300.5",
        "x-house_trouble": ["leak", "damp"], "x-net": "5", "x-stranger": "1",
    }  # fmt: skip
    answers = read_post(version, rf.post("/", sent).POST, prefix="x-")
    assert answers == {
        "residence": "permanent", "wage": 1200, "business": "many", "house_trouble": ["leak", "damp"],
        "members": [{"member": 7, "health": ["chronic", "disabled"], "own_cost": 300.5}],
    }  # fmt: skip
    faults = {fault.key: fault.code for fault in library.judged(version, answers).faults}
    assert faults["business"] == "not_a_number"


def test_the_form_shows_answers_members_and_what_the_register_knows() -> None:
    version = library.current("guarantees_income")
    assert version is not None
    html = form_html(
        version, {"wage": 1200, "members": [{"member": 7, "health": ["chronic"]}]}, language="en", prefix="x-",
        prefills={"phone": "13800138000"}, members=[Member(7, "田桂香")], faults={"wage": "Too much."},
    )  # fmt: skip
    assert 'name="x-wage" value="1200"' in html
    assert 'value="13800138000"' in html
    assert "From the register." in html
    assert "田桂香" in html
    assert 'name="x-members.7.health" value="chronic" checked' in html
    assert "Too much." in html
    assert "<script>" not in html


def test_the_demo_shows_a_second_version_and_a_draft() -> None:
    questionnaires(SCRIPT)
    costs = library.current("living_costs")
    assert costs is not None
    assert (costs.number, "heating" in library.definition_of(costs).by_key) == (2, True)
    assert InstrumentVersion.objects.get(state="draft").instrument.key == "integration"
