"""Reporting: sent once whatever happens, nothing typed is lost, bad photos refused in words, few queries."""

import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.complaints.models import Complaint, ComplaintPhoto
from apps.portal.drafts import TEXT_MAX
from tests.portal.conftest import send
from tests.portal.pictures import moving, picture, png_bomb, upload, with_gps


@pytest.fixture
def address(community):
    return f"/c/{community.slug}/report/damage/"


def test_a_report_with_everything(phone, address, form, county):
    answer = send(phone, address, form | {"photos": [upload(with_gps()), upload(picture())]})
    complaint = Complaint.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/t/{complaint}/")
    assert (complaint.community, complaint.building, complaint.unit) == (county.own, county.building, 2)
    assert (complaint.category, complaint.channel, complaint.place) == ("damage", "phone_page", "楼道 5楼")
    assert complaint.text == "灯不亮\n从昨天晚上开始"
    assert (complaint.reporter_name, complaint.reporter_phone) == ("向长清", "13812345678")
    assert complaint.photos.count() == 2
    assert complaint.device
    assert phone.cookies["anju_device"].value.split(":")[0] not in complaint.device


def test_its_page_shows_the_number(phone, address, form):
    html = phone.get(send(phone, address, form).headers["Location"]).content.decode()
    complaint = Complaint.objects.get()
    assert str(complaint) in html
    assert "发出去了" in html
    assert "向长清" not in html
    assert "13812345678" not in html
    assert str(complaint) in phone.get(f"/c/{complaint.community.slug}/").content.decode()


def test_a_building_alone_is_enough(phone, address, county):
    assert send(phone, address, {"building": county.building.pk}).status_code == 303


def test_ready_made_sentences_are_stored_as_staff_read_them(phone, address, county):
    phone.cookies["anju_language"] = "en"
    send(phone, address, {"building": county.building.pk, "phrase": ["0", "2"], "spot": "roof"})
    complaint = Complaint.objects.get()
    assert (complaint.text, complaint.place) == ("灯不亮；漏水", "楼顶")


def test_sent_twice_is_one_complaint(phone, address, form):
    first, second = send(phone, address, form), send(phone, address, form)
    assert first.headers["Location"] == second.headers["Location"]
    assert Complaint.objects.count() == 1


def test_a_retry_brings_the_photo_that_was_missing(phone, address, form):
    send(phone, address, form)
    send(phone, address, form | {"photos": [upload(picture())]})
    send(phone, address, form | {"photos": [upload(picture())]})
    assert (Complaint.objects.count(), ComplaintPhoto.objects.count()) == (1, 1)


def test_a_retry_is_not_refused_for_its_number(phone, address, form, settings):
    settings.PORTAL_LIMITS = settings.PORTAL_LIMITS | {"report": [("device", 1, 600)]}
    assert send(phone, address, form).status_code == 303
    assert send(phone, address, form).status_code == 303
    assert send(phone, address, form | {"client_id": str(uuid.uuid4())}).status_code == 429


def test_the_script_gets_json(phone, address, form):
    answer = send(phone, address, form, headers={"accept": "application/json"})
    complaint = Complaint.objects.get()
    assert (answer.status_code, answer.json()) == (201, {"url": f"/t/{complaint}/", "code": str(complaint)})
    assert complaint.tracking in phone.cookies["anju_mine"].value
    wrong = send(phone, address, {"phone": "ab"}, headers={"accept": "application/json"})
    assert wrong.status_code == 422
    assert set(wrong.json()["errors"]) == {"phone"}
    assert wrong.json()["step"] == 3


def test_a_fresh_token_serves_a_form_that_waited(phone, address, form):
    token = phone.get("/token/").json()["token"]
    answer = phone.post(address, form, headers={"x-csrftoken": token, "accept": "application/json"})
    assert answer.status_code == 201


def test_without_a_token_nothing_is_filed(phone, address, form):
    assert phone.post(address, form).status_code == 403
    assert not Complaint.objects.exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"building": "999999999"}, "building"),
        ({"building": "x"}, "building"),
        ({"unit": "9"}, "unit"),
        ({"text": "字" * (TEXT_MAX + 1)}, "text"),
        ({"place": "字" * 61}, "place"),
        ({"phone": "一三八"}, "phone"),
        ({"phone": "12"}, "phone"),
        ({"name": "字" * 31}, "name"),
        ({"website": "http://spam.example"}, "leave_empty"),
    ],
)
def test_a_mistake_says_what_to_do_and_keeps_everything(phone, address, form, change, field):
    answer = send(phone, address, form | change)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert list(answer.context["draft"].errors) == [field]
    assert f'id="error-{field}"' in html
    kept = form | change
    assert kept["text"] in html
    assert kept["client_id"] in html
    assert 'name="phrase" value="0" checked' in html
    assert not Complaint.objects.exists()


