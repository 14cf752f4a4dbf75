"""What happened to made-up people and households over the years: health, learning, work, presence, income."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from demo.chance import Chance
from demo.families import Family, Person

Spell = tuple[str, date, date | None]

ILLNESS = {  # by age from: chronic, serious, disabled
    0: (0.015, 0.002, 0.008),
    16: (0.05, 0.008, 0.02),
    40: (0.20, 0.04, 0.04),
    60: (0.42, 0.09, 0.06),
}
WORKS = {
    "out_of_province": 38, "in_province": 9, "in_county": 12, "in_township": 8, "public_post": 8, "farming": 16,
    "workshop": 2, "self_employed": 3, "not_working": 4,
}  # fmt: skip
AT_HOME = {
    "in_county": 22, "in_township": 16, "public_post": 15, "workshop": 9, "self_employed": 5, "farming": 22,
    "not_working": 13,
}  # fmt: skip
AWAY = frozenset({"out_of_province", "in_province"})
WAGES = {  # yuan a year in the last year: middle, spread
    "out_of_province": (44_000, 9_000), "in_province": (36_000, 7_000), "in_county": (27_000, 5_000),
    "in_township": (20_000, 4_000), "workshop": (19_000, 3_500), "public_post": (7_200, 900),
    "self_employed": (24_000, 9_000),
}  # fmt: skip
YEARS = 6
ENOUGH = 8_200  # yuan a person; children's support and allowances lift most households there


@dataclass
class Life:
    """What is known of one person."""

    education: str
    labour: str
    health: list[Spell]
    work: list[Spell] = field(default_factory=list)

    @property
    def works_now(self) -> str:
        return self.work[-1][0] if self.work and self.work[-1][2] is None else ""


def life(chance: Chance, person: Person, today: date, *, away: bool) -> Life:
    """Health, schooling, labour and work of a person; `away` says that the household's workers are mostly away."""
    age = person.age_on(person.died or today)
    health = _health(chance, person, age, today)
    ill = {spell[0] for spell in health if spell[2] is None} & {"serious", "disabled"}
    education = _education(chance, age)
    labour = _labour(chance, age, bool(ill))
    known = Life(education, labour, health)
    if person.left is None:
        known.work = _work(chance, person, labour, age, today, away=away)
    return known


def _health(chance: Chance, person: Person, age: int, today: date) -> list[Spell]:
    if chance.maybe(0.02):
        return []  # not collected
    chronic, serious, disabled = next(odds for start, odds in sorted(ILLNESS.items(), reverse=True) if age >= start)
    found = [
        name
        for name, odds in (("chronic", chronic), ("serious", serious), ("disabled", disabled))
        if chance.maybe(odds)
    ]
    if not found:
        return [("healthy", person.joined, person.left)]
    start = person.joined if chance.maybe(0.55) else chance.day(person.joined, (person.left or today) - timedelta(30))
    spells: list[Spell] = [(name, max(start, person.joined), person.left) for name in found]
    if start > person.joined:
        spells.insert(0, ("healthy", person.joined, start))
    return [spell for spell in spells if spell[2] is None or spell[1] < spell[2]]


def _education(chance: Chance, age: int) -> str:
    if chance.maybe(0.02):
        return ""
    if age < 6:
        return "preschool"
    if age < 12:
        return "primary"
    if age < 15:
        return "junior"
    if age < 18:
        return "senior" if chance.maybe(0.8) else "junior"
    if age < 30:
        return chance.pick({"junior": 22, "senior": 33, "college": 28, "university": 17})
    if age < 45:
        return chance.pick({"primary": 18, "junior": 55, "senior": 19, "college": 6, "university": 2})
    if age < 62:
        return chance.pick({"illiterate": 7, "primary": 55, "junior": 33, "senior": 5})
    return chance.pick({"illiterate": 34, "primary": 58, "junior": 8})


def _labour(chance: Chance, age: int, ill: bool) -> str:
    if age < 16 or age > 74:
        return "none"
    if ill:
        return chance.pick({"weak": 45, "lost": 55})
    if age >= 65:
        return chance.pick({"weak": 70, "lost": 15, "none": 15})
    if age < 19:
        return "none"  # still at school
    return chance.pick({"ordinary": 66, "skilled": 22, "weak": 12 if age > 50 else 3})


