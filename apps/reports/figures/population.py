"""Figures about people and households: registered, present, by sex, age, residence status and class.

All are stocks: what the register says of the last day of the month, by the periods of its rows. Correcting the register
corrects the month; a later move, birth or death does not.
"""

from collections.abc import Callable, Collection
from datetime import date

from django.db.models import FilteredRelation, Q, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from apps.households.ages import born_by
from apps.households.models import Household, Membership
from apps.households.vocabulary import HouseholdClass, OldHouse, ResidenceStatus, Sex
from apps.reports.figures.counting import counts_by_community
from apps.reports.registry import Kind, Metric, Row, Section, count, register, register_extra
from apps.reports.span import Span

PEOPLE, HOUSEHOLDS = _("people"), _("households")
POPULATION, BY_STATUS, BY_CLASS, OLD_HOMES = _("Population"), _("How they live"), _("Household class"), _("Old homes")
GROWN, OLD = 16, 61  # a person is under 16 until that birthday, and over 60 from the 61st


def registered_households(communities: Collection[int], span: Span) -> QuerySet:
    """Households on the register on the last day: moved in by then, and not left."""
    day = span.as_at
    here = Q(moved_in_on__isnull=True) | Q(moved_in_on__lte=day)
    rows = Household.objects.filter(here, community__in=communities)
    return rows.filter(Q(left_on__isnull=True) | Q(left_on__gt=day)).annotate(
        lives=FilteredRelation("presences", condition=Q(presences__period__holds_on=day)),
        was=FilteredRelation("classes", condition=Q(classes__period__holds_on=day)),
    )


def registered_people(communities: Collection[int], span: Span) -> QuerySet:
    """Memberships that hold on the last day, of living people in registered households."""
    day = span.as_at
    here = Q(household__moved_in_on__isnull=True) | Q(household__moved_in_on__lte=day)
    stays = Q(household__left_on__isnull=True) | Q(household__left_on__gt=day)
    alive = Q(member__died_on__isnull=True) | Q(member__died_on__gt=day)
    rows = Membership.objects.filter(here, stays, alive, community__in=communities, period__holds_on=day)
    return rows.annotate(
        lives=FilteredRelation("household__presences", condition=Q(household__presences__period__holds_on=day))
    )


def people_filters(span: Span) -> dict[str, Q]:
    """What each count of people means."""
    grown, old = born_by(GROWN, span.as_at), born_by(OLD, span.as_at)
    return {
        "registered": Q(),
        "present": Q(lives__status=ResidenceStatus.PERMANENT),
        "known_presence": Q(lives__status__isnull=False),
        "unknown_presence_people": Q(lives__status__isnull=True),
        "known_sex": ~Q(member__sex=""),
        "unknown_sex": Q(member__sex=""),
        "known_age": Q(member__birth_date__isnull=False),
        "unknown_age": Q(member__birth_date__isnull=True),
        "under_16": Q(member__birth_date__gt=grown),
        "age_16_60": Q(member__birth_date__lte=grown, member__birth_date__gt=old),
        "over_60": Q(member__birth_date__lte=old),
        **{sex.value: Q(member__sex=sex) for sex in Sex},
    }


def household_filters(span: Span) -> dict[str, Q]:
    """What each count of households means."""
    return {
        "registered": Q(),
        "known_presence": Q(lives__status__isnull=False),
        "unknown_presence_households": Q(lives__status__isnull=True),
        "known_class": Q(was__kind__isnull=False),
        "unknown_class": Q(was__kind__isnull=True),
        "titled": Q(title_issued=True) & _by("title_issued_on", span.as_at),
        "known_title": Q(title_issued__isnull=False),
        "unknown_title": Q(title_issued__isnull=True),
        "known_old_house": ~Q(old_house=""),
        "unknown_old_house": Q(old_house=""),
        **{f"lives_{status.value}": Q(lives__status=status) for status in ResidenceStatus},
        **{f"class_{kind.value}": Q(was__kind=kind) for kind in HouseholdClass},
        **old_house_filters(span.as_at),
    }


def _by(column: str, day: date) -> Q:
    """It had happened by the day; what has no day is taken to have."""
    return Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__lte": day})


def old_house_filters(day: date) -> dict[str, Q]:
    """What had become of the old house by the day."""
    gone = Q(old_house__in=(OldHouse.DEMOLISHED, OldHouse.RECLAIMED)) & _by("demolished_on", day)
    reclaimed = Q(old_house=OldHouse.RECLAIMED) & _by("demolished_on", day) & _by("reclaimed_on", day)
    later = Q(old_house=OldHouse.RECLAIMED, reclaimed_on__gt=day)
    return {
        "old_house_standing": Q(old_house=OldHouse.STANDING) | Q(demolished_on__gt=day),
        "old_house_demolished": gone & (Q(old_house=OldHouse.DEMOLISHED) | later),
        "old_house_reclaimed": reclaimed,
    }


def people_counts(communities: Collection[int], span: Span) -> dict[int, Row]:
    """All counts of people, in one query."""
    return counts_by_community(registered_people(communities, span), people_filters(span))


