"""The words of the page and the API “What if”: what can be asked, how good an answer is, what it rests on."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from apps.core.rules import value_of
from apps.farmland.rules import DETOUR
from apps.farmland.whatif_rules import SHUTTLE_KMH, SHUTTLE_WAIT

if TYPE_CHECKING:
    from apps.farmland.whatif import Answer, Demand

MOST = 5  # places in one question
QUESTIONS = (
    ("stop", gettext_lazy("shuttle stop")),
    ("store", gettext_lazy("tool store")),
    ("block", gettext_lazy("re-planned block of fields")),
)


def saved_words(hours: float) -> str:
    """Hours, with a tenth where there are few."""
    return f"{hours:,.1f}" if hours < 10 else f"{round(hours):,}"


def proof(answer: "Answer") -> str:
    """How good the answer is at worst, and what one place after the other would have given."""
    sites = ngettext("%(n)s candidate place", "%(n)s candidate places", answer.candidates) % {"n": answer.candidates}
    if answer.choice.gap:
        first = _("Of %(sites)s; no choice can save more than %(gap)s beyond this.") % {
            "sites": sites, "gap": f"{answer.choice.bound / answer.choice.saved - 1:.1%}",
        }  # fmt: skip
    else:
        first = _("Of %(sites)s this is the best: proven, gap 0%%.") % {"sites": sites}
    if len(answer.sites) < answer.asked:
        first = f"{first} {_('Fewer places than asked for: one more would save nothing.')}"
    less = answer.choice.saved - answer.one_by_one.saved
    if len(answer.sites) < 2:
        return first
    if less <= 1e-6 * answer.choice.saved:
        same = _("Choosing one place after the other finds the same.")
        return f"{first} {same}"
    second = _("Choosing one place after the other would save %(hours)s hours less.") % {"hours": saved_words(less)}
    return f"{first} {second}"


def assumptions(question: str, answer: "Answer") -> list[str]:
    said = {
        "stop": _(
            "A stop that is new has no timetable: from the door by shuttle to it, %(wait)s minutes of waiting, %(kmh)s"
            " km/h over the straight line times %(detour)s; from the stop on foot."
        )
        % {"wait": value_of(SHUTTLE_WAIT.key), "kmh": value_of(SHUTTLE_KMH.key), "detour": value_of(DETOUR.key)},
        "store": _(
            "Tools lie at the old house in the field's village now, so the way leads over it; then it leads over the"
            " store. Fields whose village is not known count without a detour, and gain nothing."
        ),
        "block": _(
            "The household works a field of the same size there instead; who would exchange with whom is not asked."
        ),
    }[question]
    notes = [
        said,
        _("Each journey of the farm calendar is one way there and back for one field; nobody stays overnight."),
    ]
    if question == "stop":
        notes.insert(1, _served(answer.demand.served))
    for count, words in _left_out(answer.demand):
        if count:
            notes.append(words % {"n": f"{count:,}"})
    return notes


def _served(fields: int) -> str:
    if not fields:
        return _("No shuttle of today is quicker than one's feet to any of these fields: ways now are on foot.")
    words = ngettext(
        "To %(n)s field the shuttle of today is quicker than one's feet: its way now is by the timetable.",
        "To %(n)s fields the shuttle of today is quicker than one's feet: their ways now are by the timetable.",
        fields,
    )
    return words % {"n": f"{fields:,}"}


def _left_out(demand: "Demand") -> list[tuple[int, str]]:
    """What was not counted, or not so well: how many fields, and why."""
    return [
        (
            demand.without_way,
            ngettext(
                "%(n)s field is not counted because its way is not known.",
                "%(n)s fields are not counted because their way is not known.",
                demand.without_way,
            ),
        ),
        (
            demand.without_trips,
            ngettext(
                "%(n)s field is not counted because its crop or season is not known.",
                "%(n)s fields are not counted because their crop or season is not known.",
                demand.without_trips,
            ),
        ),
        (
            demand.level,
            ngettext(
                "An altitude of %(n)s field is missing: its way is taken as level.",
                "Altitudes of %(n)s fields are missing: their ways are taken as level.",
                demand.level,
            ),
        ),
        (
            demand.routed,
            ngettext(
                "The way to %(n)s field is known from the routing server; here all ways are those of the walking"
                " function, so that now and then are measured alike.",
                "The ways to %(n)s fields are known from the routing server; here all ways are those of the walking"
                " function, so that now and then are measured alike.",
                demand.routed,
            ),
        ),
    ]
