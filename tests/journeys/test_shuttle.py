"""A seat by phone, and the boarding list in a valley without a signal: filled, reopened, sent, counted once."""

from datetime import timedelta

import pytest

from apps.accounts.roles import Role
from apps.core import clock
from apps.portal.places import forget_places
from apps.shuttles.actions import trip_begin_boarding
from apps.shuttles.models import BoardingTick, Booking
from tests.journeys.county import staff
from tests.shuttles.factories import BookingFactory, DriverFactory, TripFactory, VehicleFactory

SAYS = "([name, words]) => document.querySelector(`[data-say=${name}]`).textContent === words"
# What a phone does that never heard the answer to the first time.
SEND_AGAIN = """async () => {
  const shelf = AnjuOutbox.shelf("anju-ticks", "ticks", { keyPath: "n", autoIncrement: true });
  for (const tick of await shelf.all()) await shelf.put({ ...tick, state: "kept" });
  return AnjuTicks.send("/token/");
}"""


@pytest.fixture(autouse=True)
def _fresh_places():
    forget_places()


def test_a_seat_by_phone_and_the_drivers_list_without_a_signal(county, phone, watch):
    watch.allow("ERR_INTERNET_DISCONNECTED|ERR_FAILED")
    account = staff("driver", "冉师傅", Role.DRIVER, [])
    driver = DriverFactory(community=county.community, staff=account)
    start = clock.now().replace(second=0, microsecond=0) + timedelta(hours=2)
    vehicle = VehicleFactory(community=county.community, seats=4)
    trip = TripFactory(
        community=county.community, driver=driver, vehicle=vehicle, starts_at=start, route__name="下地班车"
    )
    absent = BookingFactory(trip=trip, household=county.households[1])

    member = county.households[0].memberships.get().member
    member.phone = "13800001111"
    member.save()

    resident = phone()
    resident.goto("/c/qingchuan/shuttle/")
    resident.tap("text=下地班车")
    resident.tap("main a.primary")
    resident.tap("button.choice")
    resident.locator("label.tap:has([name=dwelling])").first.tap()
    resident.fill("#tail", "1111")
    resident.tap("main .primary")
    resident.wait_for_selector("form[data-ready]")
    resident.tap("form[data-ready] .primary")
    resident.wait_for_selector(".card.good")
    booking = Booking.objects.get(household=county.households[0])
    assert (booking.state, booking.channel) == ("booked", "phone")

    trip_begin_boarding(trip=trip, by=county.manager)
    page = phone(account)
    page.goto("/d/")
    page.wait_for_selector("body[data-lists]", state="attached")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    page.context.set_offline(True)
    page.tap("text=下地班车")
    page.wait_for_selector("body[data-drawn]", state="attached")
    page.tap(f"[data-booking='{booking.pk}'] button")
    page.wait_for_selector(".syncbar.wait")
    page.tap(f"[data-booking='{absent.pk}'] .absent button")
    page.wait_for_selector(f"[data-booking='{absent.pk}'].gone")
    page.tap("[name=what][value=walk_on] + input + button")
    page.wait_for_function(SAYS, arg=["walked", "1"])
    page.reload()
    page.wait_for_selector(f"[data-booking='{booking.pk}'].on")
    again = page.context.new_page()  # the browser was closed, and opened again in the valley
    page.close()
    again.goto(f"/d/{trip.pk}/")
    again.wait_for_function(SAYS, arg=["boarded", "2"])
    assert not BoardingTick.objects.exists()

    again.context.set_offline(False)
    again.wait_for_selector(".syncbar.ok")
    again.evaluate(SEND_AGAIN)
    trip.refresh_from_db()
    assert (trip.boarded, trip.walk_ons, BoardingTick.objects.count()) == (1, 1, 3)
    assert Booking.objects.get(pk=absent.pk).state == "no_show"
