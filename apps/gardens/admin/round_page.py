"""What the page of a round shows: where it stands, what is next, who must act; then each part of it."""

from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from apps.core import ui
from apps.core.story import story
from apps.gardens.admin.compare import comparison
from apps.gardens.admin.round_deeds import FORWARD
from apps.gardens.looks import (
    eligibility_chip,
    objection_chip,
    offer_chip,
    round_chip,
    wait_chip,
)
from apps.gardens.models import GardenPlot, GardenRequest, GardenRound, GardenTenure, Objection
from apps.gardens.notes import note_words
from apps.gardens.policies import may
from apps.gardens.vocabulary import Eligibility, Reason, WaitState
from apps.gardens.words import refusal_words
from apps.gardens.workflow import STEPS, ObjectionState, OfferState, State, TenureState
from apps.households.shown import with_homes
from apps.households.words import label_of

SHOWN = 8


def round_context(admin: Any, row: GardenRound, user: Any) -> dict[str, Any]:
    """Everything on the page but its deeds."""
    return {
        "head": {"icon": "potted_plant", "words": row.name, "chips": [round_chip(row)]},
        "facts": _facts(row),
        "walk": _walk(row),
        "now": _now(row),
        "refusal": _refusal(row, user),
        "kpis": _kpis(row),
        "requests": _requests(row, user),
        "refusals": _refusals(row),
        "compared": _compared(admin, row, user),
        "published": _published(admin, row),
        "objections": _objections(row, user),
        "signing": _signing(admin, row, user),
        "using": _using(row, user),
        "waiting": _waiting(row, user),
        "entries": _story(row),
    }


def _compared(admin: Any, row: GardenRound, user: Any) -> dict[str, Any] | None:
    """The drafts side by side, for who may see them."""
    if not user.has_perm("gardens.view_allocationdraft"):
        return None
    drafts = list(row.drafts.order_by("number").defer("inputs", "outputs"))
    return comparison(drafts, row.published_id, lambda draft, query: admin.url_of(row, "draft", draft.number) + query)


def listed(model: str, row: GardenRound, query: str = "") -> str:
    """The list of a noun, narrowed to this round."""
    return f"{reverse(f'admin:gardens_{model}_changelist')}?round={row.pk}{query}"


def _facts(row: GardenRound) -> list[tuple[Any, Any]]:
    plots = GardenPlot.objects.filter(zone__in=row.zones.all()).usable()
    words = "、".join(row.zones.order_by("code").values_list("name", flat=True))
    until = ui.exact(row.registration_ends_on) if row.registration_ends_on else _("until it is ended")
    time = " – ".join((ui.exact(row.use_from), ui.exact(row.use_to) if row.use_to else _("open")))
    return [
        (_("community"), row.community.name),
        (_("garden zones"), words),
        (_("usable plots"), f"{plots.count():,}"),
        (_("needs are registered until"), until),
        (_("in use"), time),
        (_("lottery seed"), row.seed or _("not drawn yet")),
    ]


def _walk(row: GardenRound) -> list[dict[str, Any]]:
    """Every state with its day: past, now, to come. A round that was given up stops where it stood."""
    reached = {step.to_state: step.at for step in row.steps.exclude(to_state="").order_by("at", "pk")}
    return ui.stages(list(State), row.state, reached)


def _now(row: GardenRound) -> dict[str, str]:
    """What happens now, and who must act."""
    day = {
        State.REGISTERING: row.registration_ends_on,
        State.PUBLICITY: row.objections_until,
        State.SIGNING: row.sign_by,
    }.get(State(row.state))
    words = {
        State.REGISTERING: _("Households say that they need a plot: by phone, to the grid worker, or here."),
        State.ELIGIBILITY: _(
            "The rules have judged every household. Look at the refusals; decide where you know better."
        ),
        State.ALLOCATION: _("Compute drafts under different constraints, compare them, and publish one."),
        State.PUBLICITY: _("The list is published. Objections are decided by somebody who did not publish it."),
        State.SIGNING: _("Print the agreements and record each signature; what is declined goes to the waitlist."),
        State.IN_USE: _("Grid workers look at the plots; what stays idle is reclaimed by two people."),
        State.CLOSED: _("This round is over."),
    }
    who = {
        State.REGISTERING: _("residents, grid workers"),
        State.ELIGIBILITY: _("community manager"),
        State.ALLOCATION: _("community manager"),
        State.PUBLICITY: _("a second person of the office"),
        State.SIGNING: _("residents, grid workers, community manager"),
        State.IN_USE: _("grid workers, community manager"),
        State.CLOSED: "",
    }
    state = State(row.state)
    return {"words": words[state], "who": who[state], "until": ui.exact(day) if day else ""}


