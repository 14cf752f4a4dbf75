"""What the tab “Settling in” of a household's file shows: stage with evidence, five capitals, living costs."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from apps.core import clock, ui
from apps.followups.assessing.capitals import CAPITALS, FEWEST, Medians, Point, capitals, capitals_median
from apps.followups.assessing.costs import Costs, Item, costs_of
from apps.followups.assessing.evidence import stage_proposed
from apps.followups.assessing.looks import SOURCES, stage_chip, value_words, verdict_chip
from apps.followups.assessing.radar import Series, radar
from apps.followups.assessing.rules import limits_on
from apps.followups.assessing.similar import TRAITS, Comparison, similar
from apps.followups.assessing.stages import ORDER, Proposal, Stage, Verdict
from apps.followups.assessing.trajectory import trajectory
from apps.followups.models import Answer, IntegrationStage
from apps.gardens.admin.plots import days_of
from apps.households.admin.fact_dialogs import buttons
from apps.households.models import Household
from apps.households.vocabulary import HouseholdClass
from apps.instruments import library


def settling(household: Household, user: Any) -> dict[str, Any]:
    """The whole tab; a fixed number of queries."""
    today = clock.today()
    return {
        "stage": _stage(household, user, today),
        "capitals": _capitals(household, today),
        "costs": _costs(costs_of(household, today)),
        "buttons": buttons(household, user, "stage"),
    }


def _stage(household: Household, user: Any, today: date) -> dict[str, Any]:
    rows = list(
        IntegrationStage.objects.visible_to(user).filter(household=household).select_related("decided_by")
        .order_by("-period", "-pk")
    )  # fmt: skip
    now = next((row for row in rows if row.touches(today, today)), None)
    proposal = stage_proposed(household, today)
    return {
        "now": now,
        "chip": stage_chip(now.stage if now else None),
        "since": ui.exact(now.started) if now and now.started else "",
        "proposal": proposal,
        "proposed": stage_chip(proposal.stage),
        "differs": bool(proposal.stage and (now is None or now.stage != proposal.stage)),
        "groups": [_evidence(proposal, stage) for stage in ORDER[:-1]] if proposal.stage else [],
        "headers": [_("stage of integration"), _("since"), _("until"), _("proposed from the evidence"),
                    pgettext("integration stage", "decided by"), _("reason")],
        "rows": [
            [stage_chip(row.stage), *days_of(row), stage_chip(row.proposed),
             row.decided_by.name if row.decided_by else "—", row.why or "—"]
            for row in rows
        ],
    }  # fmt: skip


def _evidence(proposal: Proposal, stage: Stage) -> dict[str, Any]:
    """The exit evidence of one stage, a line a heading."""
    limits = limits_on()
    lines = proposal.of(stage)
    concerned = [one for one in lines if one.verdict is not Verdict.APART]
    said = _("%(met)s of %(all)s met; %(share)s%% is enough to leave “%(stage)s”") % {
        "met": proposal.count(stage, Verdict.MET), "all": len(concerned), "share": limits.share, "stage": stage.label,
    }  # fmt: skip
    return {
        "title": _("Evidence for leaving “%(stage)s”") % {"stage": stage.label},
        "said": said,
        "headers": [
            pgettext("integration", "heading"), _("evidence"), (_("score of 100"), "num"), (_("enough from"), "num"),
            pgettext("evidence", "source"),
        ],
        "rows": [
            [
                f"{one.heading.words}{_(' (indispensable)') if one.heading.indispensable else ''}",
                verdict_chip(one.verdict), value_words(one), limits.of(one.key), SOURCES[one.source] or "—",
            ]
            for one in lines
        ],
    }  # fmt: skip


def _capitals(household: Household, today: date) -> dict[str, Any] | None:
    """Radar, table, trajectory and indicators; None before the first assessment."""
    points = capitals(household, today)
    if not points:
        return None
    first, last = points[0], points[-1]
    median = capitals_median([household.community_id], today)
    alike = similar(household, today)
    columns: list[tuple[Any, str, Any]] = [(_("this household"), "own", last.levels)]
    if len(points) > 1:
        columns.append((_("when first assessed"), "first", first.levels))
    columns.append((_("median of the community"), "median", median.levels))
    if alike.medians:
        columns.append((_("similar households"), "similar", alike.medians.levels))
    series = [Series(name, style, [levels[key] for key in CAPITALS]) for name, style, levels in columns]
    return {
        "radar": radar(list(CAPITALS.values()), list(reversed(series))),
        "legend": [(one.name, one.style) for one in series],
        "title": _("Five capitals on %(day)s") % {"day": ui.exact(last.day)},
        "headers": [_("capital"), *((name, "num") for name, _style, _levels in columns)],
        "rows": [[words, *(_level(levels[key]) for _n, _s, levels in columns)] for key, words in CAPITALS.items()],
        "notes": [_median_words(median), _alike_words(alike)],
        "moments": _moments(points),
        "indicators": _indicators(last.answer),
    }


def _level(value: float | None) -> str | None:
    """Whole points; None reads “not collected”."""
    return None if value is None else f"{value:.0f}"


def _median_words(median: Medians) -> str:
    if median.households < FEWEST:
        return _("No median of the community: fewer than %(n)s households are assessed.") % {"n": FEWEST}
    return _("Median of the community: of %(n)s households assessed, by the newest assessment of each.") % {
        "n": median.households
    }


def _alike_words(alike: Comparison) -> str:
    values = {**alike.traits, "kind": dict(HouseholdClass.choices).get(alike.traits["kind"], "")}
    if values["time_band"]:
        values["time_band"] = _("%(band)s months") % {"band": values["time_band"]}
    names = {name: f"{words} {values[name] or _('not known')}" for name, words in TRAITS.items()}
    if alike.medians is None:
        return _("No comparison with similar households: fewer than %(n)s are assessed.") % {"n": FEWEST}
    said = _("Similar households: %(n)s of this community alike in %(traits)s.") % {
        "n": alike.others,
        "traits": _(", ").join(names[name] for name in alike.alike),
    }
    if alike.let_go:
        left = _(", ").join(str(TRAITS[name]) for name in alike.let_go)
        said += _(" Not compared by %(traits)s: too few would be alike.") % {"traits": left}
    return said


def _moments(points: Sequence[Point]) -> dict[str, Any]:
    """Each assessment with its change against the one before; and a line for each capital."""
    rows = []
    before: Point | None = None
    for point in points:
        cells = [_step(point.levels[key], before.levels[key] if before else None) for key in CAPITALS]
        rows.append([point.moment.label, ui.exact(point.day), *cells])
        before = point
    return {
        "headers": [_("moment"), pgettext("assessment", "day"), *((words, "num") for words in CAPITALS.values())],
        "rows": rows,
        "lines": [
            {"name": words, **trajectory([(point.day, point.levels[key]) for point in points])}
            for key, words in CAPITALS.items()
        ],
    }


def _step(value: float | None, before: float | None) -> str | None:
    """A level with its change: 62 (+8)."""
    if value is None:
        return None
    change = "" if before is None else f" ({round(value) - round(before):+d})"
    return f"{value:.0f}{change}"


def _indicators(answer: Answer) -> list[dict[str, Any]]:
    """All indicators of each capital, in the words of the version that was asked."""
    language = get_language() or "zh-hans"
    scores = library.judged(answer.version, answer.given).scores
    return [
        {
            "name": words,
            "parts": [
                (part.label.of(language), None if part.position is None else f"{part.position:.0f}")
                for part in scores[key].parts
            ],
        }
        for key, words in CAPITALS.items()
        if key in scores
    ]


def _costs(costs: Costs) -> dict[str, Any] | None:
    """Items of which anything is known, and the sum of what is known on both sides; None where nothing was asked."""
    if not costs.known:
        return None
    told = [item for item in costs.items if item.before is not None or item.after is not None]
    return {
        "headers": [
            _("yuan a month"),
            (_("before the move"), "num"),
            (_("since the move"), "num"),
            (pgettext("living costs", "change"), "num"),
        ],
        "rows": [_cost(item) for item in (*told, *([costs.compared] if costs.compared else []))],
        "garden": costs.garden_since and ui.exact(costs.garden_since),
        "saved": None if costs.saved is None else ui.plain(costs.saved),
        "day": costs.answer and ui.exact(costs.answer.answered_on),
    }


def _cost(item: Item) -> list[Any]:
    def yuan(value: float | None) -> str | None:
        return None if value is None else ui.plain(value)

    change = "—" if item.change is None else f"{'+' if item.change > 0 else ''}{ui.plain(item.change)}"
    return [item.words, yuan(item.before), yuan(item.after), change]
