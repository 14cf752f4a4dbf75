"""Registers keep their history: through triggers, with who did it, and with what is encrypted staying so."""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from apps.accounts.models import AccessLog
from apps.core.history import changes_of
from apps.core.models import StepLog
from apps.households.models import Household, Member
from tests.households.factories import HouseholdFactory, MemberFactory, id_number

MemberEvent: Any = apps.get_model("households", "MemberEvent")


def test_raw_sql_is_seen_too() -> None:
    member = MemberFactory(phone="123")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE households_member SET phone = %s WHERE id = %s", ["456", member.pk])
        cursor.execute("DELETE FROM households_member WHERE id = %s", [member.pk])
    events = MemberEvent.objects.filter(pgh_obj_id=member.pk).order_by("pgh_id")
    assert [(event.pgh_label, event.phone) for event in events][:2] == [("insert", "123"), ("update", "456")]


def test_a_change_without_difference_is_none() -> None:
    member = MemberFactory()
    Member.objects.filter(pk=member.pk).update(phone=member.phone)
    assert MemberEvent.objects.filter(pgh_obj_id=member.pk).count() == 1


def test_through_a_page_it_carries_the_person_and_the_request_but_no_address(
    login: Any, county_admin: Any, auditor: Any
) -> None:
    login(county_admin).post(f"/admin/accounts/staff/{auditor.pk}/close/")
    (event,) = apps.get_model("accounts", "StaffEvent").objects.filter(pgh_obj_id=auditor.pk, is_active=False)
    assert set(event.pgh_context.metadata) == {"user", "request_id"}
    assert event.pgh_context.metadata["user"] == county_admin.pk
    assert len(event.pgh_context.metadata["request_id"]) == 36


def test_what_is_encrypted_stays_encrypted_in_history() -> None:
    member = MemberFactory()
    member.set_id_number(id_number(9))
    member.save()
    with connection.cursor() as cursor:
        cursor.execute("SELECT id_number FROM households_memberevent WHERE id_number IS NOT NULL")
        stored = [bytes(row[0]) for row in cursor.fetchall()]
    assert stored
    assert all(id_number(9).encode() not in value for value in stored)
    assert MemberEvent.objects.filter(pgh_obj_id=member.pk).latest("pgh_id").id_number == id_number(9)


def test_who_changed_what(django_assert_num_queries: Any) -> None:
    first, second = HouseholdFactory(code="H1"), HouseholdFactory(code="H2")
    Household.objects.filter(pk=first.pk).update(origin_village="白果村")
    with django_assert_num_queries(1):
        changes = changes_of(Household.objects.filter(pk__in=[first.pk, second.pk]))
    assert [(change.kind, change.object_id) for change in changes] == [
        ("update", first.pk), ("insert", second.pk), ("insert", first.pk),
    ]  # fmt: skip
    assert changes[0].fields == {"origin_village": ("", "白果村")}
    assert changes[0].staff_id is None


def test_an_identity_number_is_said_to_have_changed_and_no_more() -> None:
    member = MemberFactory()
    member.set_id_number(id_number(9))
    member.save()
    change = changes_of(Member.objects.filter(pk=member.pk))[0]
    assert change.fields == {"id_index": (None, None)}


def test_a_model_without_history() -> None:
    with pytest.raises(LookupError):
        changes_of(AccessLog.objects.all())


def test_every_register_keeps_one() -> None:
    """A register is a model of ours that people edit. What moves along a workflow has its own log of steps."""
    without = {
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith("apps.")
        and not hasattr(model, "pgh_event_model")
        and not hasattr(model, "pgh_tracked_model")
        and any(field.name == "updated_at" for field in model._meta.fields)
        and not any(issubclass(relation.related_model, StepLog) for relation in model._meta.related_objects)
    }
    # Column headings that an import remembered, and how somebody likes lists: nothing of the register. Versions of a
    # questionnaire are its history: what was published is kept as it was by a trigger.
    assert without <= {
        "core.HeadingMeaning", "core.ListLayout", "core.SavedFilter", "instruments.InstrumentVersion",
    }  # fmt: skip
