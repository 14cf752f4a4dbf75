"""A roster that somebody has just uploaded: read and compared, waiting for the manager to look through it."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from apps.core import clock
from apps.core.sheets.actions import sheet_upload
from apps.core.sheets.register import register_of
from apps.core.sheets.work import sheet_work
from apps.households.models import Household, Membership
from demo.households import Settled
from demo.numbers import Numbers

HEADINGS = (
    "序号", "安置社区", "户编号", "姓名", "性别", "身份证号码", "与户主关系", "健康状况", "劳动能力", "文化程度",
    "联系电话", "户类型", "搬迁入住时间", "楼栋", "单元", "房号", "安置面积(㎡)", "迁出村",
)  # fmt: skip
SEX = {"male": "男", "female": "女"}
RELATION = {
    "head": "户主", "spouse": "配偶", "child": "子女", "parent": "父母", "child_in_law": "子女的配偶",
    "grandchild": "孙子女",
}  # fmt: skip
EDUCATION = {
    "preschool": "学龄前儿童", "illiterate": "文盲或半文盲", "primary": "小学", "junior": "初中", "senior": "高中",
    "college": "大专", "university": "本科",
}  # fmt: skip


class Roster:
    """The first households of a community as a county office would send them, with a few changes and mistakes."""

    def __init__(self, settled: Settled, numbers: Numbers) -> None:
        self.settled, self.numbers = settled, numbers
        self.rows: list[list[Any]] = []

    def upload(self, by: Any) -> None:
        """Upload and read it; nothing is applied."""
        homes = Household.objects.filter(community=self.settled.community, life_events__isnull=True).active()
        for household in homes.filter(occupancies__period__holds_on=clock.today()).order_by("code")[:24]:
            self._household(household)
        self._new_household()
        self._mistakes()
        name = f"{self.settled.site.name}花名册（{clock.today():%Y年%m月}）.xlsx"
        roster = sheet_upload(register=register_of("roster"), by=by, name=name, data=self._file(), start=False)
        sheet_work(sheet_import=roster)

    def _household(self, household: Household) -> None:
        held = household.occupancies.current().select_related("dwelling__building").get()
        dwelling = held.dwelling
        members = Membership.objects.filter(household=household).current().select_related("member").order_by("pk")
        for membership in sorted(members, key=lambda m: m.relation != "head"):
            member, head = membership.member, membership.relation == "head"
            place = (dwelling.building.number, dwelling.unit, dwelling.room, str(dwelling.area_m2 or ""))
            moved = f"{household.moved_in_on:%Y-%m}" if household.moved_in_on else ""
            self.rows.append([
                len(self.rows) + 1, self.settled.site.name, household.code, member.name, SEX[member.sex],
                member.id_number, RELATION.get(membership.relation, "其他"), "", "",
                EDUCATION.get(member.education, ""), member.phone, "",
                *((moved, *place, household.origin_village) if head else ("",) * 6),
            ])  # fmt: skip

    def _new_household(self) -> None:
        born = clock.today().replace(year=clock.today().year - 47, day=8)
        for name, sex, relation in (("覃远志", "male", "户主"), ("向春玲", "female", "配偶")):
            number = self.numbers.identity(born, sex)
            place = ("2020-06", self.settled.buildings[0].number, 1, "1201", "75", self.settled.site.villages[0])
            self.rows.append([
                len(self.rows) + 1, self.settled.site.name, "QC90001", name, SEX[sex], number, relation, "健康",
                "普通劳动力", "初中", "", "脱贫户", *(place if relation == "户主" else ("",) * 6),
            ])  # fmt: skip

    def _mistakes(self) -> None:
        """What offices really send: a number one digit short, a date to come, a telephone that changed, a baby."""
        heads = [row for row in self.rows if row[6] == "户主"]
        if len(heads) < 16:  # too small a community for mistakes
            return
        heads[3][5] = heads[3][5][:-1]
        heads[6][12] = f"{clock.today() + timedelta(days=400):%Y-%m}"
        heads[8][4] = "女" if heads[8][4] == "男" else "男"
        for row in heads[10:13]:
            row[10] = self.numbers.phone()
        baby = clock.today() - timedelta(days=70)
        row = heads[14]
        self.rows.insert(self.rows.index(row) + 1, [
            0, row[1], row[2], row[3][0] + "一诺", "女", self.numbers.identity(baby, "female"), "孙子女", "健康",
            "无劳动力", "学龄前儿童", "", "", *("",) * 6,
        ])  # fmt: skip

    def _file(self) -> bytes:
        book = Workbook()
        sheet = book.active
        sheet.append([f"{self.settled.site.name}易地扶贫搬迁安置户花名册（截至{clock.today():%Y年%m月%d日}）"])
        sheet.append(HEADINGS)
        for number, row in enumerate(self.rows, 1):
            sheet.append([number, *row[1:]])
        out = BytesIO()
        book.save(out)
        return out.getvalue()
