"""Monthly reports of the last months, made by the real actions at their time, and left in several states."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from apps.accounts.models import Staff
from apps.core import clock
from apps.reports.actions import (
    report_acknowledge,
    report_confirm,
    report_correct,
    report_produce,
    report_return,
    report_submit,
    report_write,
)
from apps.reports.models import MonthlyReport
from demo.households import Settled
from demo.plan import ANHE, QINGCHUAN, QINGLONG, SONGBAI
from demo.staff import Team

PROBLEMS = (
    "一是{building}栋等处楼道照明反复损坏，维修资金不足；二是农忙时节老人往返老屋，班车座位仍然偏紧；"
    "三是个别住户在楼道养鸡，经劝说后有反复。"
)
PLAN = "一是会同物业集中更换声控灯；二是征求农忙班车时刻意见；三是召开楼栋居民会，商定集中养殖点的使用办法。"
QUESTION = "“在家人口”比上月多出不少，请核对两头住的户是否按常住统计，并说明原因。"
ANSWER = "已核对：3 户两头住的户误记为常住，已更正居住状态后重新统计。"
# How the last month's report stands; the first community's is not made yet, so that there is something to do.
LAST = {QINGCHUAN.slug: "none", SONGBAI.slug: "submitted", ANHE.slug: "returned", QINGLONG.slug: "confirmed"}


@dataclass
class Reports:
    """The reports of one community."""

    settled: Settled
    team: Team
    officer: Staff

    def make(self, months: int) -> int:
        """Reports of so many months before the present one; how many versions there are in the end."""
        first = clock.month_start(clock.today())
        for back in range(1, months + 1):
            first = clock.previous_month(first)
            fate = "acknowledged"
            if back == 1:
                fate = LAST.get(self.settled.site.slug, "acknowledged")
            elif back == 2 and self.settled.site.slug == SONGBAI.slug:
                fate = "corrected"
            if fate != "none":
                self._one(first, fate)
        return MonthlyReport.objects.filter(community=self.settled.community).count()

    def _one(self, month: date, fate: str) -> None:
        team, start = self.team, clock.next_month(month)
        with clock.at(self._day(start, 1)):
            report, _new = report_produce(community=self.settled.community, month=month, by=team.deputy)
            building = self.settled.buildings[month.month % len(self.settled.buildings)].number
            report_write(report=report, by=team.deputy, problems=PROBLEMS.format(building=building), plan=PLAN)
            report_confirm(report=report, by=team.manager)
        if fate == "confirmed":
            return
        with clock.at(self._day(start, 2)):
            report_submit(report=report, by=team.manager)
        if fate == "submitted":
            return
        with clock.at(self._day(start, 4)):
            if fate == "acknowledged":
                report_acknowledge(report=report, by=self.officer)
                return
            report_return(report=report, by=self.officer, why=QUESTION)
        if fate == "corrected":
            self._corrected(report, start)

    def _corrected(self, report: MonthlyReport, start: date) -> None:
        with clock.at(self._day(start, 6)):
            again = report_correct(report=report, by=self.team.manager, why=ANSWER)
            report_confirm(report=again, by=self.team.manager)
            report_submit(report=again, by=self.team.manager)
        with clock.at(self._day(start, 8)):
            report_acknowledge(report=again, by=self.officer)

    def _day(self, first: date, days: int) -> datetime:
        """Half past nine on the n-th day of the month, but not later than an hour ago."""
        zone = timezone.get_default_timezone()
        moment = datetime(first.year, first.month, 1, 9, 30, tzinfo=zone) + timedelta(days=days - 1)
        return min(moment, timezone.now() - timedelta(hours=1) + timedelta(minutes=days))
