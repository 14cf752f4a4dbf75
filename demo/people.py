"""What is known of made-up people beside health and work: cards, schools, insurance, skills, courses, telephones.

Each person draws from their own chance, so that adding a fact moves nothing else. A part is not collected, as in life.
"""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from apps.core.periods import since
from apps.households.models import (
    Contact,
    Disability,
    Employment,
    HealthRecord,
    Insurance,
    Member,
    MemberSkill,
    Schooling,
    Skill,
    Training,
)
from demo.chance import Chance
from demo.families import Person

Add = Callable[[Any], Any]
SKILLS = (
    "砌砖", "木工", "电工", "焊工", "挖掘机", "驾驶（B2）", "缝纫", "厨师", "月嫂", "养老护理", "制茶", "养蜂",
    "刺绣", "电商直播",
)  # fmt: skip
OWN_WORDS = ("会唱山歌", "编竹器", "杀年猪", "做豆腐", "会修家电")
COURSES = (
    ("电工", 10, "电工证（初级）"), ("月嫂", 15, "母婴护理证"), ("中式烹调", 12, "厨师证（初级）"),
    ("茶叶加工", 5, ""), ("电商运营", 4, ""), ("焊工", 20, "特种作业操作证"), ("养老护理", 10, "养老护理员证"),
)  # fmt: skip
EMPLOYERS = {
    "out_of_province": (
        ("东莞某电子厂", "广东东莞"), ("宁波某建筑队", "浙江宁波"), ("温州某鞋厂", "浙江温州"),
        ("泉州某服装厂", "福建泉州"),
    ),
    "in_province": (("武汉某物流公司", "湖北武汉"), ("宜昌某化工厂", "湖北宜昌")),
    "in_county": (("县城某家具厂", ""), ("县医院保洁", ""), ("县城某餐馆", "")),
    "in_township": (("镇茶叶合作社", ""), ("镇敬老院", "")),
    "workshop": (("社区服装帮扶车间", ""), ("社区电子帮扶车间", "")),
    "public_post": (("社区保洁岗", ""), ("护林岗", ""), ("公路养护岗", "")),
    "self_employed": (("小卖部", ""), ("早餐店", ""), ("货运", "")),
}  # fmt: skip
WAGE = {  # yuan a month: middle, spread
    "out_of_province": (4_600, 900), "in_province": (3_900, 700), "in_county": (2_900, 500),
    "in_township": (2_300, 400), "workshop": (2_400, 450), "public_post": (650, 120), "self_employed": (3_200, 1_200),
}  # fmt: skip
DIAGNOSES = {
    "chronic": ("高血压", "糖尿病", "慢性支气管炎", "腰椎间盘突出", "类风湿关节炎"),
    "serious": ("尿毒症", "肺癌", "脑梗死后遗症", "冠心病（支架术后）"),
    "disabled": ("",),
}
HOSPITALS = ("县人民医院", "州中心医院", "镇卫生院")
CARDS = {"physical": 52, "visual": 12, "hearing": 11, "speech": 3, "intellectual": 8, "mental": 9, "multiple": 5}
SCHOOLS = {
    "kindergarten": "镇中心幼儿园", "primary": "镇中心小学", "junior": "镇初级中学", "senior": "县第一中学",
    "vocational": "县职教中心",
}  # fmt: skip
WHOSE = {"child": 46, "spouse": 22, "relative": 14, "neighbour": 9, "parent": 9}
CHANNELS = {"phone": 55, "wechat": 24, "visit": 12, "letter": 1, "": 8}


def skill_words() -> dict[str, Skill]:
    """The county's skills, made once."""
    return {name: Skill.objects.get_or_create(name=name)[0] for name in SKILLS}


