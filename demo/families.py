"""Made-up families: who lives together, and since when. Plain data; households.py turns it into rows.

Shapes follow what the field studies found: children away at work, old people at home, deaths, births and marriages
since the move.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from demo.chance import Chance
from demo.names import given_name, surname

# How many people a household has; the mean is near the reference sites' 3.4 to 3.7.
SIZES = {1: 8, 2: 17, 3: 23, 4: 27, 5: 15, 6: 10}
LARGEST = 7


@dataclass
class Person:
    """One person, from the day they joined the household to the day they left it."""

    name: str
    sex: str
    born: date
    relation: str
    joined: date
    left: date | None = None
    died: date | None = None
    roles: list[tuple[str, date, date | None]] = field(default_factory=list)

    def age_on(self, day: date) -> int:
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))


@dataclass
class Family:
    """The people of one household, head first."""

    people: list[Person]
    moved_in: date

    def now(self) -> list[Person]:
        """Those who belong to it today."""
        return [person for person in self.people if person.left is None]


Draft = list[tuple[str, str, int]]  # relation, sex, age


def sizes(chance: Chance, households: int, people: int) -> list[int]:
    """Household sizes that add up to exactly `people`."""
    drawn = [chance.pick(SIZES) for _i in range(households)]
    while (missing := people - sum(drawn)) != 0:
        index, step = chance.randrange(households), 1 if missing > 0 else -1
        if 1 <= drawn[index] + step <= LARGEST:
            drawn[index] += step
    return drawn


def draft(chance: Chance, size: int) -> Draft:
    """Relations, sexes and ages of a household of this size."""
    if size == 1:
        return [("head", chance.pick({"male": 6, "female": 4}), _old(chance) if chance.maybe(0.65) else _grown(chance))]
    if size == 2:
        return _pair(chance)
    if size == 3:
        return _three(chance)
    people = _couple(chance, chance.randint(34, 54)) if chance.maybe(0.65) else _three_generations(chance)
    return _fill(chance, people, size)


def _old(chance: Chance) -> int:
    return chance.randint(61, 86)


def _grown(chance: Chance) -> int:
    return chance.randint(42, 60)


def _couple(chance: Chance, age: int) -> Draft:
    return [("head", "male", age), ("spouse", "female", max(22, age - chance.randint(-1, 5)))]


def _pair(chance: Chance) -> Draft:
    kind = chance.pick({"old couple": 55, "with grandchild": 20, "single parent": 25})
    if kind == "old couple":
        return _couple(chance, _old(chance))
    if kind == "with grandchild":
        return [("head", _sex(chance), chance.randint(58, 76)), ("grandchild", _sex(chance), chance.randint(5, 16))]
    age = chance.randint(32, 55)
    return [("head", _sex(chance), age), ("child", _sex(chance), max(1, age - chance.randint(21, 30)))]


def _three(chance: Chance) -> Draft:
    kind = chance.pick({"young": 50, "grown child": 25, "old with grandchild": 25})
    if kind == "old with grandchild":
        return [*_couple(chance, chance.randint(57, 74)), ("grandchild", _sex(chance), chance.randint(3, 16))]
    age = chance.randint(28, 46) if kind == "young" else chance.randint(46, 62)
    return [*_couple(chance, age), ("child", _sex(chance), _child_age(chance, age))]


def _three_generations(chance: Chance) -> Draft:
    age = chance.randint(50, 66)
    son = age - chance.randint(22, 27)
    return [
        *_couple(chance, age),
        ("child", "male", son),
        ("child_in_law", "female", max(21, son - chance.randint(0, 4))),
        *([("grandchild", _sex(chance), max(0, son - chance.randint(22, 28)))] if chance.maybe(0.6) else []),
    ]


def _fill(chance: Chance, people: Draft, size: int) -> Draft:
    """Add children and parents until the household has its size; take the youngest away where it has too many."""
    head_age = people[0][2]
    while len(people) < size:
        parents = sum(1 for relation, *_rest in people if relation == "parent")
        extended = any(relation == "child_in_law" for relation, *_rest in people)
        if (len(people) >= 4 or chance.maybe(0.3)) and parents < 2 and head_age + 20 < 92:
            sex = "female" if parents or chance.maybe(0.6) else "male"
            people.append(("parent", sex, min(94, head_age + chance.randint(20, 28))))
        elif extended:
            people.append(("grandchild", _sex(chance), chance.randint(0, 12)))
        else:
            people.append(("child", _sex(chance), _child_age(chance, head_age)))
    return people[:size]


def _child_age(chance: Chance, parent_age: int) -> int:
    return max(0, parent_age - chance.randint(22, 32))


def _sex(chance: Chance) -> str:
    return "male" if chance.maybe(0.52) else "female"


def family(chance: Chance, size: int, moved_in: date, today: date) -> Family:
    """A household of `size` people today, with those who have since died or left beside them."""
    last_name = surname(chance)
    built = Family([], moved_in)
    for relation, sex, age in draft(chance, size):
        built.people.append(_person(chance, built, relation, sex, age, last_name, today))
    _marriage(chance, built, today)
    _departures(chance, built, last_name, today)
    for person in built.people:
        person.roles = person.roles or [(person.relation, person.joined, person.left)]
    return built


def _person(chance: Chance, built: Family, relation: str, sex: str, age: int, last_name: str, today: date) -> Person:
    born = _birthday(chance, age, today)
    own_name = relation in {"spouse", "child_in_law"} or (relation == "parent" and sex == "female")
    for _try in range(20):  # no two people of one household share a name
        name = (surname(chance) if own_name else last_name) + given_name(chance, sex, born.year)
        if all(person.name != name for person in built.people):
            break
    return Person(name, sex, born, relation, max(built.moved_in, born))


def _birthday(chance: Chance, age: int, today: date) -> date:
    latest = date(today.year - age, today.month, min(today.day, 28))
    return latest - timedelta(days=chance.randint(1, 364))


def _marriage(chance: Chance, built: Family, today: date) -> None:
    """Some daughters-in-law came after the move."""
    for person in built.people:
        if person.relation == "child_in_law" and chance.maybe(0.5):
            person.joined = chance.day(max(built.moved_in, today - timedelta(days=1800)), today - timedelta(days=40))
            _not_before(built, person, today)


def _not_before(built: Family, mother: Person, today: date) -> None:
    """Grandchildren are born after the wedding."""
    for person in built.people:
        if person.relation == "grandchild" and person.born < mother.joined:
            person.born = min(mother.joined + timedelta(days=300), today - timedelta(days=3))
            person.joined = person.born


def _departures(chance: Chance, built: Family, last_name: str, today: date) -> None:
    """Parents who died, daughters who married away, and heads whose widows became head."""
    since_move = (built.moved_in + timedelta(days=60), today - timedelta(days=10))
    head = built.people[0]
    if chance.maybe(0.09):
        gone = _person(chance, built, "parent", _sex(chance), _ancient(chance, head, today), last_name, today)
        gone.joined, gone.left = built.moved_in, chance.day(*since_move)
        gone.died = gone.left
        built.people.append(gone)
    if head.age_on(today) > 45 and chance.maybe(0.06):
        bride = _person(chance, built, "child", "female", chance.randint(23, 33), last_name, today)
        bride.joined, bride.left = built.moved_in, chance.day(*since_move)
        built.people.append(bride)
    if head.sex == "female" and head.age_on(today) > 50 and len(built.people) == 1:
        _widow(chance, built, head, chance.day(*since_move), today)


def _ancient(chance: Chance, head: Person, today: date) -> int:
    return max(66, min(94, head.age_on(today) + chance.randint(21, 29)))


def _widow(chance: Chance, built: Family, head: Person, died: date, today: date) -> None:
    husband = _person(chance, built, "head", "male", head.age_on(today) + 2, surname(chance), today)
    husband.joined, husband.left, husband.died = built.moved_in, died, died
    husband.roles = [("head", husband.joined, died)]
    head.joined = built.moved_in
    head.roles = [("spouse", head.joined, died), ("head", died, None)]
    built.people.append(husband)
