"""Keys rotate: registers and history, in batches, resumable, and without history rows of their own."""

from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from apps.core import rotation
from apps.core.management.commands.make_keys import new_key
from apps.households.models import Member
from apps.households.models.member import id_fingerprint
from tests.complaints.factories import ComplaintFactory
from tests.households.factories import MemberFactory, id_number

MemberEvent: Any = apps.get_model("households", "MemberEvent")


@pytest.fixture
def people() -> list[Member]:
    made = MemberFactory.create_batch(3)
    for serial, member in enumerate(made, 1):
        member.set_id_number(id_number(serial))
        member.save()
    return made


def run(*args: str) -> str:
    out = StringIO()
    call_command("rotate_keys", *args, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_everything_is_put_under_the_new_key(people: list[Member], settings: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(rotation, "BATCH", 2)
    complaint = ComplaintFactory(reporter_name="覃玉兰", reporter_phone="13812345678")
    events = MemberEvent.objects.count()
    settings.FIELD_KEYS = [f"2:{new_key()}", *settings.FIELD_KEYS]
    told = run()
    assert set(rotation.keys_in_use()) == {2}
    assert "No value needs key 1" in told
    settings.FIELD_KEYS = settings.FIELD_KEYS[:1]
    assert [Member.objects.get(pk=member.pk).id_number for member in people] == [id_number(n) for n in (1, 2, 3)]
    assert all(event.id_number for event in MemberEvent.objects.exclude(id_index=None))
    complaint.refresh_from_db()
    assert (complaint.reporter_name, complaint.reporter_phone) == ("覃玉兰", "13812345678")
    assert MemberEvent.objects.count() == events, "a new wrapping is no change of the register"
    assert "households_member.id_number: 0 re-encrypted" in run(), "a second run finds nothing to do"


def test_a_run_that_was_stopped_goes_on(people: list[Member], settings: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(rotation, "BATCH", 1)
    settings.FIELD_KEYS = [f"2:{new_key()}", *settings.FIELD_KEYS]

    def stop(done: int) -> None:
        raise KeyboardInterrupt

    (column,) = [found for found in rotation.columns() if found.table == "households_member"]
    with pytest.raises(KeyboardInterrupt):
        rotation.rotate(column, tell=stop)
    assert set(rotation.keys_in_use()) == {1, 2}
    assert rotation.rotate(column) == 2


def test_blind_indexes_are_rebuilt(people: list[Member], settings: Any) -> None:
    old, settings.INDEX_KEY = settings.INDEX_KEY, new_key()
    assert not Member.objects.filter(id_index=id_fingerprint(id_number(1))).exists()
    assert "households_member.id_index: 3 rebuilt" in run("--old-index-key", old)
    assert Member.objects.get(id_index=id_fingerprint(id_number(1))) == people[0]
    assert "households_member.id_index: 0 rebuilt" in run("--old-index-key", old)


def test_a_wrong_old_index_key_changes_nothing(people: list[Member], settings: Any) -> None:
    before = set(Member.objects.values_list("id_index", flat=True))
    settings.INDEX_KEY = new_key()
    with pytest.raises(CommandError, match="another key"):
        run("--old-index-key", new_key())
    assert {bytes(value) for value in Member.objects.values_list("id_index", flat=True)} == {bytes(v) for v in before}


def test_every_encrypted_column_is_found() -> None:
    names = {(column.table, column.name) for column in rotation.columns()}
    assert {("households_member", "id_number"), ("households_memberevent", "id_number")} <= names
    assert ("complaints_complaint", "reporter_phone") in names


def test_make_keys_prints_lines_for_the_environment(settings: Any) -> None:
    out = StringIO()
    call_command("make_keys", "--all", stdout=out)
    lines = dict(line.split("=", 1) for line in out.getvalue().splitlines())
    assert set(lines) == {"FIELD_KEYS", "SECRET_KEY", "INDEX_KEY"}
    out = StringIO()
    call_command("make_keys", stdout=out)
    new, old = out.getvalue().strip().removeprefix("FIELD_KEYS=").split(",")
    assert new.startswith("2:")
    assert old == settings.FIELD_KEYS[0]