def household_counts(communities: Collection[int], span: Span) -> dict[int, Row]:
    """All counts of households, in one query."""
    return counts_by_community(registered_households(communities, span), household_filters(span))


Cases = Callable[[Collection[int], Span], QuerySet]


def people_cases(key: str) -> Cases:
    """The memberships that a count of people counts."""
    return lambda communities, span: registered_people(communities, span).filter(people_filters(span)[key])


def household_cases(key: str) -> Cases:
    """The households that a count counts."""
    return lambda communities, span: registered_households(communities, span).filter(household_filters(span)[key])


for _key, _words in {
    "unknown_presence_people": ngettext_lazy("%(n)s person unknown", "%(n)s people unknown", "n"),
    "unknown_presence_households": ngettext_lazy("%(n)s household unknown", "%(n)s households unknown", "n"),
    "unknown_sex": ngettext_lazy("sex of %(n)s not entered", "sex of %(n)s not entered", "n"),
    "unknown_age": ngettext_lazy("birth date of %(n)s not entered", "birth date of %(n)s not entered", "n"),
    "unknown_class": ngettext_lazy("class of %(n)s not entered", "class of %(n)s not entered", "n"),
    "unknown_title": ngettext_lazy("%(n)s household unknown", "%(n)s households unknown", "n"),
    "unknown_old_house": ngettext_lazy("%(n)s household unknown", "%(n)s households unknown", "n"),
}.items():
    register_extra(_key, _words)


def _people(key: str, name: object, definition: object, known: str = "registered", unknown: str = "") -> None:
    register(
        Metric(
            key=f"people.{key}",
            name=name,
            unit=PEOPLE,
            definition=definition,
            section=Section.BASICS,
            group=POPULATION,
            kind=Kind.STOCK,
            counts=people_counts,
            read=lambda row: count(row, key, known=known, extra=(unknown,) if unknown else ()),
            cases=people_cases(key),
            case_model="households.membership",
        )
    )


def _households(
    key: str, name: object, definition: object, group: object, known: str = "registered", unknown: str = ""
) -> None:
    register(
        Metric(
            key=f"households.{key}",
            name=name,
            unit=HOUSEHOLDS,
            definition=definition,
            section=Section.BASICS,
            group=group,
            kind=Kind.STOCK,
            counts=household_counts,
            read=lambda row: count(row, key, known=known, extra=(unknown,) if unknown else ()),
            cases=household_cases(key),
            case_model="households.household",
        )
    )


_households(
    "registered",
    _("registered households"),
    _("Households on the register on the last day of the month: moved in by then and not left."),
    POPULATION,
)
_people(
    "registered",
    _("registered people"),
    _("People who belong to a registered household on the last day of the month, the dead left out."),
)
_households(
    "lives_permanent",
    _("households present"),
    _("Registered households whose residence status on the last day of the month is permanent: at home for at least "
      "eight months a year. Two homes and work elsewhere are counted under their own name."),
    POPULATION, "known_presence", "unknown_presence_households",
)  # fmt: skip
_people(
    "present",
    _("people present"),
    _("Registered people of households whose residence status on the last day of the month is permanent."),
    "known_presence", "unknown_presence_people",
)  # fmt: skip
for _sex in Sex:
    _people(
        _sex.value, _sex.label, _("Registered people of this sex, as registered."), "known_sex", "unknown_sex"
    )  # fmt: skip
for _key, _name in {
    "under_16": _("under 16"),
    "age_16_60": _("16 to 60"),
    "over_60": _("over 60"),
}.items():
    _people(
        _key,
        _name,
        _("Registered people by full years on the last day of the month: under 16 until the day before the 16th "
          "birthday, over 60 from the 61st birthday."),
        "known_age", "unknown_age",
    )  # fmt: skip
for _status in ResidenceStatus:
    if _status is not ResidenceStatus.PERMANENT:  # that one is “households present”
        _households(
            f"lives_{_status.value}",
            _status.label,
            _("Registered households with this residence status on the last day of the month."),
            BY_STATUS, "known_presence", "unknown_presence_households",
        )  # fmt: skip
for _class in HouseholdClass:
    _households(
        f"class_{_class.value}",
        _class.label,
        _("Registered households that were of this class on the last day of the month."),
        BY_CLASS, "known_class", "unknown_class",
    )  # fmt: skip
_households(
    "titled",
    _("titles issued"),
    _("Registered households to whom the title of their dwelling was issued by the last day of the month; titles "
      "without a date are taken as issued before."),
    OLD_HOMES, "known_title", "unknown_title",
)  # fmt: skip
for _old in OldHouse:
    _households(
        f"old_house_{_old.value}",
        format_lazy("{}: {}", _("old house"), _old.label),
        _("Registered households whose old house was in this state on the last day of the month; what has no date is "
          "taken to have happened before."),
        OLD_HOMES, "known_old_house", "unknown_old_house",
    )  # fmt: skip