def _refusal(row: GardenRound, user: Any) -> str:
    """Why the step that leads on is not open yet, in the policy's words; "" where it is."""
    step = FORWARD.get(State(row.state))
    if step is None or step == "publish":
        return ""
    answer = may(row, step, user)
    words = _("“%(step)s” is not possible yet: %(why)s") % {"step": STEPS[step].word, "why": answer.message}
    return "" if answer else words


def _kpis(row: GardenRound) -> list[dict[str, Any]]:
    counted = dict(row.requests.order_by().values_list("eligibility").annotate(n=Count("pk")))
    standing = sum(number for kind, number in counted.items() if kind != Eligibility.WITHDRAWN)
    refused = counted.get(Eligibility.REFUSED, 0)
    cards = [
        (standing, pgettext("households", "registered"), listed("gardenrequest", row), ""),
        (
            counted.get(Eligibility.ELIGIBLE, 0),
            _("eligible"),
            listed("gardenrequest", row, "&eligibility=eligible"),
            "done",
        ),
        (
            refused,
            pgettext("households", "refused"),
            listed("gardenrequest", row, "&eligibility=refused"),
            "late" if refused else "",
        ),
    ]
    if unjudged := counted.get(Eligibility.UNJUDGED, 0):
        cards.append((unjudged, _("not judged"), listed("gardenrequest", row, "&eligibility=unjudged"), "wait"))
    if row.state in (State.SIGNING, State.IN_USE, State.CLOSED):
        offers = dict(row.offers.order_by().values_list("state").annotate(n=Count("pk")))
        cards += [
            (offers.get(OfferState.WAITING, 0), _("to be signed"), listed("gardenoffer", row, "&state=waiting"), "due"),
            (offers.get(OfferState.SIGNED, 0), _("signed"), listed("gardenoffer", row, "&state=signed"), "done"),
            (row.waitlist.filter(state=WaitState.WAITING).count(), _("on the waitlist"),
             listed("waitlistentry", row, "&state=waiting"), "wait"),
        ]  # fmt: skip
    return [
        {"value": value, "label": label, "url": url, "kind": kind if value else ""} for value, label, url, kind in cards
    ]


def _requests(row: GardenRound, user: Any) -> dict[str, Any]:
    rows = with_homes(GardenRequest.objects.visible_to(user).filter(round=row))
    return {
        "url": listed("gardenrequest", row),
        "headers": [_("household"), _("eligibility"), _("reason"), _("registered on")],
        "rows": [
            {"cells": [label_of(one.household), eligibility_chip(one), refusal_words(one) or "—",
                       ui.when(one.registered_at)],
             "url": reverse("admin:gardens_gardenrequest_change", args=[one.pk])}
            for one in rows.order_by("-registered_at", "-pk")[:SHOWN]
        ],
    }  # fmt: skip


def _refusals(row: GardenRound) -> dict[str, Any]:
    """How many were refused for each reason, leading to them."""
    found = row.requests.filter(eligibility=Eligibility.REFUSED).order_by("reason").values_list("reason")
    return {
        "headers": [_("reason"), (_("households"), "num")],
        "rows": [
            {"cells": [Reason(reason).label, f"{number:,}"],
             "url": listed("gardenrequest", row, f"&eligibility=refused&reason={reason}")}
            for reason, number in found.annotate(n=Count("pk"))
        ],
    }  # fmt: skip


