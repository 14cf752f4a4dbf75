"""The field worker's phone: whose work, which steps, the same refusals as everywhere, filing at the door."""

import uuid

import pytest
from django.urls import reverse

from apps.accounts.models import AccessLog
from apps.complaints.actions import complaint_accept, complaint_assign, complaint_note, complaint_submit
from apps.complaints.models import Complaint
from apps.complaints.policies import may
from apps.complaints.workflow import STEPS
from apps.core.errors import DomainError
from apps.portal import fieldwork
from apps.reminders.causes import CAUSES
from apps.reminders.models import Message
from tests.complaints.factories import ComplaintFactory
from tests.households.factories import HouseholdFactory, MembershipFactory, OccupancyFactory
from tests.portal.pictures import picture, upload

PAGES = ["/f/", "/f/file/", "/f/inbox/"]


@pytest.fixture
def mine(county, community_manager, grid_worker):
    """A complaint given to the grid worker."""
    found, _made = complaint_submit(
        community=county.own,
        category="damage",
        channel="phone_page",
        building=county.building,
        unit=1,
        text="灯坏了",
        reporter_name="向长清",
        reporter_phone="13812345678",
    )
    complaint_accept(complaint=found, by=community_manager)
    return complaint_assign(complaint=found, by=community_manager, handler=grid_worker)


@pytest.fixture
def browser(login, grid_worker):
    return login(grid_worker)


def test_who_gets_in(people, login, mine):
    statuses = {name: login(user).get("/f/").status_code for name, user in people.items()}
    assert statuses == {
        "county_admin": 403,
        "township_officer": 403,
        "community_manager": 200,
        "grid_worker": 200,
        "auditor": 403,
        "colleague": 200,
        "anonymous": 302,
    }
    assert login(people["colleague"]).get(f"/f/complaints/{mine.pk}/").status_code == 404


@pytest.mark.parametrize("address", PAGES)
def test_pages_are_never_kept_by_a_cache(browser, address):
    answer = browser.get(address)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_my_work_by_building_with_its_clock(browser, mine, county):
    ComplaintFactory(building=county.building, text="别人的")
    html = browser.get("/f/").content.decode()
    assert "灯坏了" in html
    assert "别人的" not in html
    assert "1栋" in html
    assert "向长清" not in html


