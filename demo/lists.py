"""Lists that offices sent: facilities and fields to import, in every state in which an import can wait or end."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from apps.core import clock
from apps.core.models import StagedImport
from apps.core.sheets.actions import sheet_apply, sheet_discard, sheet_upload
from apps.core.sheets.register import register_of
from apps.core.sheets.work import sheet_work
from apps.facilities.imports.vocabulary import KINDS as FACILITY_KINDS
from apps.facilities.models import Facility
from apps.farmland.imports.vocabulary import KINDS as LAND_KINDS
from apps.farmland.models import Parcel
from apps.households.models import Membership
from demo.households import Settled

Rows = Sequence[Sequence[Any]]
FACILITIES = ("设施名称", "类别", "所在社区", "楼栋", "容量", "联系电话", "开放时间", "备注")
FIELDS = ("户编码", "户主姓名", "身份证号", "地块名称", "面积（亩）", "地类", "备注")
LOOKED_AT, CHANGED = 8, 3  # rows of the list to look through; how many of them differ


class Lists:
    """What the manager of one community imported, and what still waits."""

    def __init__(self, settled: Settled, by: Any) -> None:
        self.settled, self.by, self.home = settled, by, settled.site.name

    def send(self) -> None:
        """Upload and read all; one of each register is applied, one put away, the others wait."""
        self._send("facilities", "公共设施", FACILITIES, self._facilities())
        self._send("parcels", "承包地", FIELDS, self._fields())
        bare = [["卫生室", "卫生室", self.home, 3], ["图书室", "图书室", self.home, 4]]
        self._read("facilities", "设施（旧表）", ("设施名称", "属什么", "所在社区", "楼栋"), bare)
        places = [[*row[:6], 109.49 + n / 1000, 30.28] for n, row in enumerate(self._fields()[:4])]
        self._read("parcels", "地块（手机定位）", (*FIELDS[:6], "经度", "纬度"), places)

    def _send(self, register: str, name: str, headings: Sequence[str], rows: list[list[Any]]) -> None:
        checked = [[*rows[CHANGED][:-1], "已核对"]]
        self._finish(self._read(register, f"{name}（已核对）", headings, checked), sheet_apply)
        self._finish(self._read(register, f"{name}（重复）", headings, rows[:1]), sheet_discard)
        self._read(register, f"{name}说明", ("说明", "日期"), [["请各村按时上报", "三月"]])
        self._read(register, f"{name}台账", headings, rows)

    def _read(self, register: str, name: str, headings: Sequence[str], rows: Rows) -> StagedImport:
        file = f"{self.home}{name}（{clock.today():%Y年%m月}）.xlsx"
        data = workbook(f"{self.home}{name}", headings, rows)
        made = sheet_upload(register=register_of(register), by=self.by, name=file, data=data, start=False)
        sheet_work(sheet_import=made)
        return made

    def _finish(self, made: StagedImport, step: Callable[..., Any]) -> None:
        step(sheet_import=made, by=self.by, **({"start": False} if step is sheet_apply else {}))
        sheet_work(sheet_import=made)

    def _facilities(self) -> list[list[Any]]:
        """The first facilities as they are, three with another capacity; a building that is not there, cells that are
        no words of the list, and one that is new."""
        kinds = _first_words(FACILITY_KINDS)
        rows = []
        for n, row in enumerate(Facility.objects.filter(community=self.settled.community).order_by("pk")[:LOOKED_AT]):
            capacity: Any = (row.capacity or 0) + 20 if n < CHANGED and row.capacity_unit == "places" else ""
            rows.append([row.name, kinds[row.kind], self.home, "", capacity, "", "", ""])
        rows[1][5], rows[2][6] = "13800006188", "每天 8:00-18:00"
        rows[4][3], rows[5][4] = "99号楼", "约三十人"
        rows.append(["缝纫车间", "帮扶车间", self.home, "", "20人", "", "每天 9:00-18:00", "新开"])
        rows.append(["青年之家", "其他活动点", self.home, "", "", "", "", ""])
        return rows

    def _fields(self) -> list[list[Any]]:
        """The first fields as they are, three with another area; a code and a number that belong to different
        households, a wrong head, an area in words, and one that is new."""
        kinds = _first_words(LAND_KINDS)
        found = Parcel.objects.filter(community=self.settled.community, given_up_on__isnull=True).exclude(name="")
        found = found.select_related("household").order_by("household__code", "pk")
        live = Membership.objects.current().filter(community=self.settled.community, relation="head")
        heads = {row.household_id: row.member for row in live.select_related("member")}
        rows: list[list[Any]] = []
        for n, row in enumerate([row for row in found[: 3 * LOOKED_AT] if row.household_id in heads][:LOOKED_AT]):
            area = row.area_mu + (1 if n < CHANGED else 0)
            head = heads[row.household_id]
            rows.append([row.household.code, head.name, "", row.name, float(area), kinds[row.kind], ""])
        others = [head for head in heads.values() if head.name != rows[4][1]]
        rows[4][1:3] = "", others[-1].id_number
        rows[5][1] = "覃不在"
        rows[6][4] = "约一亩"
        rows.append([*rows[0][:3], "新垦地", 0.6, kinds["dry"], ""])
        return rows


def _first_words(spellings: Mapping[str, str]) -> dict[str, str]:
    """The first spelling of each code."""
    words: dict[str, str] = {}
    for spelling, code in spellings.items():
        words.setdefault(code, spelling)
    return words


def workbook(title: str, headings: Sequence[str], rows: Rows) -> bytes:
    """A sheet as offices keep them: a title, the headings, the rows."""
    book = Workbook()
    page = book.active
    page.title = "台账"
    for row in ([title], headings, *rows):
        page.append(list(row))
    out = BytesIO()
    book.save(out)
    return out.getvalue()
