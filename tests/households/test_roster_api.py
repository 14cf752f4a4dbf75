"""Rosters through the API and the pages: the same answers and refusals."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from apps.accounts.roles import Role
from apps.households.models import Household, RosterImport
from tests.accounts.factories import StaffFactory
from tests.communities.factories import CommunityFactory
from tests.households.rosters import household, lines, person, xlsx

URL = "/api/v1/roster-imports/"


def logged_in(staff: Any) -> Client:
    client = Client()
    client.force_login(staff, backend="apps.accounts.backends.RoleBackend")
    return client


def upload(client: Client, url: str, data: bytes) -> Any:
    return client.post(url, {"file": SimpleUploadedFile("花名册.xlsx", data)})


def test_upload_look_apply(django_capture_on_commit_callbacks: Any) -> None:
    community = CommunityFactory(name="青龙泉社区")
    client = logged_in(StaffFactory(areas=[community]))
    rows = household("H1", "青龙泉社区", person("谭大山")) + household(
        "H2", "青龙泉社区", person("向大海", 身份证号码="123")
    )

    with django_capture_on_commit_callbacks(execute=True):
        made = upload(client, URL, xlsx(lines(rows)))
    assert made.status_code == 201
    seen = client.get(f"{URL}{made.json()['id']}/").json()
    assert seen["state"] == "previewed"
    assert seen["faulty_cells"] == [[3, "身份证号码", "3 characters"]]
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"{URL}{seen['id']}/apply/").status_code == 202
    assert client.get(f"{URL}{seen['id']}/").json()["state"] == "applied"
    assert Household.objects.get().code == "H1"
    again = client.post(f"{URL}{seen['id']}/apply/")
    assert (again.status_code, again.json()["code"]) == (409, "wrong_state")


def test_refusals_are_the_same_in_both_faces() -> None:
    community = CommunityFactory(name="青龙泉社区")
    client = logged_in(StaffFactory(areas=[community]))

    assert upload(client, URL, b"\x00\x01\x02nothing").json()["code"] == "not_a_workbook"
    page = client.post(
        "/admin/households/rosterimport/add/", {"file": SimpleUploadedFile("x", b"\x00\x01no")}, follow=True
    )
    assert "这不是能读取的表格" in page.content.decode()
    assert not RosterImport.objects.exists()
    grid = logged_in(StaffFactory(role=Role.GRID_WORKER, areas=[community]))
    assert upload(grid, URL, xlsx([])).status_code == 403


def test_the_workbook_to_send_back_marks_the_cells(django_capture_on_commit_callbacks: Any) -> None:
    import io

    import openpyxl

    community = CommunityFactory(name="青龙泉社区")
    client = logged_in(StaffFactory(areas=[community]))
    rows = household("H1", "青龙泉社区", person("=1+1", 身份证号码=4.22801195012121e17))
    with django_capture_on_commit_callbacks(execute=True):
        upload(client, URL, xlsx(lines(rows)))

    answer = client.get(f"/admin/households/rosterimport/{RosterImport.objects.get().pk}/errors/")

    page = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert page["F2"].value == "422801195012121000"
    assert page["F2"].fill.fgColor.rgb == "FFFBDAD6"
    assert "数值" in page["F2"].comment.text
    assert all(cell.data_type in "sn" for row in page.iter_rows() for cell in row if cell.value is not None)
    assert client.get("/admin/households/rosterimport/template/").status_code == 200
