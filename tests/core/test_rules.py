"""Dated rules: what holds on a day, and the page on which the county changes it."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError

from apps.core.models import DatedSetting
from apps.core.rules import RULES, Rule, number_between, register, value_of

PAGE = "/admin/core/datedsetting/"
LINE = "households.income_screening_line"


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2018, 12, 31), None),
        (date(2019, 1, 1), 5000),
        (date(2020, 12, 31), 5000),
        (date(2021, 6, 1), 6000),
        (date(2022, 6, 1), None),
        (date(2023, 12, 31), 7600),
        (date(2026, 11, 22), None),
    ],
)
def test_the_income_line_as_shipped(day: date, value: int | None) -> None:
    assert value_of(LINE, day) == value


def test_the_county_stands_over_what_is_shipped() -> None:
    DatedSetting.objects.create(key=LINE, valid_from=date(2026, 1, 1), value=9000)
    assert value_of(LINE, date(2025, 12, 31)) is None
    assert value_of(LINE, date(2026, 1, 1)) == 9000


@pytest.mark.parametrize(
    ("value", "sane"),
    [(1, True), (2.5, True), (3, True), (0, False), (4, False), ("2", False), (True, False), (None, False)],
)
def test_numbers_are_checked(value: Any, sane: bool) -> None:
    if sane:
        number_between(1, 3)(value)
    else:
        with pytest.raises(ValidationError):
            number_between(1, 3)(value)


def test_two_rules_of_one_name() -> None:
    with pytest.raises(ValueError, match="two rules"):
        register(Rule(key=LINE, name="x", default=1, check=print))


def test_every_shipped_value_passes_its_own_check() -> None:
    for rule in RULES.values():
        for value in (rule.default, *(value for _day, value in rule.dated)):
            if value is not None:
                rule.check(value)


@pytest.fixture
def admin(login: Any, county_admin: Any) -> Any:
    with time_machine.travel(datetime(2026, 11, 22, 4, tzinfo=UTC)):
        browser = login(county_admin)
        browser.cookies["anju_language"] = "en"
        yield browser


def test_the_page_shows_every_rule_and_what_is_not_established(admin: Any) -> None:
    page = admin.get(PAGE).content.decode()
    for words in ("income screening line", "not established", "Hubei 2023", "7,600", "as shipped", "m² per person"):
        assert words in page


def test_a_value_from_a_day_on(admin: Any) -> None:
    data = {"key": LINE, "valid_from": "2027-01-01", "value": "8000", "source": "县乡村振兴局 2026〔12〕号"}
    assert admin.post(f"{PAGE}add/", data)["Location"] == PAGE
    row = DatedSetting.objects.get()
    assert row.value == 8000
    assert (value_of(LINE, date(2026, 12, 31)), value_of(LINE, date(2027, 1, 1))) == (None, 8000)
    assert "coming" in admin.get(PAGE).content.decode()
    assert admin.post(f"{PAGE}{row.pk}/change/", {**data, "value": "8100"}).status_code == 302
    assert DatedSetting.objects.get().value == 8100, "not yet in force: may be mended"


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        (LINE, "0", "Enter a number from 1 to 1,000,000."),
        (LINE, "a lot", "Enter a number"),
        ("accounts.access_log_months", "3", "six months"),
        ("no.such", "1", "Select a valid choice"),
    ],
)
def test_a_wrong_value_is_explained_where_it_stands(admin: Any, key: str, value: str, words: str) -> None:
    page = admin.post(f"{PAGE}add/", {"key": key, "valid_from": "2027-01-01", "value": value}).content.decode()
    assert words in page
    assert not DatedSetting.objects.exists()


HOURS, CLOCK = "communities.office_hours", "complaints.clock.danger"


def typed(key: str, *parts: str) -> dict[str, str]:
    """What the form of a rule sends that is typed in several small fields."""
    return {"key": key, "valid_from": "2027-01-01", **{f"value_{n}": part for n, part in enumerate(parts)}}


@pytest.mark.parametrize(
    ("key", "parts", "value"),
    [
        (HOURS, ("09:00", "12:00", "14:00", "18:00", "", ""), [["09:00", "12:00"], ["14:00", "18:00"]]),
        (HOURS, ("08:00", "20:00", "", "", "", ""), [["08:00", "20:00"]]),
        (
            CLOCK,
            ("0.5", "hours", "1", "hours", "1", "days"),
            {"accept": [0.5, "hours"], "contact": [1, "hours"], "resolve": [1, "days"]},
        ),
        (
            CLOCK,
            ("1", "hours", "2", "hours", "4", "hours", "on"),
            {"accept": [1, "hours"], "contact": [2, "hours"], "resolve": [4, "hours"], "around_the_clock": True},
        ),
    ],
)
def test_a_structured_value_is_typed_in_fields(admin: Any, key: str, parts: tuple[str, ...], value: Any) -> None:
    assert admin.post(f"{PAGE}add/", typed(key, *parts))["Location"] == PAGE
    row = DatedSetting.objects.get()
    assert row.value == value
    page = admin.get(f"{PAGE}{row.pk}/change/").content.decode()
    assert "[[" not in page
    assert "{&quot;" not in page
    assert all(f'value="{part}"' in page for part in parts if part and part != "on")


@pytest.mark.parametrize(
    ("key", "parts", "words"),
    [
        (HOURS, ("09:00", "", "", "", "", ""), "Give a first and a last time"),
        (HOURS, ("09:00", "12:00", "11:00", "18:00", "", ""), "without overlap"),
        (HOURS, ("", "", "", "", "", ""), "required"),
        (CLOCK, ("0", "hours", "1", "hours", "1", "days"), "greater than or equal to 0.5"),
        (CLOCK, ("1", "weeks", "1", "hours", "1", "days"), "weeks is not one of the available choices"),
        (CLOCK, ("1", "hours", "", "", "1", "days"), "Enter a complete value"),
    ],
)
def test_a_wrong_structured_value_is_explained(admin: Any, key: str, parts: tuple[str, ...], words: str) -> None:
    page = admin.post(f"{PAGE}add/", typed(key, *parts)).content.decode()
    assert words in page
    assert not DatedSetting.objects.exists()


def test_the_form_begins_with_what_holds_and_asks_for_no_key(admin: Any) -> None:
    page = admin.get(f"{PAGE}add/?key={HOURS}").content.decode()
    assert "Office hours" in page
    assert 'value="14:00"' in page
    assert "Shipped: 08:30–12:00" in page
    assert admin.get(f"{PAGE}add/")["Location"] == PAGE
    assert admin.get(f"{PAGE}add/?key=no.such")["Location"] == PAGE


def test_what_is_in_force_stays(admin: Any, login: Any, auditor: Any) -> None:
    row = DatedSetting.objects.create(key=LINE, valid_from=date(2026, 1, 1), value=9000)
    data = {"key": LINE, "valid_from": "2026-01-01", "value": "1"}
    assert admin.post(f"{PAGE}{row.pk}/change/", data).status_code == 403
    assert admin.post(f"{PAGE}{row.pk}/delete/", {"post": "yes"}).status_code == 403
    reader = login(auditor)
    assert reader.get(PAGE).status_code == 200
    assert reader.post(f"{PAGE}add/", data).status_code == 403


@pytest.mark.parametrize("who", ["community_manager", "township_officer", "grid_worker"])
def test_others_do_not_see_it(login: Any, people: Any, who: str) -> None:
    assert login(people[who]).get(PAGE).status_code in {302, 403}


def test_the_page_of_a_change_says_which_rule_it_is(admin: Any) -> None:
    page = admin.get(f"{PAGE}add/", {"key": "accounts.phone_tries"})
    assert page.context["title"] == "Wrong PINs in a row after which a field phone empties itself"
    assert "Shipped: 5 tries" in page.content.decode()
    assert "_addanother" not in page.content.decode()
