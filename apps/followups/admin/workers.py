"""Caseloads by worker: who has how much, a proposal that divides it anew, and the hand-over when somebody leaves."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, dumps, loads
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from apps.accounts.models import Staff
from apps.communities.models import Community
from apps.core.errors import DomainError, InvalidInput, ensure
from apps.core.forms import raise_first
from apps.core.handlers import REFUSAL_HEADER
from apps.core.requests import key_of
from apps.core.sidebyside import Column, Figure, line
from apps.followups.actions import HandedOver, caseload_balance, caseload_hand_over
from apps.followups.admin.columns import listed
from apps.followups.caseloads import Load, Proposal, propose, workers_for, workloads
from apps.followups.forms import HandOverForm
from apps.followups.models import Caseload, Task, Visit
from apps.followups.policies import may_plan
from apps.households.models import Household
from apps.households.words import label_of

OVERVIEW = "admin:followups_caseload_workers"
MOST_COMMUNITIES, MOST_MOVES = 60, 100
SALT = "followups.balance"


def _whole(value: Any) -> str:
    return f"{round(value):,}"


def workers_page(admin: Any, request: HttpRequest) -> HttpResponse:
    """Each worker with households, visits a year, what is open; and the households that nobody has."""
    _may_look(request)
    places = list(Community.objects.visible_to(request.user).order_by("name")[:MOST_COMMUNITIES])
    place = _place(request, places)
    found = workloads([row.pk for row in ([place] if place else places)])
    may_change = [row for row in ([place] if place else places) if may_plan(row, request.user)]
    context = {
        **_page(admin, request, _("Caseloads by worker")),
        "communities": places, "chosen": place or Community(),
        "table": _loads_table(found, hand_over=bool(may_change)),
        "nobody": next((load.households for load in found if load.worker is None), 0),
        "nobody_url": f"{reverse('admin:households_household_changelist')}?without_worker=true",
        "balance": [(reverse("admin:followups_caseload_balance", args=[row.pk]), row.name) for row in may_change],
    }  # fmt: skip
    return TemplateResponse(request, "followups/workers.html", context)


def balance_page(admin: Any, request: HttpRequest, community: int) -> HttpResponse:
    """How a community's households could be divided, beside how they are; carried out as it was shown."""
    _may_look(request)
    place = get_object_or_404(Community.objects.visible_to(request.user), pk=community)
    ensure(may_plan(place, request.user))
    if request.method == "POST":
        try:
            done = caseload_balance(community=place, by=request.user, moves=_shown_moves(request, place))
        except DomainError as error:
            messages.error(request, str(error.message), extra_tags=error.code)
            return HttpResponseRedirect(request.path)
        messages.success(request, _moved_words(done))
        return HttpResponseRedirect(f"{reverse(OVERVIEW)}?community={place.pk}")
    proposal = propose(place)
    context = {
        **_page(admin, request, _("Balance the caseloads: %(name)s") % {"name": place.name}),
        "compared": _compared(proposal),
        "lines": _lines(proposal),
        "moves": _moves(request.user, proposal),
        "number": len(proposal.moves),
        "ticket": dumps({"place": place.pk, "moves": list(proposal.moves.items())}, salt=SALT),
        "back": reverse(OVERVIEW),
    }  # fmt: skip
    return TemplateResponse(request, "followups/balance.html", context)


def hand_over_page(admin: Any, request: HttpRequest, worker: int) -> HttpResponse:
    """Everything of a worker who leaves goes to others: first how much that is, then to whom and why."""
    _may_look(request)
    person = get_object_or_404(Staff.objects.visible_to(request.user), pk=worker)
    counts = _counts(request.user, person)
    others = workers_for(_communities_of(request.user, person)).exclude(pk=person.pk)
    form, error = HandOverForm(others, request.POST if request.method == "POST" else None), None
    if request.method == "POST":
        try:
            raise_first(form)
            done = caseload_hand_over(worker=person, by=request.user, **form.cleaned_data)
        except DomainError as caught:
            error = caught
            if caught.field in form.fields and not form.has_error(caught.field):
                form.add_error(caught.field, str(caught.message))
        else:
            messages.success(request, _moved_words(done))
            return HttpResponseRedirect(reverse(OVERVIEW))
    context = {
        **_page(admin, request, _("Hand over the caseload of %(name)s") % {"name": person.name}),
        "person": person, "counts": counts, "form": form, "anything": any(number for number, _words, _url in counts),
        "problem": str(error.message) if error else "", "back": reverse(OVERVIEW),
    }  # fmt: skip
    response = TemplateResponse(request, "followups/hand_over.html", context, status=error.status if error else 200)
    if error:
        response[REFUSAL_HEADER] = error.code
    return response


