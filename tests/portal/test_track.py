"""Following by number: found however it is typed, not to be guessed, photos on one's own phone only."""

import pytest
from django.test import Client

from apps.complaints.actions import complaint_accept, complaint_ask_info, complaint_assign, complaint_resolve
from apps.complaints.models import Complaint, ComplaintStep
from apps.complaints.photos import photo_add
from tests.complaints.factories import ComplaintFactory
from tests.portal.conftest import send
from tests.portal.pictures import picture, upload


@pytest.fixture
def complaint(county):
    return ComplaintFactory(building=county.building, tracking="7K4M29QX", reporter_name="向长清")


@pytest.fixture
def own(community, phone, form):
    """A complaint sent from this phone."""
    send(phone, f"/c/{community.slug}/report/lift/", form)
    return Complaint.objects.get()


@pytest.mark.parametrize(
    "typed", ["7K4M29QX", "7k4m-29qx", " 7k4m 29qx ", "７Ｋ４Ｍ－２９ＱＸ", "7K4M—29QX", "7k4m_29.qx"]
)
def test_found_however_it_is_typed(phone, complaint, typed):
    answer = phone.get("/t/", {"code": typed}, follow=True)
    assert answer.status_code == 200
    assert "7K4M-29QX" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("7K4M-29Q0", "编号里没有“0”"),
        ("7K4M-29Q1", "编号里没有“1”"),
        ("OOOO-OOOO", "编号里没有“O”"),
        ("7K4M-29Q", "您输了 7 位"),
        ("7K4M-29QXX", "您输了 9 位"),
        ("你好", "编号里没有"),
        ("../../etc/passwd", "您输了 9 位"),
        ("'; --", "编号里没有"),
    ],
)
def test_a_slip_is_explained_and_costs_no_try(phone, complaint, typed, words):
    for _n in range(12):
        answer = phone.get("/t/", {"code": typed}, follow=True)
    assert answer.status_code == 400
    assert words in answer.content.decode()


def test_ten_wrong_numbers_and_then_a_pause(phone, complaint):
    phone.get("/t/")
    answers = [phone.get(f"/t/2222{n:04d}/".replace("0", "A").replace("1", "B")).status_code for n in range(2, 14)]
    assert answers == [404] * 10 + [429] * 2
    assert phone.get("/t/7K4M29QX/").status_code == 429, "also a right one, else guessing could go on"


def test_guessing_from_ever_new_phones_is_stopped_by_the_address(complaint, settings):
    settings.PORTAL_LIMITS = settings.PORTAL_LIMITS | {"wrong_code": [("device", 10, 600), ("address", 20, 600)]}
    codes = [f"ABCD{n}" for n in range(2222, 2300) if not set(str(n)) & set("01")]
    answers = [Client(headers={"user-agent": code}).get(f"/t/{code}/").status_code for code in codes]
    assert answers.count(404) == 20
    assert set(answers[20:]) == {429}


def test_a_phone_without_a_number_of_its_own_is_stopped_as_soon(complaint):
    codes = [f"ABCD{n}" for n in range(2222, 2250)]
    answers = [Client().get(f"/t/{code}/").status_code for code in codes]
    assert answers.count(404) == 10


def test_neighbours_guesses_do_not_lock_me_out_of_my_own(phone, own, settings):
    settings.PORTAL_LIMITS = settings.PORTAL_LIMITS | {"wrong_code": [("device", 10, 600), ("address", 3, 600)]}
    for _n in range(5):
        Client().get("/t/ABCDEFGH/")
    assert phone.get(f"/t/{own}/").status_code == 200


def test_what_a_resident_reads(phone, complaint, community_manager, grid_worker):
    complaint_accept(complaint=complaint, by=community_manager, why="内部：查物业")
    complaint_assign(complaint=complaint, by=community_manager, handler=grid_worker)
    complaint_resolve(complaint=complaint, by=grid_worker, why="灯泡已换")
    html = phone.get("/t/7K4M29QX/").content.decode()
    assert html.index("灯泡已换") < html.index("您报了这件事"), "the newest first"
    assert "内部：查物业" not in html
    assert "向长清" not in html
    assert grid_worker.name not in html


def test_a_question_and_its_answer(phone, complaint, community_manager):
    complaint_accept(complaint=complaint, by=community_manager)
    complaint_ask_info(complaint=complaint, by=community_manager, why="是几楼的灯？")
    assert "是几楼的灯？" in phone.get("/t/7K4M29QX/").content.decode()
    answer = phone.post("/t/7K4M29QX/add/", {"text": "五楼", "csrfmiddlewaretoken": phone.cookies["csrftoken"].value})
    assert answer.status_code == 303
    complaint.refresh_from_db()
    assert complaint.state == "in_progress"
    assert "五楼" in phone.get("/t/7K4M29QX/").content.decode()


