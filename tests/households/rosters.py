"""Rosters made for tests, in the form that offices use: one row a person, household columns on the first row."""

import io
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import count
from typing import Any

import xlsxwriter

from apps.core.sheets.register import register_of
from tests.households.factories import id_number

HEADINGS = (
    "序号", "安置社区", "户编号", "姓名", "性别", "身份证号码", "与户主关系", "健康状况", "劳动能力", "文化程度", "务工情况", "联系电话",
    "户类型", "搬迁入住时间", "楼栋", "单元", "房号", "安置面积(㎡)", "迁出村", "旧房处置", "承包地面积(亩)", "工资性收入", "生产经营性收入",
    "生产经营支出", "财产性收入", "转移性收入",
)  # fmt: skip
ROSTER = register_of("roster")
_serial = count()


def new_id(sex: str = "男", born: date | None = None) -> str:
    """A number that no other test person has."""
    serial = next(_serial)
    born = born or date(1950, 1, 1) + timedelta(days=serial // 500)
    return id_number(2 * (serial % 500) + (sex == "男"), born=born)


def person(name: str, relation: str = "户主", **cells: Any) -> dict[str, Any]:
    """One row, with a valid number unless one is given."""
    row = {"姓名": name, "性别": "男", "与户主关系": relation, "健康状况": "健康"} | cells
    row.setdefault("身份证号码", new_id(row["性别"] or "男"))
    return row


def household(code: str, community: str, *people: dict[str, Any], **cells: Any) -> list[dict[str, Any]]:
    """The rows of a household; `cells` stand on its first row."""
    rows = [dict(row) | {"安置社区": community, "户编号": code} for row in people]
    home = {"户类型": "脱贫户", "搬迁入住时间": "2019-05", "楼栋": 3, "单元": 2, "房号": 501, "安置面积(㎡)": 75,
            "迁出村": "石桥坪村", "旧房处置": "已拆除", "承包地面积(亩)": 1.5, "工资性收入": 20000, "转移性收入": 3000}  # fmt: skip
    rows[0] = home | cells | rows[0]
    return rows


def lines(rows: Iterable[dict[str, Any]], headings: Sequence[str] = HEADINGS) -> list[list[Any]]:
    """Rows as lists, in the order of the headings, numbered."""
    return [[row.get(heading, number if heading == "序号" else "") for heading in headings]
            for number, row in enumerate(rows, 1)]  # fmt: skip


def xlsx(
    rows: Sequence[Sequence[Any]],
    *,
    headings: Sequence[str] = HEADINGS,
    titles: Sequence[str] = (),
    sheet: str = "花名册",
) -> bytes:
    """A workbook of one sheet. A cell may be a number, text, date, or ("formula", formula, value)."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    page = book.add_worksheet(sheet)
    top = [[title] for title in titles] + ([list(headings)] if headings else [])
    for r, cells in enumerate([*top, *rows]):
        for c, cell in enumerate(cells):
            if isinstance(cell, tuple):
                page.write_formula(r, c, cell[1], None, cell[2])
            elif cell != "" and cell is not None:
                page.write(r, c, cell)
    book.close()
    return out.getvalue()


def many(households: int, communities: Sequence[str], *, people: int = 4) -> list[list[Any]]:
    """Rows of a large roster."""
    rows: list[dict[str, Any]] = []
    surnames, given = "向谭覃田冉滕龚牟黄李王张刘陈杨", "福秀英华明军娟梅志永发春芳涛霞刚"
    relations = ("户主", "配偶", "子女", "父母", "子女", "子女")
    for n in range(households):
        sexes = ["男", "女", "男", "女", "女", "男"][: (people if n % 4 else people - 1)]
        family = [
            person(
                surnames[n % 15] + given[(n + i) % 16] + given[(n // 16 + i) % 16], relation, 性别=sex,
                健康状况="长期慢性病" if (n + i) % 5 == 0 else "健康", 劳动能力="普通劳动力", 文化程度="初中",
                务工情况="省外务工" if i < 2 else "", 联系电话=f"138{n % 10**8:08d}" if i == 0 else "",
            )
            for i, (relation, sex) in enumerate(zip(relations, sexes, strict=False))
        ]  # fmt: skip
        rows += household(
            f"K{n:06d}", communities[n % len(communities)], *family,
            楼栋=n // 100 % 90 + 1, 单元=n % 3 + 1, 房号=f"{n // 3 % 33 + 1:02d}0{n % 4 + 1}", 生产经营性收入=0, 生产经营支出=0, 财产性收入=300,
        )  # fmt: skip
    return lines(rows)
