"""Privacy and duplicates on the first page: what waits for somebody. One query each, and only where the role may."""

from typing import Any

from django.utils.translation import gettext as _

from apps.core import clock
from apps.households.models import Consent, Erasure, LikelyHouseholds, LikelyPair
from apps.households.models.consent import ConsentState, notice_days
from apps.households.models.erasure import ErasureState
from apps.households.privacy.policies import APPROVES, REQUESTS
from apps.reports.sidebar import link_to


def cards(user: Any) -> list[dict[str, Any]]:
    """Consents to be renewed, likely duplicates, erasures to request or to approve; what is none is not shown."""
    found = [_consents(user), _expired(user), _pairs(user), _homes(user), _erasures(user)]
    return [card for card in found if card is not None and card["value"]]


def _card(number: int, label: str, note: str, page: str, query: str, kind: str = "due") -> dict[str, Any]:
    address = link_to(page)
    return {"value": number, "label": label, "note": note, "url": f"{address}{query}" if address else "", "kind": kind}


def _consents(user: Any) -> dict[str, Any] | None:
    if not user.has_perm("households.change_consent"):
        return None
    number = Consent.objects.visible_to(user).in_state(ConsentState.EXPIRING).count()
    note = _("expire within %(n)s days") % {"n": notice_days(clock.today())}
    return _card(number, _("consents to be renewed"), note, "admin:households_consent_changelist", "?state=expiring")


def _expired(user: Any) -> dict[str, Any] | None:
    if not user.has_perm("households.change_consent"):
        return None
    number = Consent.objects.visible_to(user).in_state(ConsentState.EXPIRED).count()
    note = _("renew or withdraw them")
    page = "admin:households_consent_changelist"
    return _card(number, _("consents that have expired"), note, page, "?state=expired", "late")


def _homes(user: Any) -> dict[str, Any] | None:
    if not user.has_perm("households.merge_member"):
        return None
    number = LikelyHouseholds.objects.visible_to(user).count()
    note = _("merge them, or say that they are two")
    page = "admin:households_likelyhouseholds_changelist"
    return _card(number, _("households likely entered twice"), note, page, "", "wait")


def _pairs(user: Any) -> dict[str, Any] | None:
    if not user.has_perm("households.merge_member"):
        return None
    number = LikelyPair.objects.visible_to(user).count()
    note = _("merge them, or say that they are two")
    return _card(number, _("likely duplicates to look at"), note, "admin:households_likelypair_changelist", "", "wait")


def _erasures(user: Any) -> dict[str, Any] | None:
    page = "admin:households_erasure_changelist"
    if user.has_perm(APPROVES):
        number = Erasure.objects.visible_to(user).filter(state=ErasureState.REQUESTED).count()
        return _card(number, _("erasures to approve"), _("requested by a community"), page, "?state=requested")
    if user.has_perm(REQUESTS):
        number = Erasure.objects.visible_to(user).filter(state=ErasureState.PROPOSED).count()
        note = _("request it, or keep them for longer")
        return _card(number, _("households due for erasure"), note, page, "?state=proposed")
    return None
