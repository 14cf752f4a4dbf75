"""Samples of complaints for the walk over every address."""

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from apps.complaints.models import ComplaintPhoto
from tests.complaints.factories import ComplaintFactory
from tests.harness.walk import Side


def picture() -> ContentFile:
    drawn = BytesIO()
    Image.new("RGB", (8, 8), "white").save(drawn, "JPEG")
    return ContentFile(drawn.getvalue(), "x.jpg")


def objects(side: Side) -> dict[str, Any]:
    complaint = ComplaintFactory(
        building=side.building,
        text=side.mark,
        place=side.mark,
        reporter_name=side.mark,
        household=side["households.household"],
    )
    photo = ComplaintPhoto.objects.create(
        complaint=complaint, community=side.community, image=picture(), width=8, height=8
    )
    return {"complaints.complaint": complaint, "complaints.complaintphoto": photo}


ROUTES = {
    "admin:complaints_complaint_step": lambda side: {"object_id": side["complaints.complaint"].pk, "step": "accept"},
    "admin:complaints_complaint_photo": lambda side: {
        "object_id": side["complaints.complaint"].pk,
        "photo": side["complaints.complaintphoto"].pk,
    },
    "api:complaint-photo": lambda side: {
        "pk": side["complaints.complaint"].pk,
        "photo": side["complaints.complaintphoto"].pk,
    },
}