def _page(admin: Any, request: HttpRequest, title: str) -> dict[str, Any]:
    crumb = {"url": reverse("admin:followups_caseload_changelist"), "title": _("Caseloads")}
    return {**admin.admin_site.each_context(request), "title": title, "crumb": crumb}


def _may_look(request: HttpRequest) -> None:
    if not request.user.has_perm("followups.view_caseload"):
        raise PermissionDenied


def _place(request: HttpRequest, places: Sequence[Community]) -> Community | None:
    key = key_of(request.GET.get("community"))
    return next((row for row in places if row.pk == key), None)


def _loads_table(found: Sequence[Load], *, hand_over: bool) -> dict[str, Any]:
    """A line for each worker; who has most first."""
    word = _("Hand over")
    return {
        "headers": [_("worker"), (_("households"), "num"), (_("buildings"), "num"), (_("visits a year"), "num"),
                    (_("visits to be made"), "num"), (_("open tasks"), "num")],
        "rows": [
            {
                "name": str(load.worker or _("nobody")), "households": load.households,
                "buildings": len(load.buildings),
                "visits_a_year": _whole(load.visits_a_year), "open_visits": load.open_visits,
                "open_tasks": load.open_tasks, "share": _share(load, found),
                "urls": _urls(load),
                "hand_over": _hand_over_url(load) if hand_over and load.worker else "",
            }
            for load in found
        ],
        "word": word,
    }  # fmt: skip


def _share(load: Load, found: Sequence[Load]) -> int:
    """Visits a year as a share of the most that somebody has, in percent."""
    most = max((one.visits_a_year for one in found), default=0)
    return round(100 * load.visits_a_year / most) if most else 0


def _urls(load: Load) -> dict[str, str]:
    if load.worker is None:
        homes = f"{reverse('admin:households_household_changelist')}?without_worker=true"
        return {
            "households": homes,
            "open_visits": listed("visit", without_worker="true", state="due"),
            "open_tasks": "",
        }
    worker = load.worker.pk
    return {
        "households": listed("caseload", worker=worker, now="true"),
        "open_visits": listed("visit", worker=worker, state="due"),
        "open_tasks": listed("task", owner=worker, state="open"),
    }


def _hand_over_url(load: Load) -> str:
    anything = load.households or load.open_visits or load.open_tasks
    return reverse("admin:followups_caseload_hand_over", args=[load.worker.pk]) if anything else ""


FIGURES = (
    Figure("nobody", gettext_lazy("households that nobody has"), "", _whole, -1),
    Figure("most", gettext_lazy("most visits a year of one worker"), "", _whole, -1),
    Figure("least", gettext_lazy("fewest visits a year of one worker"), "", _whole, 1),
    Figure("split", gettext_lazy("buildings that several workers share"), "", _whole, -1),
    Figure("moves", gettext_lazy("households that change hands"), "", _whole, -1),
)


def _compared(proposal: Proposal) -> dict[str, Any]:
    """Now and as proposed, side by side."""
    columns = [
        Column(_("now"), "", _figures(proposal.before, 0)),
        Column(
            pgettext("caseloads", "proposed"),
            _("buildings kept together"),
            _figures(proposal.after, len(proposal.moves)),
            True,
            chosen_word=_("balanced"),
        ),
    ]
    return {"columns": columns, "lines": [line(columns, figure) for figure in FIGURES]}


def _figures(loads: Sequence[Load], moves: int) -> dict[str, Any]:
    hands = [load for load in loads if load.worker is not None]
    shared = Counter(building for load in hands for building in load.buildings)
    return {
        "nobody": sum(load.households for load in loads if load.worker is None),
        "most": max((load.visits_a_year for load in hands), default=0),
        "least": min((load.visits_a_year for load in hands), default=0),
        "split": sum(number > 1 for number in shared.values()),
        "moves": moves,
    }


