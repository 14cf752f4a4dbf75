"""A ledger of contracted land for the bench: fields that are new to the county, with a place, use and code each."""

import io
from collections.abc import Sequence

import xlsxwriter

HEADINGS = (
    "序号", "所在社区", "户编码", "地块编码", "地块名称", "面积（亩）", "地类", "流转情况", "经度(WGS84)",
    "纬度(WGS84)", "海拔（米）",
)  # fmt: skip
NAMES = ("门前田", "坡上", "大田湾", "老屋场", "垭口")
KINDS, USES = ("水田", "旱地", "茶园", "果园"), ("自种", "流转出", "撂荒")


class ParcelFile:
    """`rows` new fields of these households (community, code), as many of each. Each `turn` names others."""

    def __init__(self, rows: int, homes: Sequence[tuple[str, str]], turn: int) -> None:
        self.rows, self.homes, self.turn = rows, homes, turn

    def workbook(self) -> bytes:
        out = io.BytesIO()
        book = xlsxwriter.Workbook(out, {"constant_memory": True})
        page = book.add_worksheet("台账")
        page.write_row(0, 0, HEADINGS)
        for n in range(self.rows):
            community, code = self.homes[n % len(self.homes)]
            again = n // len(self.homes)
            page.write_row(n + 1, 0, [
                n + 1, community, code, f"422801{self.turn:04d}{n:09d}", f"{NAMES[n % 5]}{self.turn}-{again}",
                round(0.43 + n % 37 / 10, 2), KINDS[n % 4], USES[n % 3], 109.2 + n % 4_001 / 10_000,
                30.1 + n % 2_003 / 10_000, 500 + n % 900,
            ])  # fmt: skip
        book.close()
        return out.getvalue()