def test_a_full_list_says_how_many_it_leaves_out(browser, grid_worker, county, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(fieldwork, "MOST_ROWS", 3)
    ComplaintFactory.create_batch(3, building=county.building, handler=grid_worker, state="in_progress")
    assert "不太急的" not in browser.get("/f/").content.decode()
    ComplaintFactory.create_batch(2, building=county.building, handler=grid_worker, state="in_progress")
    assert "还有 2 件" in browser.get("/f/").content.decode()


def test_the_manager_sees_what_is_new(login, community_manager, county):
    ComplaintFactory(building=county.building, text="新来的")
    assert "新来的" in login(community_manager).get("/f/").content.decode()


def test_lists_cost_the_same(browser, grid_worker, county, equal_queries):
    def more(count):
        ComplaintFactory.create_batch(count, building=county.building, handler=grid_worker, state="in_progress")
        ComplaintFactory.create_batch(count, building=county.building, state="resolved")

    more(2)
    equal_queries(lambda: browser.get("/f/"), more=more)


def test_the_steps_of_the_work(browser, mine):
    page = f"/f/complaints/{mine.pk}/"
    assert "reporter" not in browser.get(page).content.decode()
    assert browser.post(f"{page}start/").status_code == 303
    assert browser.post(f"{page}contact/").status_code == 303
    assert browser.post(f"{page}resolve/", {"why": "已换灯泡"}).status_code == 303
    mine.refresh_from_db()
    assert mine.state == "resolved"
    assert "已换灯泡" in browser.get(page).content.decode()


def test_a_refusal_is_shown_with_its_words_and_keeps_the_note(browser, mine):
    answer = browser.post(f"/f/complaints/{mine.pk}/resolve/", {"why": " "})
    assert answer.status_code == 409
    assert answer.headers["X-Refusal"] == "required"
    later = browser.post(f"/f/complaints/{mine.pk}/call_back/", {"satisfaction": "satisfied", "why": "写了很久"})
    assert later.status_code in {403, 409}


@pytest.mark.parametrize("step", sorted(set(STEPS) - {"note", "reveal", "merge", "assign", "set_urgency", "extend"}))
def test_the_page_refuses_as_the_policy_does(browser, login, mine, grid_worker, community_manager, step):
    body = {"why": "因为", "satisfaction": "satisfied"}
    for user in (grid_worker, community_manager):
        mine.refresh_from_db()
        decision = may(mine, step, user, body)
        answer = login(user).post(f"/f/complaints/{mine.pk}/{step}/", body)
        if decision:
            assert answer.status_code == 303, answer.headers.get("X-Refusal")
        else:
            assert answer.headers["X-Refusal"] == decision.code
            assert str(decision.message) in answer.content.decode()


@pytest.mark.parametrize("step", ["merge", "nonsense", "note"])
def test_what_is_no_step_here(browser, mine, step):
    answer = browser.post(f"/f/complaints/{mine.pk}/{step}/", {"text": "x"})
    assert answer.status_code in {303, 400}
    mine.refresh_from_db()
    assert mine.state == "assigned"


def test_a_manager_assigns_on_the_phone(login, community_manager, county, grid_worker):
    complaint = ComplaintFactory(building=county.building)
    phone, page = login(community_manager), f"/f/complaints/{complaint.pk}/"
    assert phone.post(f"{page}accept/").status_code == 303
    assert phone.post(f"{page}assign/", {"handler": "x"}).status_code == 400
    assert phone.post(f"{page}assign/", {"handler": grid_worker.pk}).status_code == 303
    complaint.refresh_from_db()
    assert (complaint.state, complaint.handler) == ("assigned", grid_worker)


def test_who_reported_it_is_shown_for_a_reason_and_recorded(browser, mine, grid_worker):
    page = f"/f/complaints/{mine.pk}/"
    assert "13812345678" not in browser.get(page).content.decode()
    assert browser.post(f"{page}reveal/", {}).status_code == 409
    html = browser.post(f"{page}reveal/", {"reason": "约时间上门"}).content.decode()
    assert "tel:13812345678" in html
    assert AccessLog.objects.filter(staff=grid_worker, reason="约时间上门").count() == 1
    assert "13812345678" not in browser.get(page).content.decode()


def test_a_note_and_a_photo(browser, mine):
    page = f"/f/complaints/{mine.pk}/"
    body = {"text": "已联系物业", "public": "1", "photos": [upload(picture())]}
    assert browser.post(f"{page}note/", body).status_code == 303
    assert mine.photos.count() == 1
    assert mine.steps.get(step="note").public
    refused = browser.post(f"{page}note/", {"text": "第二张", "photos": [upload(b"bad")]})
    assert refused.status_code == 400
    assert "第二张" in refused.content.decode()


def file_address(county, category="waste"):
    return f"/f/file/{county.own.slug}/{category}/"


@pytest.fixture
def household(county):
    """谭建国 in 1-1-501."""
    home = HouseholdFactory(community=county.own)
    MembershipFactory(household=home, member__name="谭建国")
    OccupancyFactory(
        household=home, dwelling__building=county.building, dwelling__unit=1, dwelling__room="501", community=county.own
    )
    return home


def test_filed_for_a_neighbour(browser, county, grid_worker, household):
    answer = browser.post(file_address(county), {"household": household.pk, "phrase": ["0"], "client_id": uuid.uuid4()})
    complaint = Complaint.objects.get()
    assert answer.headers["Location"] == reverse("portal:field-filed", args=[complaint.pk])
    assert (complaint.channel, complaint.filed_by, complaint.household) == ("at_the_door", grid_worker, household)
    assert (complaint.building, complaint.unit) == (county.building, 1)
    html = browser.get(answer.headers["Location"]).content.decode()
    assert str(complaint) in html
    assert "<svg" in html
    assert str(complaint) in browser.get(f"/t/{complaint}/").content.decode()


def test_filed_twice_is_once(browser, county):
    body = {"building": county.building.pk, "client_id": uuid.uuid4()}
    addresses = {browser.post(file_address(county), body).headers["Location"] for _n in range(2)}
    assert (len(addresses), Complaint.objects.count()) == (1, 1)


def test_only_ones_own_buildings_and_communities(browser, county):
    html = browser.get(file_address(county)).content.decode()
    assert "1栋" in html
    assert "2栋" not in html
    assert browser.post(file_address(county), {"building": county.other_building.pk}).status_code == 422
    assert browser.get(f"/f/file/{county.foreign.slug}/waste/").status_code == 404
    assert browser.get(f"/f/households/{county.foreign.slug}/?q=1").status_code == 404


@pytest.mark.parametrize("query", ["谭建国", "谭", "501", "1-1-501"])
def test_households_are_found_by_room_or_name(browser, county, household, query):
    found = browser.get(f"/f/households/{county.own.slug}/", {"q": query}).json()
    assert [each["id"] for each in found["households"]] == [household.pk]
    assert found["households"][0]["label"] == "1-1-501 谭建国"


def test_households_are_found_without_a_script_too(browser, county, household):
    answer = browser.post(file_address(county), {"find": "1", "household_q": "谭", "text": "写了一半"})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "1-1-501 谭建国" in html
    assert "写了一半" in html
    nobody = browser.post(file_address(county), {"find": "1", "household_q": "没有这个人"})
    assert "没找到" in nobody.content.decode()


def test_households_of_others_stay_hidden(browser, county):
    stranger = HouseholdFactory(community=county.own)
    OccupancyFactory(household=stranger, dwelling__building=county.other_building, community=county.own)
    answer = browser.post(file_address(county), {"household": stranger.pk, "building": county.building.pk})
    assert answer.status_code == 303
    assert Complaint.objects.get().household is None


def test_reminders_are_read_and_lead_on(browser, mine, grid_worker, colleague):
    url = f"/f/complaints/{mine.pk}/"
    ours, theirs = (
        Message.objects.create(
            key=f"k{user.pk}",
            channel="inbox",
            recipient=user,
            template=next(key for key in CAUSES if key.startswith("complaint")),
            context={"number": str(mine), "category": "damage", "community": "晴川家园", "building": 1, "due": ""},
            url=url,
        )
        for user in (grid_worker, colleague)
    )
    assert "unread" in browser.get("/f/inbox/").content.decode()
    answer = browser.post(f"/f/inbox/{ours.pk}/")
    assert answer.headers["Location"] == url
    ours.refresh_from_db()
    assert ours.read_at
    assert browser.post(f"/f/inbox/{theirs.pk}/").status_code == 404
    assert browser.post("/f/inbox/read/").status_code == 303


def test_a_note_by_a_stranger_is_refused(mine, colleague):
    with pytest.raises(DomainError):
        complaint_note(complaint=mine, by=colleague, text="x", public=False)
