"""The service worker and what it may keep."""

import re

import pytest
from django.test import Client

from apps.portal.shell import shell_files, shell_version


def test_it_reaches_the_whole_site_and_is_always_asked_for_anew(phone):
    answer = phone.get("/sw.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Service-Worker-Allowed"] == "/"
    assert answer.headers["Cache-Control"] == "no-cache"


def test_what_it_keeps_exists(phone, community):
    script = phone.get("/sw.js").content.decode()
    files = shell_files()
    assert shell_version(files) in script
    for file in files:
        # escapejs writes "-" and "/" as they are or as \uXXXX
        assert re.sub(r"\\u([0-9A-F]{4})", lambda found: chr(int(found[1], 16)), script).count(file) >= 1
    assert phone.get(files[-1]).status_code == 200


def test_its_version_follows_the_files():
    assert shell_version(["a", "b"]) != shell_version(["a", "c"])


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/", True),
        ("/c/qingchuan/", True),
        ("/c/qingchuan/report/lift/", True),
        ("/f/file/", True),
        ("/f/file/qingchuan/waste/", True),
        ("/f/", False),
        ("/f/complaints/3/", False),
        ("/f/inbox/", False),
        ("/t/7K4M-29QX/", False),
        ("/admin/", False),
        ("/staff/login/", False),
    ],
)
def test_no_page_with_personal_data_is_kept(address, kept):
    script = Client().get("/sw.js").content.decode()
    pattern = re.search(r"MAY_KEEP = /(.+)/;", script)[1].replace(r"\/", "/")
    assert bool(re.search(pattern, address)) == kept
