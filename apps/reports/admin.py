"""Monthly reports in the admin: the list, the page of one report with its steps, drill-down, files."""

from datetime import date
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from apps.communities.models import Community
from apps.core import clock
from apps.core.admin import ScopedAdmin
from apps.core.errors import InvalidInput
from apps.core.requests import key_of
from apps.reports import actions, wording
from apps.reports.cases import frozen_cases, live_cases, may_see
from apps.reports.files import report_file
from apps.reports.filters import MonthlyReportFilter
from apps.reports.models import MonthlyReport, ReportFigure
from apps.reports.pages import cases_page, overview, report_page, state_chip
from apps.reports.registry import METRICS
from apps.reports.span import Span
from apps.reports.workflow import WORKFLOW

TEXTS = ("problems", "plan", "annex")
CASES_A_PAGE = 50
DONE = {
    "confirm": gettext_lazy("The figures are confirmed. Read them once more, then submit."),
    "reopen": gettext_lazy("It is a draft again; the figures are counted anew."),
    "submit": gettext_lazy("Submitted. Nothing in it changes any more."),
    "acknowledge": gettext_lazy("Acknowledged."),
    "return": gettext_lazy("Returned with your questions."),
    "correct": gettext_lazy("This is the new version. The old one stays as it was."),
}


