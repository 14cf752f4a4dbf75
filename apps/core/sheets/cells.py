"""From what stands in a cell to a value of a register. Pure functions: a value, None for an empty cell, or CellFault.

Only what is unambiguous is normalised: spaces, full-width forms, units, styles of dates, thousands separators. What a
person would have to guess at (“约34000”, a numeric identity number, 2018.1 in a numeric cell) is a fault.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from apps.core.sheets.faults import CellFault
from apps.core.text import tidy_name

Cell = Any  # str | float | bool | date | datetime | time | timedelta; "" for an empty cell

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
SPACE = re.compile(r"\s+")
NOTHING = frozenset({"", "-", "--", "—", "——", "–", "/", "\\", "\u2212", "ー", "无数据", "不详", "未知"})
SCIENTIFIC = re.compile(r"\d(\.\d+)?[eE]\+?\d{1,2}")
DIGITS_OF_FLOAT = 10**15  # a spreadsheet keeps 15 digits of a number


def text(cell: Cell) -> str:
    """The cell as trimmed plain text: no invisible characters, full-width forms to plain ones, single spaces."""
    if isinstance(cell, str):
        plain = cell
    elif isinstance(cell, bool):
        plain = "是" if cell else "否"
    elif isinstance(cell, float | int):
        plain = _number_text(cell)
    elif isinstance(cell, datetime) and cell.time() == time():
        plain = cell.date().isoformat()
    else:
        plain = "" if cell is None else str(cell)
    if plain.isascii() and plain.isalnum():
        return plain
    plain = INVISIBLE.sub("", unicodedata.normalize("NFKC", plain)).strip().lstrip("'’`")
    return SPACE.sub(" ", plain).strip()


def _number_text(number: float) -> str:
    """A number as a spreadsheet shows it: 15 digits and zeros."""
    if number != number or abs(number) > 1e21:
        return repr(number)
    if abs(number) >= DIGITS_OF_FLOAT:
        return f"{Decimal(repr(number)):f}"
    return str(int(number)) if number == int(number) else repr(number)


def compact(cell: Cell) -> str:
    """The cell's text without any white space."""
    return text(cell).replace(" ", "")


def blank(cell: Cell) -> bool:
    """Whether a cell says nothing: empty, or only a dash."""
    return compact(cell) in NOTHING


def name(cell: Cell) -> str | None:
    """A person's name without padding."""
    value = tidy_name(text(cell))
    if value in NOTHING:
        return None
    return short(value, 60)


def label(cell: Cell, most: int) -> str | None:
    """A short text such as a village; no white space inside Chinese."""
    value = tidy_name(text(cell))
    return None if value in NOTHING or value == "无" else short(value, most)


def short(value: str, most: int) -> str:
    if len(value) > most:
        raise CellFault("too_long", most=most)
    return value


def code(cell: Cell) -> str | None:
    """A household code, in capitals, without white space."""
    value = compact(cell).upper()
    return None if value in NOTHING else short(value, 20)


MOBILE = re.compile(r"1[3-9]\d{9}")
LANDLINE = re.compile(r"0\d{10,11}")


def phone(cell: Cell) -> str | None:
    """A mobile number of 11 digits or a landline with its area code, digits only."""
    value = compact(cell)
    if value in NOTHING or value == "无":
        return None
    if re.search(r"[、;/,|]", value.strip("、;/,|")) and len(re.findall(r"\d", value)) > 12:
        raise CellFault("phone_two")
    digits = re.sub(r"[-‐‑–—_.·()+]", "", value)
    if not (digits.isascii() and digits.isdigit()):
        raise CellFault("phone_form")
    digits = re.sub(r"^(0086|86)(?=1\d{10}$)", "", digits)
    if MOBILE.fullmatch(digits) or LANDLINE.fullmatch(digits):
        return digits
    if len(digits) == 11:
        raise CellFault("phone_form")
    raise CellFault("phone_digits", n=len(digits))