def add(phone, complaint, body):
    phone.get(f"/t/{complaint}/")
    return phone.post(f"/t/{complaint}/add/", body | {"csrfmiddlewaretoken": phone.cookies["csrftoken"].value})


def test_a_supplement_in_words_and_pictures(phone, own):
    assert add(phone, own, {"text": "还漏水", "photos": [upload(picture())]}).status_code == 303
    html = phone.get(f"/t/{own}/").content.decode()
    assert "还漏水" in html
    assert own.photos.count() == 1


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, "请写几个字"),
        ({"text": "字" * 801}, "最多 800 个"),
        ({"text": "看图", "photos": [b"bad"]}, "不是能打开的照片"),
    ],
)
def test_a_supplement_that_does_not_work_keeps_the_words(phone, own, body, words):
    body = body | {"photos": [upload(photo) for photo in body.get("photos", [])]}
    answer = add(phone, own, body)
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert body.get("text", "") in answer.content.decode()
    assert not own.steps.filter(step="note").exists()


def test_too_many_supplements(phone, own, settings):
    settings.PORTAL_LIMITS = settings.PORTAL_LIMITS | {"note": [("device", 2, 600)]}
    assert [add(phone, own, {"text": "急"}).status_code for _n in range(3)] == [303, 303, 429]


def test_the_residents_own_rating(phone, own, community_manager, grid_worker):
    complaint_accept(complaint=own, by=community_manager)
    complaint_assign(complaint=own, by=community_manager, handler=grid_worker)
    complaint_resolve(complaint=own, by=grid_worker, why="好了")
    assert "办得怎么样" in phone.get(f"/t/{own}/").content.decode()
    token = phone.cookies["csrftoken"].value
    phone.post(f"/t/{own}/rate/", {"rating": "satisfied", "csrfmiddlewaretoken": token})
    phone.post(f"/t/{own}/rate/", {"rating": "nonsense", "csrfmiddlewaretoken": token})
    (step,) = ComplaintStep.objects.filter(complaint=own, step="rate")
    assert (step.facts, step.by, step.by_label) == ({"satisfaction": "satisfied"}, None, "resident")
    own.refresh_from_db()
    assert own.own_rating == "satisfied"
    assert own.state == "resolved", "the call-back stays with somebody else"


def test_photos_are_shown_on_the_phone_that_sent_them(phone, own):
    photo = photo_add(complaint=own, upload=upload(picture()))
    address = f"/t/{own}/photos/{photo.pk}/"
    assert address in phone.get(f"/t/{own}/").content.decode()
    answer = phone.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.getvalue().startswith(b"\xff\xd8")
    stranger = Client()
    assert address not in stranger.get(f"/t/{own}/").content.decode()
    assert stranger.get(address).status_code == 404


def test_a_photo_is_not_served_under_another_number(phone, own, complaint):
    photo = photo_add(complaint=complaint, upload=upload(picture()))
    assert phone.get(f"/t/{own}/photos/{photo.pk}/").status_code == 404


def test_staff_see_photos_of_their_area(own, login, people):
    photo = photo_add(complaint=own, upload=upload(picture()))
    seen = {}
    for name, user in people.items():
        answer = login(user).get(f"/staff/photos/{photo.pk}/")
        answer.getvalue()
        seen[name] = answer.status_code
    assert seen == {
        "county_admin": 200,
        "township_officer": 200,
        "community_manager": 200,
        "grid_worker": 200,
        "auditor": 200,
        "colleague": 404,
        "anonymous": 302,
    }


def test_my_reports_cost_the_same_whatever_their_number(community, county, phone, equal_queries, settings):
    settings.PORTAL_LIMITS = settings.PORTAL_LIMITS | {"report": []}
    address = f"/c/{community.slug}/report/lift/"

    def more(count):
        for _n in range(count):
            send(phone, address, {"building": county.building.pk})

    more(2)
    equal_queries(lambda: phone.get(f"/c/{community.slug}/"), more=more)


def test_writing_to_a_report_does_not_open_its_photos(phone, own):
    """A number is easily read over a shoulder, and anybody who has it may add a line."""
    photo = photo_add(complaint=own, upload=upload(picture()))
    other = Client(enforce_csrf_checks=True)
    assert add(other, own, {"text": "我也看见了"}).status_code == 303
    assert other.get(f"/t/{own}/photos/{photo.pk}/").status_code == 404
    assert f"/photos/{photo.pk}/" not in other.get(f"/t/{own}/").content.decode()
    assert phone.get(f"/t/{own}/photos/{photo.pk}/").getvalue().startswith(b"\xff\xd8")
