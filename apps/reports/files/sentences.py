"""The figures of a section told in sentences. What was not collected is said to be so; nothing is rounded or left out
to look better."""

from collections.abc import Callable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from apps.reports import wording
from apps.reports.lines import Line
from apps.reports.registry import Section

Lines = Mapping[str, Line]
MOST_NAMED = 3


def of_section(section: Section, lines: Lines, month: date, last_day: date) -> list[str]:
    """The sentences of a section; none for one that has only tables."""
    tell: dict[Section, Callable[[Lines, date, date], list[str]]] = {
        Section.BASICS: _basics,
        Section.COMPLAINTS: _complaints,
        Section.INTEGRATION: _settling,
    }
    return tell[section](lines, month, last_day) if section in tell else []


def _basics(lines: Lines, month: date, last_day: date) -> list[str]:
    registered = _("On %(day)s %(households)s households with %(people)s people were registered.") % {
        "day": wording.day_word(last_day),
        "households": _of(lines, "households.registered"),
        "people": _of(lines, "people.registered"),
    }
    return [registered + _present(lines) + _ages(lines), _dwellings(lines), _homes(lines)]


def _present(lines: Lines) -> str:
    if not _has(lines, "people.present"):
        return _("Who lives here permanently was not collected.")
    return _("Of them %(households)s households with %(people)s people live here permanently%(note)s.") % {
        "households": _of(lines, "households.lives_permanent"),
        "people": _of(lines, "people.present"),
        "note": _note(lines["households.lives_permanent"]),
    }


def _ages(lines: Lines) -> str:
    if not _has(lines, "people.under_16"):
        return _("Ages were not collected.")
    return _("By age: %(young)s under 16, %(grown)s from 16 to 60, %(old)s over 60%(note)s.") % {
        "young": _of(lines, "people.under_16"),
        "grown": _of(lines, "people.age_16_60"),
        "old": _of(lines, "people.over_60"),
        "note": _note(lines["people.under_16"]),
    }


def _dwellings(lines: Lines) -> str:
    if not _has(lines, "dwellings.occupied"):
        return _("How the dwellings are used was not collected.")
    return _(
        "Of %(all)s dwellings %(occupied)s are lived in, %(part)s part of the time; from %(returned)s the household "
        "moved back, %(vacant)s are vacant%(note)s."
    ) % {
        "all": _of(lines, "dwellings.registered"),
        "occupied": _of(lines, "dwellings.occupied"),
        "part": _of(lines, "dwellings.part_time"),
        "returned": _of(lines, "dwellings.returned"),
        "vacant": _of(lines, "dwellings.vacant"),
        "note": _note(lines["dwellings.occupied"]),
    }


def _homes(lines: Lines) -> str:
    """Titles of the new flats and what became of the old houses."""
    titled, gone = "households.titled", "households.old_house_demolished"
    titles = _("Whether titles were issued was not collected.")
    if _has(lines, titled):
        titles = _("The title was issued to %(n)s households%(note)s.") % {
            "n": _of(lines, titled), "note": _note(lines[titled]),
        }  # fmt: skip
    houses = _("What became of the old houses was not collected.")
    if _has(lines, gone):
        houses = _("Old houses: %(gone)s demolished, %(land)s reclaimed, %(still)s still standing%(note)s.") % {
            "gone": _of(lines, gone),
            "land": _of(lines, "households.old_house_reclaimed"),
            "still": _of(lines, "households.old_house_standing"),
            "note": _note(lines[gone]),
        }
    return titles + houses


def _complaints(lines: Lines, month: date, last_day: date) -> list[str]:
    if not _has(lines, "complaints.received"):
        return [_("Complaints were not collected.")]
    numbers = _(
        "%(received)s complaints were received and %(closed)s closed; %(open)s were open at the end of the month, "
        "%(overdue)s of them overdue; %(repeats)s were repeats."
    ) % {name: _of(lines, f"complaints.{name}") for name in ("received", "closed", "open", "overdue", "repeats")}
    rates = "".join(_rate(lines[f"complaints.{name}_rate"]) for name in ("response", "resolution", "satisfaction"))
    return [numbers + _most(lines), rates]


def _rate(line: Line) -> str:
    words = wording.row_words(line)
    facts = {
        "name": line.name,
        "value": words["now"],
        "fraction": words["fraction"].replace(" ", ""),
        "note": f"{_('; ')}{line.now.note}" if line.now.note else "",
    }
    if line.now.value is None:
        return _("No case for the %(name)s%(note)s.") % facts
    return _("%(name)s %(value)s (%(fraction)s%(note)s).") % facts


def _most(lines: Lines) -> str:
    """The most frequent categories."""
    about = [line for key, line in lines.items() if key.startswith("complaints.about_") and line.now.value]
    if not about:
        return ""
    ranked = sorted(about, key=lambda line: -(line.now.value or 0))[:MOST_NAMED]
    named = _(", ").join(
        _("%(name)s (%(n)s)") % {"name": line.name, "n": wording.number(line.now.value or 0, line.kind)}
        for line in ranked
    )
    return _("Most were about %(named)s.") % {"named": named}


def _note(line: Line) -> str:
    return _(" (%(note)s)") % {"note": line.now.note} if line.now.note else ""


def _settling(lines: Lines, month: date, last_day: date) -> list[str]:
    """Stages of integration and wishes to return, each with what it divides."""
    demand, wish = "integration.demand", "integration.wish_to_return"
    stages = _("Stages of integration were not collected.")
    if _has(lines, demand):
        stages = _(
            "Of %(all)s households assessed, %(demand)s are in the stage of demand, %(reshaping)s of reshaping, "
            "%(equality)s of equality%(note)s."
        ) % {
            "all": lines[demand].now.denominator,
            "demand": _of(lines, demand),
            "reshaping": _of(lines, "integration.reshaping"),
            "equality": _of(lines, "integration.equality"),
            "note": _note(lines[demand]),
        }
    wishes = _("The wish to return was not collected.")
    if _has(lines, wish):
        wishes = _("Of %(all)s households asked, %(wish)s wish to return%(note)s.") % {
            "all": lines[wish].now.denominator,
            "wish": _of(lines, wish),
            "note": _note(lines[wish]),
        }
    return [stages + wishes]


def _has(lines: Lines, key: str) -> bool:
    return key in lines and lines[key].now.collected


def _of(lines: Lines, key: str) -> str:
    line = lines.get(key)
    return _("not collected") if line is None else wording.shown(line.now, line.kind)