HAN_DIGITS = {han: value for value, han in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


def han_number(value: str) -> int | None:
    """七 → 7, 十二 → 12, 二十 → 20; None when it is not such a number below 100."""
    match = re.fullmatch("([一二三四五六七八九]?)十([一二三四五六七八九]?)", value)
    if match:
        return (HAN_DIGITS[match[1]] if match[1] else 1) * 10 + (HAN_DIGITS[match[2]] if match[2] else 0)
    return HAN_DIGITS.get(value)


def ordinal(cell: Cell, *, words: str, low: int, high: int) -> int | None:
    """A number of a building or unit: 7, 7.0, 7栋, 第7栋, 七栋, 7#. `words` is a pattern of the nouns allowed."""
    value = compact(cell)
    if value in NOTHING:
        return None
    match = re.fullmatch(rf"第?0*(\d{{1,9}}|[〇零一二两三四五六七八九十]{{1,3}})(?:\.0)?(?:{words})?", value)
    found = (int(match[1]) if match[1].isdigit() else han_number(match[1])) if match else None
    if found is None:
        raise CellFault("not_number")
    if not low <= found <= high:
        raise CellFault("out_of_range", low=low, high=high)
    return found


def room(cell: Cell) -> str | None:
    """A room number as text: 501, 501室, 501.0."""
    value = compact(cell)
    if value in NOTHING:
        return None
    value = re.sub(r"(?<=\d)\.0$", "", value)
    value = re.sub(r"^第?(\w+?)(号房|室|号|房)$", r"\1", value)
    return short(value, 10)


ADDRESS = re.compile(
    r"第?(?P<building>\d{1,9}|[一二三四五六七八九十]{1,3})(?:栋|幢|号楼|楼|座|#楼|#)?[-—–/]?"
    r"第?(?P<unit>\d{1,9}|[一二三四五六七八九十]{1,3})(?:单元)?[-—–/]?(?P<room>[0-9A-Z]{2,6})(?:室|号房|号|房)?"
)
PARTED = re.compile(r"[-—–/栋幢楼座#单元]")


def address(cell: Cell) -> tuple[int, int, str] | None:
    """Building, unit and room from one cell: 3栋2单元501室, 3-2-501."""
    value = compact(cell).upper()
    if value in NOTHING:
        return None
    match = ADDRESS.fullmatch(value)
    if match is None or len(PARTED.findall(value)) < 2:
        raise CellFault("not_number")
    building, unit = (int(part) if part.isdigit() else han_number(part) for part in match.group("building", "unit"))
    if not (building and unit and building <= 30_000 and unit <= 30):
        raise CellFault("out_of_range", low=1, high=30)
    return building, unit, match["room"]


NUMBER = re.compile(r"([+-]?)(\d+|\d{1,3}(?:,\d{3})+)?(\.\d+)?")
MULTIPLES = (("万", 10_000), ("千", 1_000))


def amount(
    cell: Cell, *, units: tuple[str, ...] = (), multiple: int = 1, most: Decimal, zero: bool = True
) -> Decimal | None:
    """A number of at most two decimals, not negative: 34000, 34,000元, 3.2万元, ¥300, 125㎡.

    `multiple` is the unit in the heading (万元: 10,000); a unit in the cell itself goes before it. Shorter than a
    hundredth is rounded. 无 in an amount is 0.
    """
    value = compact(cell)
    if value in NOTHING:
        return None
    if value == "无":
        value = "0"
    value = value.removeprefix("¥").removeprefix("RMB")
    unit = next((unit for unit in units if value.endswith(unit)), "")
    if unit:
        value = value.removesuffix(unit)
    times = next((factor for word, factor in MULTIPLES if value.endswith(word)), 0)
    if times:
        value = value[:-1]
    elif not unit:
        times = multiple
    match = NUMBER.fullmatch(value)
    if match is None or not (match[2] or match[3]):
        raise CellFault("not_number")
    number = Decimal(value.replace(",", "")) * (times or 1)
    if number < 0:
        raise CellFault("negative")
    return bounded(number, most=most, zero=zero)


def bounded(number: Decimal, *, most: Decimal | int, zero: bool) -> Decimal:
    """The number with two decimals. Raises CellFault where it is more than `most`, or 0 where none may stand."""
    if number - most >= 1:  # before rounding, which fails for what has more digits than it can hold
        raise CellFault("out_of_range", low=0, high=most)
    number = number.quantize(Decimal("0.01"))
    if number > most or (not zero and number == 0):
        raise CellFault("out_of_range", low=0, high=most)
    return number


YES = frozenset({"是", "有", "√", "✓", "已办", "已办理", "已颁证", "已发", "已领", "Y", "YES", "1"})
NO = frozenset({"否", "无", "没有", "×", "✗", "X", "未办", "未办理", "未颁证", "未发", "未领", "N", "NO", "0"})


def yes_no(cell: Cell) -> bool | None:
    """是, √, 有 … or 否, ×, 无 …"""
    value = compact(cell).upper()
    if value in NOTHING:
        return None
    if value in YES or value in NO:
        return value in YES
    raise CellFault("unknown_value", value=value[:20], known="是, 否")


Words = dict[str, str]


def word(cell: Cell, words: Words, *, known: str) -> str | None:
    """A word of a vocabulary. `words` maps every spelling to its code; `known` lists the usual ones for the remedy."""
    value = compact(cell)
    if value in NOTHING:
        return None
    found = words.get(value) or words.get(value.strip("()、,。;:"))
    if found is None:
        raise CellFault("unknown_value", value=value[:20], known=known)
    return found


SEPARATORS = re.compile(r"[、,;/+及和\s]+")


def words_of(cell: Cell, find: Callable[[str], str | None], *, known: str) -> list[str] | None:
    """Several words in one cell (长期慢性病、残疾), as codes without repetition."""
    value = text(cell)
    if value.replace(" ", "") in NOTHING:
        return None
    codes: list[str] = []
    for part in SEPARATORS.split(value):
        if not part:
            continue
        found = find(part)
        if found is None:
            raise CellFault("unknown_value", value=value[:20], known=known)
        if found not in codes:
            codes.append(found)
    return codes or None