def test_another_communitys_building_is_not_taken(phone, address, form, county):
    assert send(phone, address, form | {"building": county.foreign_building.pk}).status_code == 422


def test_nothing_said_at_all(phone, address):
    answer = send(phone, address, {})
    assert answer.status_code == 422
    assert "还不知道去哪里看" in answer.content.decode()


@pytest.mark.parametrize("text", ["nul\x00l", "<script>alert(1)</script>", "{{ 7 }}", "'; DROP TABLE x; --", "‮tfel"])
def test_strange_words_are_only_words(phone, address, form, text):
    answer = send(phone, address, form | {"text": text, "name": text[:20]})
    assert answer.status_code == 303
    html = phone.get(answer.headers["Location"]).content.decode()
    assert "<script>alert" not in html
    assert "\x00" not in Complaint.objects.get().text


@pytest.mark.parametrize("client_id", ["", "x", "1" * 500])
def test_a_form_without_a_proper_number_is_filed_all_the_same(phone, address, form, client_id):
    assert send(phone, address, form | {"client_id": client_id}).status_code == 303


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"not a photo at all", "不是能打开的照片"),
        (png_bomb(), "像素太大"),
        (moving("GIF"), "动图不能用"),
        (picture((1200, 900))[:4000], "没有传完整"),
    ],
)
def test_a_bad_photo_never_loses_the_text(phone, address, form, body, words):
    answer = send(phone, address, form | {"photos": [upload(body)]})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert words in html
    assert form["text"] in html
    assert 'data-open="2"' in html
    assert not Complaint.objects.exists()


def test_the_good_photo_beside_a_bad_one_need_not_be_chosen_again(phone, address, form):
    answer = send(phone, address, form | {"photos": [upload(picture()), upload(b"bad")]})
    (ticket,) = answer.context["kept"]
    assert "已收到 1 张照片" in answer.content.decode()
    assert send(phone, address, form | {"kept": [ticket]}).status_code == 303
    assert Complaint.objects.get().photos.count() == 1


def test_somebody_elses_ticket_is_nothing(phone, address, form):
    assert send(phone, address, form | {"kept": ["guess"]}).status_code == 303
    assert not ComplaintPhoto.objects.exists()


def test_four_photos(phone, address, form):
    answer = send(phone, address, form | {"photos": [upload(picture()) for _n in range(4)]})
    assert answer.status_code == 422
    assert "最多 3 张" in answer.content.decode()
    assert len(answer.context["kept"]) == 3


def test_fifty_megabytes_are_not_even_stored(phone, address, form, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    huge = SimpleUploadedFile("a.jpg", picture() + b"\0" * (50 * 2**20), "image/jpeg")
    answer = send(phone, address, form | {"photos": [huge]})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "照片太大（50 MB，最多 20 MB）" in html
    assert form["text"] in html
    assert not list(tmp_path.iterdir())


def test_far_too_much_is_refused_unread(phone, address):
    answer = phone.post(address, b"x", content_type="multipart/form-data; boundary=b", CONTENT_LENGTH=str(200 * 2**20))
    assert answer.status_code == 413


def test_photos_go_without_their_place(phone, address, form):
    send(phone, address, form | {"photos": [upload(with_gps())]})
    with ComplaintPhoto.objects.get().image.open() as file:
        body = file.read()
    assert b"Exif" not in body
    assert b"HUAWEI" not in body


def test_a_lean_submission(phone, address, form, settings):
    """Community and buildings come from the process; what remains is the complaint, its first step and the commit."""
    settings.PORTAL_PLACE_SECONDS = 60
    send(phone, address, form)
    phone.get(address)
    body = form | {"client_id": str(uuid.uuid4()), "csrfmiddlewaretoken": phone.cookies["csrftoken"].value}
    with CaptureQueriesContext(connection) as queries:
        assert phone.post(address, body).status_code == 303
    inserts = [query["sql"] for query in queries if "INSERT" in query["sql"]]
    others = [
        query["sql"][:120] for query in queries if "INSERT" not in query["sql"] and "SAVEPOINT" not in query["sql"]
    ]
    assert 1 <= len(inserts) <= 2, inserts
    assert not others


def test_opening_the_form_asks_nothing_of_the_database(phone, address, settings):
    settings.PORTAL_PLACE_SECONDS = 60
    phone.get(address)
    with CaptureQueriesContext(connection) as queries:
        phone.get(address)
    assert not queries.captured_queries, json.dumps(queries.captured_queries)
