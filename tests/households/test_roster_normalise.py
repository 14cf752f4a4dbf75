"""Cells to values: what offices write is understood, what is doubtful is a fault, nothing else ever happens."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.sheets import cells, dates
from apps.core.sheets.faults import KINDS, CellFault, message, reason, remedy
from apps.households.roster import normalise
from apps.households.roster.columns import meaning
from tests.households.factories import id_number

TODAY = date(2026, 11, 22)
CELLS = st.one_of(
    st.text(max_size=40), st.floats(), st.integers(), st.booleans(), st.dates(), st.datetimes(), st.just(""), st.times()
)
PARSERS = {
    "identity": lambda cell: normalise.identity(cell, today=TODAY),
    "phone": cells.phone,
    "day": lambda cell: dates.day(cell, today=TODAY),
    "amount": lambda cell: cells.amount(cell, units=("元",), most=Decimal("99999999.99")),
    "building": lambda cell: cells.ordinal(cell, words="栋|幢", low=1, high=30_000),
    "room": cells.room,
    "address": cells.address,
    "yes_no": cells.yes_no,
    "name": cells.name,
    "code": cells.code,
}


@pytest.mark.parametrize("parse", PARSERS.values(), ids=PARSERS)
@given(cell=CELLS)
def test_any_cell_gives_a_value_nothing_or_a_known_fault(parse: Any, cell: Any) -> None:
    fault = None
    try:
        parse(cell)
    except CellFault as found:
        fault = found
    if fault is not None:
        assert reason(fault.code, fault.params)
        assert message(fault.code, fault.params)
        assert remedy(fault.code, fault.params)


@given(
    st.integers(0, 999),
    st.dates(date(1930, 1, 1), date(2025, 1, 1)),
    st.sampled_from(["{}", " {} ", "{}\n", "'{}", "\u200b{}"]),
)
def test_padding_width_and_case_of_a_number_do_not_matter(serial: int, born: date, frame: str) -> None:
    number = id_number(serial, born=born)
    wide = number.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789X"})
    for written in (number.lower(), wide, f"{number[:6]} {number[6:14]} {number[14:]}"):
        found = normalise.identity(frame.format(written), today=TODAY)
        assert found is not None
        assert (found.number, found.birth_date) == (number, born)


@given(st.dates(date(1990, 1, 1), TODAY))
def test_the_styles_of_a_date_say_the_same(day: date) -> None:
    y, m, d = day.year, day.month, day.day
    styles = [f"{y}-{m}-{d}", f"{y}/{m:02}/{d:02}", f"{y}年{m}月{d}日", f"{y}.{m}.{d}", f"{y}{m:02}{d:02}", day,
              datetime.combine(day, time()), (day - dates.EXCEL_EPOCH).days]  # fmt: skip
    assert {dates.day(style, today=TODAY) for style in styles} == {day}
    months = [f"{y}-{m:02}", f"{y}年{m}月", f"{y}.{m}", f"{y}/{m:02}", f"{y}年{m}月份", f"{y}—{m}"]
    assert {dates.day(style, today=TODAY) for style in months} == {day.replace(day=1)}


@given(st.decimals(0, 9_999_999, places=2))
def test_amounts_survive_units_and_separators(value: Decimal) -> None:
    for written in (f"{value}", f"{value:,}", f"{value}元", f"¥{value}", f" {value} 元 ", float(value)):
        assert cells.amount(written, units=("元",), most=Decimal("99999999.99")) == value


@pytest.mark.parametrize(
    ("parse", "cell", "fault"),
    [
        ("identity", 4.22801195012121e17, "numeric cell, digits lost"),
        ("identity", "422825194403154", "15 characters"),
        ("identity", "42280119501212145A", "letter in the wrong place"),
        ("identity", "422801195013321452", "impossible birth date"),
        ("identity", "422801209912121452", "birth date in the future"),
        ("identity", "422801195012121453", "check digit"),
        ("phone", "1381234567", "10 digits"),
        ("phone", "13812345678/13912345678", "two phone numbers"),
        ("phone", "12812345678", "not a phone number"),
        ("phone", "问儿子", "not a phone number"),
        ("day", "2091-05", "in the future"),
        ("day", "2018年13月", "impossible date"),
        ("day", "2018", "month missing"),
        ("day", 2018.1, "ambiguous date"),
        ("day", "前年", "not a date"),
        ("amount", "约34000", "not a number"),
        ("amount", "3万左右", "not a number"),
        ("amount", "-200", "negative number"),
        ("amount", "1,23", "not a number"),
        ("building", "A栋", "not a number"),
        ("yes_no", "也许", "unknown value"),
    ],
)
def test_what_is_doubtful_is_a_fault(parse: str, cell: Any, fault: str) -> None:
    with pytest.raises(CellFault) as found:
        PARSERS[parse](cell)
    assert reason(found.value.code, found.value.params) == fault


@pytest.mark.parametrize(
    ("parse", "cell", "value"),
    [
        ("phone", 18120782583.0, "18120782583"),
        ("phone", "+86 138-1234-5678", "13812345678"),
        ("phone", "0718-8223456", "07188223456"),
        ("phone", "无", None),
        ("amount", "3.2万元", Decimal(32000)),
        ("amount", "无", Decimal(0)),
        ("amount", "—", None),
        ("building", "第七栋", 7),
        ("building", "12幢", 12),
        ("building", 7.0, 7),
        ("room", "501室", "501"),
        ("room", 501.0, "501"),
        ("address", "3栋2单元501室", (3, 2, "501")),
        ("address", "3-2-501", (3, 2, "501")),
        ("day", 2018.5, date(2018, 5, 1)),
        ("day", "二〇一八年五月", date(2018, 5, 1)),
        ("name", "李　 志", "李志"),
        ("yes_no", "√", True),
    ],
)
def test_what_is_clear_is_understood(parse: str, cell: Any, value: Any) -> None:
    assert PARSERS[parse](cell) == value


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("身份证号 码", "id_number"), ("公民身份号码", "id_number"), ("证件号码*", "id_number"), ("家庭成员姓名", "name"),
        ("户主姓名", "ignored"), ("与户主关系（必填）", "relation"), ("搬迁入住\n时间", "moved_in"), ("安置面积\n（平方米）", "area"),
        ("2025年工资性收入（元）", "wage"), ("是否拆除旧房", "old_house_demolished"), ("联系电话1", "phone"), ("备注", "ignored"),
        ("量子", ""),
    ],
)  # fmt: skip
def test_headings_are_matched_by_meaning(heading: str, field: str) -> None:
    assert meaning(heading)[0] == field


def test_every_fault_has_its_words() -> None:
    assert all(kind.reason and str(kind.message) and str(kind.remedy) for kind in KINDS.values())


@pytest.mark.parametrize("digits", [30, 400, 5000])
def test_endless_numbers_are_faults_like_others(digits: int) -> None:
    with pytest.raises(CellFault, match="out_of_range"):
        cells.amount("9" * digits, most=Decimal(10**8))
    with pytest.raises(CellFault):
        cells.address("1" * digits + "-2-501")
