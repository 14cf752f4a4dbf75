"""Photos of defects and inspections: cleaned, limited, seen by those who see the facility, on every face."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from apps.core.errors import Refused
from apps.core.photos import clean_image
from apps.facilities.actions import photos_add
from apps.facilities.models import FacilityDefect, FacilityInspection, FacilityPhoto
from apps.facilities.vocabulary import PHOTOS_EACH
from tests.facilities.factories import DefectFactory, FacilityFactory, photo_of
from tests.portal.pictures import picture, upload, with_gps

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def served(client: Any, address: str) -> tuple[str, bytes]:
    response = client.get(address)
    body = b"".join(response.streaming_content)
    return response.headers["Content-Type"], body


def test_a_photo_from_the_phone_loses_its_place(county: Any, grid_worker: Any, login: Any) -> None:
    facility, client = FacilityFactory(community=county.own), login(grid_worker)
    sent = {"text": "门锁坏了", "severity": "minor", "photos": [upload(with_gps()), upload(picture((300, 200)))]}
    assert client.post(f"/f/facilities/{facility.pk}/defect/", sent).status_code == 303
    first, second = FacilityDefect.objects.get().photos.order_by("pk")
    assert (second.width, second.height) == (300, 200)
    assert f"/f/facility-photos/{first.pk}/" in client.get(f"/f/facilities/{facility.pk}/").content.decode()
    kind, body = served(client, f"/f/facility-photos/{first.pk}/")
    assert (kind, dict(Image.open(BytesIO(body)).getexif())) == ("image/jpeg", {})


def test_an_inspection_in_the_office_with_a_photo(county: Any, community_manager: Any, login: Any) -> None:
    facility, client = FacilityFactory(community=county.own), login(community_manager)
    sent = {"result": "faults", "findings": "灭火器过期", "done_on": "2026-11-01", "photos": upload(picture())}
    client.post(f"/admin/facilities/facility/{facility.pk}/inspection/", sent)
    photo = FacilityInspection.objects.get().photos.get()
    address = f"/admin/facilities/facility/{facility.pk}/photos/{photo.pk}/"
    assert address in client.get(f"/admin/facilities/facility/{facility.pk}/change/").content.decode()
    assert served(client, address)[0] == "image/jpeg"


def test_what_is_no_photo_leaves_nothing_behind(county: Any, grid_worker: Any, login: Any) -> None:
    facility = FacilityFactory(community=county.own)
    sent = {"text": "门锁坏了", "severity": "minor", "photos": upload(b"no picture")}
    refused = login(grid_worker).post(f"/f/facilities/{facility.pk}/defect/", sent)
    assert refused.headers["X-Refusal"] == "photo_unreadable"
    assert "门锁坏了" in refused.content.decode()
    assert not FacilityDefect.objects.exists()


def test_a_repair_is_shown_by_a_photo(county: Any, community_manager: Any, login: Any) -> None:
    defect = DefectFactory(facility=FacilityFactory(community=county.own))
    sent = {"why": "换了新灯", "photos": upload(picture())}
    login(community_manager).post(f"/admin/facilities/facilitydefect/{defect.pk}/steps/fix/", sent)
    defect.refresh_from_db()
    assert (defect.state, defect.photos.count()) == ("fixed", 1)


def test_no_more_than_fit(county: Any, community_manager: Any) -> None:
    defect = DefectFactory(facility=FacilityFactory(community=county.own))
    for _each in range(PHOTOS_EACH):
        photo_of(defect)
    with pytest.raises(Refused) as refused:
        photos_add(of=defect, by=community_manager, photos=[clean_image(upload(picture()))])
    assert refused.value.code == "photos_full"


def test_through_the_api(county: Any, grid_worker: Any, colleague: Any, api: Any) -> None:
    defect = DefectFactory(facility=FacilityFactory(community=county.own))
    made = api(grid_worker).post(
        "/api/v1/facility-photos/", {"defect": defect.pk, "photo": upload(picture())}, format="multipart"
    )
    assert made.status_code == 201, made.content
    assert served(api(grid_worker), made.json()["url"])[0] == "image/jpeg"
    assert api(colleague).get(made.json()["url"]).status_code == 404
    refused = api(colleague).post(
        "/api/v1/facility-photos/", {"defect": defect.pk, "photo": upload(picture())}, format="multipart"
    )
    assert refused.status_code == 404
    assert FacilityPhoto.objects.count() == 1
    shown = api(grid_worker).get(f"/api/v1/facility-defects/{defect.pk}/").json()
    assert [photo["id"] for photo in shown["photos"]] == [made.json()["id"]]


def test_a_photo_names_one_thing(county: Any, grid_worker: Any, api: Any) -> None:
    assert (
        api(grid_worker).post("/api/v1/facility-photos/", {"photo": upload(picture())}, format="multipart").status_code
        == 400
    )