def _published(admin: Any, row: GardenRound) -> dict[str, Any] | None:
    if row.published_id is None:
        return None
    draft: Any = row.published
    page = f"{admin.url_of(row, 'draft', draft.number)}?colour={_colour(row)}"
    proof = _("proven: no allocation under these constraints walks less") if draft.is_proven else _("not proven")
    return {
        "facts": [
            (_("published"), f"{ui.exact(row.published_on)} · {row.published_by or ''}" if row.published_on else "—"),
            (_("objections until"), ui.exact(row.objections_until) if row.objections_until else "—"),
            (_("draft"), str(draft)),
            (pgettext("plots", "given"), f"{len(draft.plots):,}"),
            (_("left waiting"), f"{len(draft.waiting):,}"),
            (_("optimality"), proof),
            (_("check number of the file"), draft.content_hash[:16]),
        ],
        "links": [
            (page, "grid_view", _("Plots and households")),
            (admin.url_of(row, "list"), "print", _("List for the board (PDF)")),
            (admin.url_of(row, "sheet"), "table", _("As a workbook")),
            (admin.url_of(row, "file"), "verified", _("File to compute it again")),
        ],
    }


def _colour(row: GardenRound) -> str:
    """How the plots of a published list are coloured first: by minutes, and once they are used by how they are used."""
    return "now" if row.state in (State.SIGNING, State.IN_USE, State.CLOSED) else "minutes"


def _objections(row: GardenRound, user: Any) -> dict[str, Any]:
    rows = with_homes(Objection.objects.visible_to(user).filter(round=row))
    return {
        "url": listed("objection", row),
        "open": row.objections.filter(state=ObjectionState.OPEN).count(),
        "headers": [_("household"), _("what it objects to"), _("state")],
        "rows": [
            {"cells": [label_of(one.household), one.text[:60], objection_chip(one)],
             "url": reverse("admin:gardens_objection_change", args=[one.pk])}
            for one in rows.order_by("state", "-recorded_at", "-pk")[:SHOWN]
        ],
    }  # fmt: skip


def _signing(admin: Any, row: GardenRound, user: Any) -> dict[str, Any] | None:
    if row.state not in (State.SIGNING, State.IN_USE):
        return None
    rows = with_homes(row.offers.waiting().select_related("plot")).order_by("sign_by", "plot__number", "pk")
    found = [
        {"cells": [label_of(one.household), one.plot.number, offer_chip(one), ui.when(one.sign_by)],
         "url": reverse("admin:gardens_gardenoffer_change", args=[one.pk])}
        for one in rows[:SHOWN]
    ]  # fmt: skip
    return {
        "url": listed("gardenoffer", row, "&state=waiting"),
        "headers": [_("household"), _("garden plot"), _("state"), _("sign by")],
        "rows": found,
        "paper": admin.url_of(row, "agreements") if found else "",
    }


def _using(row: GardenRound, user: Any) -> dict[str, Any] | None:
    live = GardenTenure.objects.live().filter(round=row)
    if row.state not in (State.SIGNING, State.IN_USE):
        return None
    idle = with_homes(live.filter(state=TenureState.IDLE).select_related("plot")).order_by("cure_by", "pk")
    return {
        "url": listed("gardentenure", row, "&live=true"),
        "number": live.count(),
        "headers": [_("idle"), _("garden plot"), _("to be in use again by")],
        "rows": [
            {"cells": [label_of(one.household), one.plot.number, ui.when(one.cure_by) if one.cure_by else "—"],
             "url": reverse("admin:gardens_gardentenure_change", args=[one.pk])}
            for one in idle[:SHOWN]
        ],
    }  # fmt: skip


def _waiting(row: GardenRound, user: Any) -> dict[str, Any] | None:
    rows = with_homes(row.waitlist.exclude(state__in=(WaitState.SERVED, WaitState.LEFT))).order_by("place")
    found = [[one.place, label_of(one.household), wait_chip(one)] for one in rows[:SHOWN]]
    headers = [(pgettext("waitlist", "place"), "num"), _("household"), _("state")]
    return {"url": listed("waitlistentry", row), "headers": headers, "rows": found} if found else None


def _story(row: GardenRound) -> list[dict[str, Any]]:
    return story(row.steps, {name: step.word for name, step in STEPS.items()}, _("Opened"), why=note_words)
