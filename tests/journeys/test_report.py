"""Step 5 of the journey: the manager makes last month's report, submits and downloads it; the township acknowledges."""

from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from django.utils import timezone
from docx import Document
from pypdf import PdfReader

from apps.core import clock
from apps.reports.models import MonthlyReport
from tests.complaints.factories import ComplaintFactory


def moment(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=timezone.get_default_timezone())


def test_last_months_report_reaches_the_township(county, desktop, phone):
    month = clock.previous_month(clock.today())
    for day in (3, 8):
        came = moment(month.replace(day=day), 9)
        ComplaintFactory.create(building=county.buildings[0], submitted_at=came, state="accepted", accepted_at=came)

    page = desktop(county.manager)
    page.goto("/admin/reports/monthlyreport/")
    page.get_by_role("button", name=f"编报{month.year}年{month.month}月月报").click()
    settling = page.locator("tr", has=page.locator("summary", has_text="想返迁的户"))
    assert settling.locator("td").first.inner_text().strip() == "未采集"
    assert "草稿" in page.inner_text("body")

    page.get_by_label("存在问题").fill("电梯停运两次，老人上下楼不便。")
    page.get_by_label("下月计划").fill("与维保单位签订应急响应协议。")
    page.get_by_role("button", name="确认数据").click()
    page.get_by_role("button", name="提交乡镇").click()
    assert "与冻结数据一致" in page.inner_text("body")
    report = MonthlyReport.objects.get()
    assert (report.state, report.problems) == ("submitted", "电梯停运两次，老人上下楼不便。")

    for name, ending in (("Word", "docx"), ("PDF", "pdf"), ("Excel", "xlsx")):
        with page.expect_download() as downloading:
            page.get_by_role("link", name=name).click()
        assert downloading.value.suggested_filename == f"{month.year}年{month.month}月_晴川家园_月报_第1版.{ending}"
        data = Path(downloading.value.path()).read_bytes()
        if ending == "docx":
            assert "电梯停运两次，老人上下楼不便。" in [p.text for p in Document(BytesIO(data)).paragraphs]
        if ending == "pdf":
            assert "电梯停运两次" in "".join(p.extract_text() for p in PdfReader(BytesIO(data)).pages)

    officer = desktop(county.officer)
    officer.goto("/admin/reports/monthlyreport/")
    officer.get_by_role("link", name="打开").click()
    assert not any(home.memberships.get().member.name in officer.inner_text("body") for home in county.households)
    officer.get_by_role("button", name="确认收到").click()
    report.refresh_from_db()
    assert (report.state, report.decided_by) == ("acknowledged", county.officer)

    small = phone(county.manager)
    small.goto(f"/admin/reports/monthlyreport/{report.pk}/change/")
    assert "乡镇已确认" in small.inner_text("body")
    assert small.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
