"""A mask and an age never give the number: no page, list, search or API answer shows it, nor a birth date beside it."""

from typing import Any

import pytest
from django.contrib import admin

from apps.core.fields import BlindIndexField, EncryptedTextField
from apps.households.models import BankAccount, HealthRecord, Member
from config.api import router
from tests.harness.people import County
from tests.harness.walk import Side, furnish, get, routes, text_of
from tests.households.factories import id_number

BORN = ("1970-01-01", "1970年1月1日", "Jan. 1, 1970", "19700101")
SECRET = {
    field.name
    for model in (Member, HealthRecord, BankAccount)
    for field in model._meta.concrete_fields
    if isinstance(field, EncryptedTextField | BlindIndexField)
} - {"number"} | {"birth_date"}  # buildings and complaints have a number too; accounts are asked for below


def test_a_mask_is_first_and_last_digit_only() -> None:
    member = Member()
    member.set_id_number(id_number(7))
    assert member.masked_id == "4" + "•" * 16 + id_number(7)[-1]


@pytest.mark.parametrize("prefix", [prefix for prefix, _viewset, _name in router.registry])
def test_no_answer_of_the_api_has_a_column_for_it(prefix: str) -> None:
    viewset = next(viewset for name, viewset, _base in router.registry if name == prefix)
    serializer = getattr(viewset, "serializer_class", None)
    shown = {
        name for name, field in (serializer().fields.items() if serializer is not None else ()) if not field.write_only
    }
    secret = SECRET | {"number"} if prefix == "bank-accounts" else SECRET
    assert not shown & secret, f"/api/v1/{prefix}/ shows {shown & secret}"


def test_no_list_of_the_admin_has_a_column_for_it() -> None:
    found = {
        page.model._meta.label: set(map(str, page.list_display)) & SECRET for page in admin.site._registry.values()
    }
    assert not {label: columns for label, columns in found.items() if columns}


def test_no_address_gives_the_number_or_the_birth_date(county: County, community_manager: Any, login: Any) -> None:
    """By GET, to the one who may reveal it: only a reveal, which is a POST with a reason, does."""
    side = furnish(Side(county.own, county.building, "晴晴标记"))
    member = side["households.member"]
    secrets = (member.id_number, *BORN)
    client = login(community_manager)
    leaks = []
    for route in routes():
        if not route.takes_arguments or route.model == "households.member" or route.name.startswith("api:"):
            response = get(client, route.url(side))
            shown = text_of(response) if response.status_code == 200 else ""
            leaks += [f"{route.name} shows {secret}" for secret in secrets if secret in shown]
    assert not leaks, "\n".join(leaks)
