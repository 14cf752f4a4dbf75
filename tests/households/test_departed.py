"""The file of a household that is no longer there: nothing is missing, its last day is one click away, it is found."""

from datetime import timedelta
from typing import Any

import pytest

from apps.accounts.models import Staff
from apps.core.handlers import REFUSAL_HEADER
from apps.households.actions.household_merging import households_merge
from apps.households.actions.people import death_record
from apps.households.actions.transfers import transfer_accept, transfer_request
from apps.households.changes import changes_of
from apps.households.models import LifeEvent
from apps.households.register_words import counts_in_words
from tests.harness.people import County
from tests.households.families import DAY, Family, family_in

FILE = "/admin/households/household/%s/change/"


@pytest.fixture
def home(county: County) -> Family:
    return family_in(county.own)


@pytest.fixture
def alone(home: Family) -> Family:
    """Only the father lives."""
    for person in (home.mother, home.son, home.daughter):
        person.memberships.all().delete()
    return home


def test_after_the_last_death_the_page_asks_for_nothing(alone: Family, login: Any, community_manager: Staff) -> None:
    death_record(household=alone.household, by=community_manager, happened_on=DAY, member=alone.father)
    browser = login(community_manager)
    page = browser.get(FILE % alone.household.pk).content.decode()
    assert "覃建国" in page, "it is called by its last head"
    assert "member/add" not in page
    assert "/do/presence/" not in page
    last = f"?tab=asof&amp;day={DAY - timedelta(days=1)}"
    assert last in page
    assert "覃建国" in browser.get(FILE % alone.household.pk + last.replace("&amp;", "&")).content.decode()
    assert [c for c in changes_of(alone.household) if c.old != c.new] == [], "the event tells it, not a correction"


def test_its_correction_can_be_previewed(alone: Family, login: Any, community_manager: Staff) -> None:
    event = death_record(household=alone.household, by=community_manager, happened_on=DAY, member=alone.father)
    sent = {"event": event.pk, "what": "cancel", "why": "同名的另一人"}
    address = f"/admin/households/household/{alone.household.pk}"
    page = login(community_manager).post(f"{address}/preview/correct/", sent)
    assert page.status_code == 200
    assert REFUSAL_HEADER not in page
    assert "覃建国" in page.content.decode()
    assert LifeEvent.objects.count() == 1
    assert login(community_manager).post(f"{address}/preview/birth/", sent).status_code == 404


def test_an_old_address_leads_to_where_it_stands_now(
    home: Family, county: County, login: Any, community_manager: Staff, colleague: Staff
) -> None:
    twice, moved = family_in(county.own, "F00002"), family_in(county.own, "F00003")
    twice.household.occupancies.all().delete()
    twice.household.presences.all().delete()
    same = {twice.father.pk: home.father.pk, twice.mother.pk: home.mother.pk}
    merge = households_merge(keep=home.household, drop=twice.household, by=community_manager, same=same)
    asked = transfer_request(
        household=moved.household, by=community_manager, to_community=county.foreign, happened_on=DAY
    )
    transfer_accept(transfer=asked, by=colleague)
    browser = login(community_manager)
    assert browser.get(FILE % twice.household.pk).url == FILE % home.household.pk
    assert "F00002" in browser.get(f"/admin/households/mergerecord/{merge.pk}/change/").content.decode()
    assert browser.get(FILE % moved.household.pk).url == f"/admin/households/transfer/{asked.pk}/change/"
    assert login(colleague).get(FILE % twice.household.pk).status_code == 404, "nothing of it is theirs"
    assert login(colleague).get(f"/admin/households/transfer/{asked.pk}/change/").context["file_url"]


def test_erased_rows_are_named_in_words() -> None:
    said = counts_in_words({"households_classperiod": 2, "households_memberevent": 3, "gone_table": 1})
    assert [words.isascii() and "_" in words for words, _n in said] == [True, False, False]