def _lines(proposal: Proposal) -> dict[str, Any]:
    """Each worker before and after."""
    after = {_key(load): load for load in proposal.after}
    before = {_key(load): load for load in proposal.before}
    workers = {_key(load): str(load.worker or _("nobody")) for load in (*proposal.before, *proposal.after)}
    return {
        "headers": [_("worker"), (_("households now"), "num"), (_("households then"), "num"),
                    (_("visits a year now"), "num"), (_("visits a year then"), "num")],
        "rows": [
            [name, _n(before, key, "households"), _n(after, key, "households"), _n(before, key, "visits_a_year"),
             _n(after, key, "visits_a_year")]
            for key, name in sorted(workers.items(), key=lambda pair: (pair[0] is None, pair[1]))
        ],
    }  # fmt: skip


def _key(load: Load) -> int | None:
    return load.worker.pk if load.worker else None


def _n(loads: dict[int | None, Load], key: int | None, name: str) -> str:
    return _whole(getattr(loads[key], name)) if key in loads else "0"


def _moves(user: Any, proposal: Proposal) -> dict[str, Any]:
    """Who would change hands."""
    keys = list(proposal.moves)[:MOST_MOVES]
    homes = Household.objects.visible_to(user).filter(pk__in=keys).with_place().with_head().order_by("code")
    held = Caseload.objects.current().filter(household__in=keys).select_related("worker")
    now = {row.household_id: row.worker for row in held.order_by("pk")}
    names = Staff.objects.in_bulk(set(proposal.moves.values()))
    return {
        "headers": [_("household"), _("now"), _("then")],
        "rows": [[label_of(home), str(now.get(home.pk, "—")), str(names[proposal.moves[home.pk]])] for home in homes],
        "more": max(0, len(proposal.moves) - len(keys)),
    }


def _shown_moves(request: HttpRequest, place: Community) -> dict[int, int]:
    """The moves that the page had shown. Raises InvalidInput where they are not ours."""
    try:
        given = loads(request.POST.get("ticket", ""), salt=SALT, max_age=3_600)
    except BadSignature as error:
        raise InvalidInput(_("The proposal is too old. Look at it again."), code="late") from error
    if given["place"] != place.pk:
        raise Http404
    return dict(given["moves"])


def _counts(user: Any, person: Staff) -> list[tuple[int, str, str]]:
    """How much a worker has in one's areas: number, what, and the list of them."""
    homes = Caseload.objects.visible_to(user).current().filter(worker=person).count()
    visits = Visit.objects.visible_to(user).open().filter(worker=person).count()
    tasks = Task.objects.visible_to(user).open().filter(owner=person).count()
    return [
        (homes, _("households"), listed("caseload", worker=person.pk, now="true")),
        (visits, _("visits to be made"), listed("visit", worker=person.pk, state="due")),
        (tasks, _("open tasks"), listed("task", owner=person.pk, state="open")),
    ]


def _communities_of(user: Any, person: Staff) -> list[int]:
    held = Caseload.objects.visible_to(user).current().filter(worker=person).order_by()
    visits = Visit.objects.visible_to(user).open().filter(worker=person).order_by()
    tasks = Task.objects.visible_to(user).open().filter(owner=person).order_by()
    return sorted({key for rows in (held, visits, tasks) for key in rows.values_list("community", flat=True)})


def _moved_words(done: HandedOver) -> str:
    homes = ngettext("%(n)s household", "%(n)s households", done.households) % {"n": f"{done.households:,}"}
    visits = ngettext("%(n)s visit", "%(n)s visits", done.visits) % {"n": f"{done.visits:,}"}
    tasks = ngettext("%(n)s task", "%(n)s tasks", done.tasks) % {"n": f"{done.tasks:,}"}
    words = _("In new hands: %(homes)s, %(visits)s to be made, %(tasks)s. Everybody concerned is told.")
    return words % {"homes": homes, "visits": visits, "tasks": tasks}
