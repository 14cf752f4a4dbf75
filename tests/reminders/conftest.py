"""A complaint whose clock of acceptance has run out, and the manager who is told."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from apps.accounts.models import Staff
from apps.complaints.actions import complaint_submit
from apps.complaints.models import Complaint
from apps.core import clock
from tests.complaints.factories import ComplaintFactory
from tests.harness.people import County


@pytest.fixture
def manager(community_manager: Staff) -> Staff:
    return community_manager


@pytest.fixture
def late(county: County, manager: Staff) -> Complaint:
    """Not accepted in time, but not for long."""
    return ComplaintFactory(building=county.building, accept_due=clock.now() - timedelta(minutes=1))


@pytest.fixture
def mail_folder(settings: Any, tmp_path: Path) -> Path:
    """Mail goes into this folder."""
    settings.EMAIL_BACKEND = "apps.reminders.backends.FileBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    return tmp_path


def mails(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.eml"))


@pytest.fixture
def submit(county: County) -> Any:
    """Files a complaint about building 1 of the own community."""

    def file(**words: Any) -> Complaint:
        given = {"community": county.own, "building": county.building, "category": "damage", "channel": "phone_page"}
        return complaint_submit(**(given | words))[0]

    return file
