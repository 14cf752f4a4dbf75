"""A roster workbook for the bench: households that are new to the county, in all its communities, without faults."""

import io
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import xlsxwriter
from stdnum.cn.ric import calc_check_digit

HEADINGS = (
    "序号", "安置社区", "户编号", "姓名", "性别", "身份证号码", "与户主关系", "健康状况", "劳动能力", "文化程度",
    "务工情况", "联系电话", "户类型", "搬迁入住时间", "楼栋", "单元", "房号", "安置面积(㎡)", "迁出村", "旧房处置",
    "承包地面积(亩)", "工资性收入", "生产经营性收入", "生产经营支出", "财产性收入", "转移性收入",
)  # fmt: skip
FAMILY = (("户主", "男"), ("配偶", "女"), ("子女", "男"), ("父母", "女"))
SURNAMES, GIVEN = "向谭覃田冉滕龚牟黄李王张刘陈杨", "福秀英华明军娟梅志永发春芳涛霞刚"
FIRST_BUILDING, FLOORS, FLATS, UNITS = 101, 25, 4, 4


class RosterFile:
    """`households` new households of 3.75 people on the average, like the county's. Each `turn` names others."""

    def __init__(self, households: int, communities: Sequence[str], turn: int) -> None:
        self.households, self.communities, self.turn = households, communities, turn
        self.people = 0

    def workbook(self) -> bytes:
        out = io.BytesIO()
        book = xlsxwriter.Workbook(out, {"in_memory": True})
        page = book.add_worksheet("花名册")
        page.write_row(0, 0, HEADINGS)
        for line, cells in enumerate(self._rows(), 1):
            page.write_row(line, 0, [line, *cells])
        book.close()
        return out.getvalue()

    def _rows(self) -> Iterator[list[Any]]:
        for n in range(self.households):
            community = self.communities[n % len(self.communities)]
            home, nothing = self._home(n // len(self.communities)), [""] * 14
            family = FAMILY[: 3 if n % 4 == 0 else 4]
            for place, (relation, sex) in enumerate(family):
                name = SURNAMES[n % 15] + GIVEN[(n + place) % 16] + GIVEN[(n // 16 + place) % 16]
                health = "长期慢性病" if (n + place) % 5 == 0 else "健康"
                work = "省外务工" if place < 2 else ""
                phone = f"154{n:08d}" if place == 0 else ""
                yield [community, f"R{self.turn:02d}{n:06d}", name, sex, self._identity(sex), relation, health,
                       "普通劳动力", "初中", work, phone, *(nothing if place else home)]  # fmt: skip

    def _home(self, index: int) -> list[Any]:
        """The cells on a household's first row: flats one after another in buildings that only this turn names."""
        flat, floor = index % FLATS + 1, index // FLATS % FLOORS + 1
        unit = index // (FLATS * FLOORS) % UNITS + 1
        building = FIRST_BUILDING + self.turn * 3 + index // (FLATS * FLOORS * UNITS)
        return ["脱贫户", "2019-05", building, unit, f"{floor}{flat:02d}", 75, "石桥坪村", "已拆除", 1.5, 20000, 3000,
                800, 300, 4200]  # fmt: skip

    def _identity(self, sex: str) -> str:
        """A well-formed number under a region that the demo data does not use."""
        serial, day = self.people % 500, date(1950, 1, 1) + timedelta(days=self.people // 500)
        self.people += 1
        first = f"4228{29 + self.turn:02d}{day:%Y%m%d}{serial * 2 % 1000 + (sex == '男'):03d}"
        return first + calc_check_digit(first + "0")
