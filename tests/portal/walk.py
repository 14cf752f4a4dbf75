"""Samples of the phone pages for the walk over every address."""

from typing import Any

from tests.harness.walk import Side


def objects(side: Side) -> dict[str, Any]:
    return {}


def _slug(side: Side) -> dict[str, Any]:
    return {"slug": side.community.slug}


def _filing(side: Side) -> dict[str, Any]:
    return {"slug": side.community.slug, "category": "damage"}


def _code(side: Side) -> dict[str, Any]:
    return {"code": side["complaints.complaint"].tracking}


def _complaint(side: Side) -> dict[str, Any]:
    return {"pk": side["complaints.complaint"].pk}


def _photo(side: Side) -> dict[str, Any]:
    return {"pk": side["complaints.complaintphoto"].pk}


def _household(side: Side) -> dict[str, Any]:
    return {"pk": side["households.household"].pk}


def _facility(side: Side) -> dict[str, Any]:
    return {"pk": side["facilities.facility"].pk}


def _trip(side: Side) -> dict[str, Any]:
    return {"pk": side["shuttles.trip"].pk}


ROUTES = {
    "portal:facilities": _slug,
    "portal:field-facility": _facility,
    "portal:field-facility-take": lambda side: _facility(side) | {"what": "defect"},
    "portal:home": _slug,
    "portal:notice": _slug,
    "portal:garden": _slug,
    "portal:garden-mine": _slug,
    "portal:garden-object": _slug,
    "portal:field-garden": _household,
    "portal:field-garden-need": _household,
    "portal:field-swap": lambda side: {"pk": side["gardens.gardentenure"].pk},
    "portal:field-agreement": lambda side: {"pk": side["gardens.gardenoffer"].pk},
    "portal:field-offer": lambda side: {"pk": side["gardens.gardenoffer"].pk, "step": "sign"},
    "portal:field-plot": lambda side: {"pk": side["gardens.gardentenure"].pk, "what": "visit"},
    "portal:shuttle": _slug,
    "portal:shuttle-mine": _slug,
    "portal:shuttle-wish": _slug,
    "portal:shuttle-trip": lambda side: _slug(side) | _trip(side),
    "portal:shuttle-change": lambda side: _slug(side) | {"what": "cancel", "pk": side["shuttles.booking"].pk},
    "portal:field-seats": _household,
    "portal:field-seat": lambda side: _household(side) | {"trip": side["shuttles.trip"].pk},
    "portal:field-trip": _trip,
    "portal:field-seat-cancel": lambda side: {"pk": side["shuttles.booking"].pk},
    "portal:drive-trip": _trip,
    "portal:drive-sync": _trip,
    "portal:door": _slug,
    "portal:door-leave": _slug,
    "portal:report": _filing,
    "portal:follow": _code,
    "portal:add": _code,
    "portal:rate": _code,
    "portal:own-photo": lambda side: _code(side) | _photo(side),
    "portal:photo": _photo,
    "portal:field-complaint": _complaint,
    "portal:field-reveal": _complaint,
    "portal:field-note": _complaint,
    "portal:field-step": lambda side: _complaint(side) | {"step": "start"},
    "portal:field-report": _filing,
    "portal:field-record": lambda side: _household(side) | {"key": "presence"},
    "portal:field-record-person": lambda side: (
        _household(side) | {"key": "contact", "member": side["households.member"].pk}
    ),
    "portal:field-households": _slug,
    "portal:field-household": _household,
    "portal:field-household-card": _household,
    "portal:field-filed": _complaint,
    "portal:field-device-revoke": lambda side: {"pk": side["accounts.fielddevice"].pk},
    "portal:visits-settle": lambda side: {"pk": side["followups.visitclash"].pk, "keep": "theirs"},
    "portal:field-message": lambda side: {"pk": side["reminders.message"].pk},
}
_CODE = "whoever holds the tracking code is the resident"
OPEN = {
    "portal:visits-contact": "a phone asks whether it may keep what it holds, also after its log-in has ended",
    "portal:facilities": "what is open and when, for residents without an account",
    "portal:home": "the community's own page, for residents without an account",
    "portal:notice": "a public notice",
    "portal:garden": "what hangs on the board: codes, masked names, plots",
    "portal:garden-mine": "leads to the door until a household showed itself",
    "portal:garden-object": "leads to the door until a household showed itself",
    "portal:shuttle": "trips and the seats that are left, as they hang at the stop",
    "portal:shuttle-trip": "a trip as it hangs at the stop; leads to the door before anybody books",
    "portal:shuttle-mine": "leads to the door until a household showed itself",
    "portal:shuttle-wish": "leads to the door until a household showed itself",
    "portal:shuttle-change": "leads to the door until a household showed itself",
    "portal:door": "rooms as they stand on the doors; who shows a number may go on",
    "portal:door-leave": "forgets what this phone showed",
    "portal:report": "the form for residents without an account",
    "portal:follow": _CODE,
    "portal:add": _CODE,
    "portal:rate": _CODE,
    "portal:own-photo": _CODE,
}
