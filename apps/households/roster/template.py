"""The empty roster that offices may start from: text cells, choices where the words are fixed, and how to fill it in."""

import io
from collections.abc import Iterable
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.sheets.workbook import HEADING
from apps.households.roster import columns, words

TEMPLATE = (
    ("安置社区", ""), ("户编号", "H00001"), ("姓名", "张大山"), ("性别", "男"), ("身份证号码", "42280119690101001X"),
    ("与户主关系", "户主"), ("健康状况", "健康"), ("劳动能力", "普通劳动力"), ("文化程度", "小学"), ("务工情况", "省外务工"),
    ("联系电话", "13800000000"), ("户类型", "脱贫户"), ("搬迁入住时间", "2019-05"), ("楼栋", "3"), ("单元", "2"), ("房号", "501"),
    ("安置面积（㎡）", "100"), ("迁出村", "石桥坪村"), ("旧房处置", "已拆除"), ("承包地面积（亩）", "2.5"), ("工资性收入（元）", "36000"),
    ("生产经营性收入（元）", "5000"), ("生产经营支出（元）", "1200"), ("财产性收入（元）", "300"), ("转移性收入（元）", "4200"),
)  # fmt: skip
LISTS = {"与户主关系": "relation", "劳动能力": "labour", "文化程度": "education", "务工情况": "work", "户类型": "kind",
         "旧房处置": "old_house", "性别": "sex"}  # fmt: skip
WORDS = {**LISTS, "健康状况": "health"}
NEEDED = frozenset(columns.REQUIRED)
TEMPLATE_ROWS = 2_000
RULES = (
    gettext_lazy("One row for each person. The head of the household comes first; write 户主 there."),
    gettext_lazy("All rows of a household have the same household code."),
    gettext_lazy("Facts about the whole household stand on its first row only; the others may stay empty."),
    gettext_lazy("Identity numbers must be text. This template is already set so; do not change the format."),
    gettext_lazy("Dates like 2019-05 or 2019-05-18. Amounts in yuan, digits only. What you do not know stays empty."),
    gettext_lazy("Columns with a star must be filled in. Other columns may be left out."),
)


def template(communities: Iterable[str]) -> bytes:
    """An empty roster: text cells, choices where the words are fixed, and a sheet that explains."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page, help_page = book.add_worksheet("花名册"), book.add_worksheet(str(_("How to fill it in"))[:31])
    plain, heading = book.add_format({"num_format": "@"}), book.add_format(HEADING)
    choices = {**{head: words.KNOWN[key].split("、") for head, key in LISTS.items()}, "安置社区": list(communities)}
    for column, (title, _example) in enumerate(TEMPLATE):
        needed = columns.meaning(title)[0] in NEEDED
        page.set_column(column, column, max(11, 2.4 * len(title)), plain)
        page.write_string(0, column, f"{title}*" if needed else title, heading)
        listed = choices.get(title) or []
        if listed and sum(map(len, listed)) + len(listed) < 250:
            page.data_validation(1, column, TEMPLATE_ROWS, column, {"validate": "list", "source": listed,
                                                                    "error_type": "warning"})  # fmt: skip
    page.set_row(0, 34)
    page.freeze_panes(1, 3)
    _write_help(book, help_page, heading, plain)
    book.close()
    return out.getvalue()


def _write_help(book: Any, page: Any, heading: Any, plain: Any) -> None:
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    page.set_column(0, 0, 26)
    page.set_column(1, 1, 72, wrap)
    for row, rule in enumerate(RULES):
        page.write_string(row, 0, str(row + 1))
        page.write_string(row, 1, str(rule), wrap)
    top = len(RULES) + 1
    page.write_string(top, 0, str(_("Column")), heading)
    page.write_string(top, 1, str(_("Example, or the words to use")), heading)
    for row, (title, example) in enumerate(TEMPLATE, top + 1):
        known = (
            words.KNOWN[LISTS[title]] if title in LISTS else words.KNOWN["health"] if title == "健康状况" else example
        )
        page.write_string(row, 0, title, plain)
        page.write_string(row, 1, known, wrap)