@admin.register(MonthlyReport)
class MonthlyReportAdmin(ScopedAdmin):
    """Reports are made by a button and changed by steps, never by a form over their columns."""

    list_display = ("month_word", "place", "township", "version", "state_word", "sent", "decision")
    ordering = ("-month", "community", "-version")
    filterset_class = MonthlyReportFilter
    list_before_template = "reports/overview.html"
    empty_title = gettext_lazy("No monthly reports yet")
    empty_text = gettext_lazy("A community makes its report when the month is over; it is shown here.")

    class Media:
        css = {"all": ["reports/report.css"]}

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("community__township")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("produce/", wrap(self.produce), name="reports_produce"),
            path("figure/<str:key>/", wrap(self.cases), name="reports_cases"),
            path("<int:pk>/figure/<str:key>/", wrap(self.report_cases), name="reports_report_cases"),
            path("<int:pk>/file/<str:ending>/", wrap(self.download), name="reports_download"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        context = {"overview": overview(request.user), "title": _("Monthly reports"), **(extra_context or {})}
        return super().changelist_view(request, context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The page of one report; a POST takes a step or saves the texts."""
        report = self._report(request, object_id)
        if request.method == "POST":
            return self._act(request, report)
        context = report_page(report, request.user)
        title = _("%(month)s · monthly report of %(community)s") % {
            "month": context["month"],
            "community": context["content"].community,
        }
        return self._page(request, "reports/report.html", context | {"title": title})

    def _act(self, request: HttpRequest, report: MonthlyReport) -> HttpResponse:
        texts = {name: request.POST[name] for name in TEXTS if name in request.POST}
        step = request.POST.get("step", "")
        if texts:
            actions.report_write(report=report, by=request.user, **texts)
        if step and step not in WORKFLOW.by_name:
            raise InvalidInput(_("There is no such step."), field="step")
        if step:
            report = actions.BY_STEP[step](report=report, by=request.user, why=request.POST.get("why", ""))
        messages.success(request, str(DONE[step]) if step else _("Saved."))
        return redirect("admin:reports_monthlyreport_change", report.pk)

    def produce(self, request: HttpRequest) -> HttpResponse:
        """Make last month's report of a community, or open the one there is."""
        if request.method != "POST":
            return redirect("admin:reports_monthlyreport_changelist")
        communities = Community.objects.visible_to(request.user)
        community = get_object_or_404(communities, pk=_whole(request.POST.get("community")))
        month = _day(request.POST.get("month")) or clock.previous_month(clock.today())
        report, _new = actions.report_produce(community=community, month=month, by=request.user)
        return redirect("admin:reports_monthlyreport_change", report.pk)

    def download(self, request: HttpRequest, pk: int, ending: str) -> HttpResponse:
        """One of the files of a submitted report."""
        file = report_file(self._report(request, pk), ending, request.user)
        return file.response()

    def report_cases(self, request: HttpRequest, pk: int, key: str) -> HttpResponse:
        """The cases behind a line of a report: as set down, or counted now while it is a draft."""
        report = self._report(request, pk)
        metric = METRICS.get(key)
        span = Span.month(report.month)
        if report.is_draft:
            if metric is None or not metric.case_model:
                raise Http404
            found, model = live_cases(metric, [report.community_id], span, request.user), metric.case_model
            name, count = str(metric.name), None
        else:
            figure = get_object_or_404(ReportFigure, report=report, key=key)
            found, model = frozen_cases(figure, request.user), figure.case_model
            name, count = figure.texts["name"]["zh-hans" if wording.is_chinese() else "en"], len(figure.case_ids)
        subtitle = f"{report.community.name} · {wording.month_word(report.month)}"
        return self._cases(request, found, model, name, subtitle, span.as_at, back=report, count=count)

    def cases(self, request: HttpRequest, key: str) -> HttpResponse:
        """The cases behind a figure counted now; the query names communities and days."""
        metric = METRICS.get(key)
        start, end = _day(request.GET.get("start")), _day(request.GET.get("end"))
        if metric is None or not metric.case_model or start is None or end is None or end <= start:
            raise Http404
        asked = [_whole(value) for value in request.GET.getlist("community")]
        communities = list(Community.objects.visible_to(request.user).filter(pk__in=asked).order_by("name"))
        span = Span(start, end)
        found = live_cases(metric, communities, span, request.user)
        place = communities[0].name if len(communities) == 1 else _("%(n)s communities") % {"n": len(communities)}
        days = f"{wording.day_word(start)} – {wording.day_word(span.as_at)}"
        return self._cases(request, found, metric.case_model, str(metric.name), f"{place} · {days}", span.as_at)

    def _cases(
        self, request: HttpRequest, found: Any, model: str, name: str, subtitle: str, day: date, *, back: Any = None,
        count: int | None = None,
    ) -> HttpResponse:  # fmt: skip
        if found is None:
            raise Http404
        if not may_see(request.user, model):
            raise PermissionDenied
        table = cases_page(found, model, day)
        page = Paginator(table["queryset"], CASES_A_PAGE).get_page(request.GET.get("page"))
        unseen = max(0, count - page.paginator.count) if count is not None else 0
        context = {
            "title": name, "case_subtitle": subtitle, "headers": table["headers"], "rows": table["rows"](page),
            "page": page, "back": back, "unseen": unseen, "query": _query_without_page(request),
        }  # fmt: skip
        return self._page(request, "reports/cases.html", context)

    def _report(self, request: HttpRequest, pk: Any) -> MonthlyReport:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return get_object_or_404(self.get_queryset(request).select_related("replaces"), pk=_whole(pk))

    def _page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        shell = {**self.admin_site.each_context(request), "opts": self.opts, "show_back_button": True}
        return TemplateResponse(request, template, shell | context)

    @display(description=gettext_lazy("month"), ordering="month")
    def month_word(self, report: MonthlyReport) -> str:
        return wording.month_word(report.month)

    @display(description=gettext_lazy("community"), ordering="community__name")
    def place(self, report: MonthlyReport) -> str:
        return report.community.name

    @display(description=gettext_lazy("township"), ordering="community__township__name")
    def township(self, report: MonthlyReport) -> str:
        return report.community.township.name

    @display(description=gettext_lazy("state"), ordering="state")
    def state_word(self, report: MonthlyReport) -> Any:
        return state_chip(report)

    @display(description=gettext_lazy("submitted"), ordering="submitted_at")
    def sent(self, report: MonthlyReport) -> str:
        return wording.moment_word(report.submitted_at) or wording.NO_MEANING

    @display(description=gettext_lazy("decided"), ordering="decided_at")
    def decision(self, report: MonthlyReport) -> str:
        return wording.moment_word(report.decided_at) or wording.NO_MEANING


def _whole(value: Any) -> int:
    """A key from an address; 0, which nothing has, where it is none."""
    return key_of(value) or 0


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        return None


def _query_without_page(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