def _work(chance: Chance, person: Person, labour: str, age: int, today: date, *, away: bool) -> list[Spell]:
    if labour in {"none", "lost"} or age < 18 or chance.maybe(0.02):
        return []  # the last: not collected
    if labour == "weak":
        now = chance.pick({"farming": 55, "public_post": 15, "not_working": 30})
    elif away:
        now = "out_of_province" if chance.maybe(0.8) else "in_province"
    else:
        # At home stay the mothers of small children and those over fifty; the young go.
        now = chance.pick(WORKS if age < 45 and person.sex == "male" else AT_HOME)
    start = max(person.joined, date(person.born.year + 18, 1, 1))
    if chance.maybe(0.35) and (today - start).days > 500:
        change = chance.day(start + timedelta(200), today - timedelta(60))
        return [(chance.pick({k: v for k, v in WORKS.items() if k != now}), start, change), (now, change, None)]
    return [(now, start, None)] if start < today else []


def presence(
    chance: Chance, moved_in: date, status: str, village: str, today: date
) -> list[tuple[str, str, date, date | None]]:
    """Spells (status, place, from, to) that end in today's status; the first year everybody was at home."""
    settled = chance.day(moved_in + timedelta(120), min(moved_in + timedelta(900), today - timedelta(200)))
    if status == "permanent":
        if chance.maybe(0.75):
            return [("permanent", "", moved_in, None)]
        back = chance.day(settled + timedelta(60), today - timedelta(30))
        return [
            ("permanent", "", moved_in, settled),
            ("migrant_work", chance.among(FAR), settled, back),
            ("permanent", "", back, None),
        ]
    if status == "dual":
        return _two_homes(chance, moved_in, village, today)
    place = {"migrant_work": chance.among(FAR), "returned": village, "vacant": ""}[status]
    return [("permanent", "", moved_in, settled), (status, place, settled, None)]


FAR = ("浙江温州", "浙江宁波", "广东东莞", "广东佛山", "福建泉州", "江苏苏州", "湖北武汉", "湖北宜昌", "上海松江")


def _two_homes(chance: Chance, moved_in: date, village: str, today: date) -> list[tuple[str, str, date, date | None]]:
    """At home, but in the old village in the busy seasons: maize in spring and autumn."""
    spells: list[tuple[str, str, date, date | None]] = []
    start = moved_in
    for year in range(max(moved_in.year + 1, today.year - 2), today.year + 1):
        for month, days in ((4, 28), (9, 34)):
            begin = date(year, month, chance.randint(3, 24))
            end = begin + timedelta(days=days)
            if begin <= start or begin >= today:
                continue
            spells.append(("permanent", "", start, begin))
            spells.append(("dual", f"{village}（农忙）", begin, end if end < today else None))
            start = end
            if end >= today:
                return spells
    return [*spells, ("dual", village, start, None)]


def incomes(chance: Chance, family: Family, lives: list[Life], kind: str, today: date) -> list[tuple[int, str, int]]:
    """(year, source, yuan) of the last six full years; wages follow work, transfers age and class."""
    base = _base(chance, family, lives, kind, today)
    rows = []
    missing = chance.maybe(0.04)
    setback = chance.maybe(0.05)
    for back in range(YEARS, 0, -1):
        if missing and back == 1:
            continue
        year = today.year - back
        if year < family.moved_in.year:
            continue
        growth = 0.935 ** (back - 1)
        for source, amount in base.items():
            value = amount * growth * chance.near(1, 0.06)
            if source == "wage" and setback and back == 1:
                value *= 0.35
            rows.append((year, source, round(value)))
    return rows


def _base(chance: Chance, family: Family, lives: list[Life], kind: str, today: date) -> dict[str, float]:
    wage, business, pension = 0.0, 0.0, 0.0
    for person, known in zip(family.people, lives, strict=True):
        if person.left is not None:
            continue
        work = known.works_now
        if work in WAGES:
            wage += chance.near(*WAGES[work])
        elif work == "farming":
            business += chance.near(7_500, 2_600)
        if person.age_on(today) >= 60:
            pension += 12 * chance.randint(150, 230)
    allowance = {"subsistence": 4_300, "extremely_poor": 7_800}.get(kind, 0) * len(family.now())
    transfer = pension + allowance + chance.randint(400, 1_900)
    people = len(family.now())
    if (wage + business + transfer) / people < ENOUGH and chance.maybe(0.94):
        transfer += (chance.uniform(ENOUGH, 1.5 * ENOUGH) * people) - (wage + business + transfer)
    return {
        "wage": wage,
        "business": business,
        "business_expense": business * chance.uniform(0.2, 0.42),
        "property": chance.among((0, 300, 600)),
        "transfer": transfer,
    }