class Told:
    """Tells the facts of one person; rows go to `add`."""

    def __init__(self, person: Person, member: Member, add: Add, skills: dict[str, Skill], today: date) -> None:
        self.person, self.member, self.add, self.skills, self.today = person, member, add, skills, today
        self.chance = Chance(f"told {person.name} {person.born} {person.joined}")
        self.age = person.age_on(person.died or today)
        self.here = person.left is None

    def reached(self) -> None:
        """Before the person is written: whose telephone, and how they are best reached."""
        self.member.phone_of = "self" if self.member.phone and self.chance.maybe(0.8) else ""
        self.member.channel = self.chance.pick(CHANNELS) if self.age >= 16 and self.here else ""

    def tell(self, phone: Callable[[], str]) -> None:
        """Everything of somebody who is still here."""
        if not self.here:
            return
        self._school()
        self._insurance()
        self._skills_and_courses()
        if self.age >= 50 and self.chance.maybe(0.3):
            self._row(Contact(phone=phone(), phone_of=self.chance.pick(WHOSE), note=""))

    def health(self, row: HealthRecord) -> HealthRecord:
        """Diagnosis and hospital for a part of the ill; a card for most of the disabled."""
        names = DIAGNOSES.get(row.health, ())
        if names and names[0] and self.chance.maybe(0.45):
            row.diagnosis, row.hospital = self.chance.among(names), self.chance.among(HOSPITALS)
        if row.health == "disabled" and self.here and self.chance.maybe(0.85):
            issued = max(self.person.born + timedelta(400), self.today - timedelta(self.chance.randint(200, 3_000)))
            card = since(issued, date(issued.year + 10, issued.month, min(issued.day, 28)))
            grade = self.chance.pick({1: 14, 2: 30, 3: 32, 4: 24})
            self._row(Disability(category=self.chance.pick(CARDS), grade=grade, period=card))
        return row

    def job(self, row: Employment) -> Employment:
        """Employer, place and wage of a line of the ledger; some of it was never asked."""
        if row.work in EMPLOYERS and self.chance.maybe(0.8):
            row.employer, row.place_text = self.chance.among(EMPLOYERS[row.work])
            row.wage_month = Decimal(round(self.chance.near(*WAGE[row.work]), -2))
            row.unstable = self.chance.maybe(0.16)
        if row.work == "public_post":
            row.place = self.chance.pick({"community": 60, "township": 30, "": 10})
        elif row.work in ("farming", "self_employed"):
            row.place = self.chance.pick({"community": 20, "township": 60, "county": 12, "": 8})
        return row

    def _school(self) -> None:
        stage = _stage(self.chance, self.age)
        if not stage or self.chance.maybe(0.03):
            return
        grades = {"kindergarten": 3, "primary": 6, "junior": 3, "senior": 3, "vocational": 3}
        grade = f"{self.chance.randint(1, grades[stage])}年级" if stage in grades and stage != "kindergarten" else ""
        start = max(self.person.born, date(self.today.year - (self.today.month < 9), 9, 1))
        boards = (
            None if self.chance.maybe(0.1) else stage in ("junior", "senior", "vocational", "college", "university")
        )
        self._row(
            Schooling(stage=stage, school=SCHOOLS.get(stage, ""), grade=grade, boarding=boards, period=since(start))
        )

    def _insurance(self) -> None:
        year = since(max(self.person.born, date(self.today.year, 1, 1)), date(self.today.year + 1, 1, 1))
        if self.chance.maybe(0.95):
            scheme = self.chance.pick({"resident": 91, "employee": 6, "none": 3})
            self._row(Insurance(branch="medical", scheme=scheme, period=year))
        if self.age >= 16 and self.chance.maybe(0.9):
            scheme = self.chance.pick({"resident": 84, "employee": 6, "none": 10})
            self._row(Insurance(branch="old_age", scheme=scheme, period=year))

    def _skills_and_courses(self) -> None:
        if not 18 <= self.age <= 65:
            return
        if self.chance.maybe(0.22):
            self._row(MemberSkill(skill=self.skills[self.chance.among(SKILLS)], words=""))
        if self.chance.maybe(0.05):
            self._row(MemberSkill(skill=None, words=self.chance.among(OWN_WORDS)))
        if self.chance.maybe(0.12):
            course, days, certificate = self.chance.among(COURSES)
            start = self.chance.day(max(self.person.joined, self.today - timedelta(700)), self.today - timedelta(days))
            end = start + timedelta(days)
            certificate = certificate if self.chance.maybe(0.7) else ""
            self._row(Training(course=course, days=days, certificate=certificate, period=since(start, end)))

    def _row(self, row: Any) -> None:
        row.member = self.member
        self.add(row)


def _stage(chance: Chance, age: int) -> str:
    for limit, stage in ((3, ""), (6, "kindergarten"), (12, "primary"), (15, "junior")):
        if age < limit:
            return stage
    if age < 18:
        return chance.pick({"senior": 58, "vocational": 34, "": 8})
    if age < 22:
        return chance.pick({"college": 24, "university": 20, "": 56})
    return ""
