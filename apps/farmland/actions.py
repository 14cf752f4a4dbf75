"""The only writers of fields: register, correct, place, give up, and who works them from a day on."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from apps.core import clock
from apps.core.errors import InvalidInput, ensure
from apps.core.events import emit
from apps.core.periods import since
from apps.core.text import prose, squash, tidied
from apps.farmland.models import Crop, Parcel, ParcelUse, Village
from apps.farmland.placing import Place
from apps.farmland.policies import may_mark, may_register
from apps.farmland.reach import reach_refresh
from apps.farmland.vocabulary import Use
from apps.households.models import Household

CORRECTED = ("code", "name", "area_mu", "kind", "crop", "right", "village", "note")


@transaction.atomic
def parcel_register(
    *, household: Household, by: Any, area_mu: Decimal, kind: str, crop: Crop | None = None, right: str = "contracted",
    village: Village | None = None, code: str = "", name: str = "", note: str = "", place: Place | None = None,
    use: str = "", use_since: date | None = None,
) -> Parcel:  # fmt: skip
    """Enter a field of a household. Without a `place` it is counted as not placed; without a `use` as not collected.

    Raises Refused (`not_in_scope`, `not_your_role`, `has_left`) and InvalidInput with the field that is at fault.
    """
    home = Household.objects.select_for_update(of=("self",)).get(pk=household.pk)
    ensure(may_register(home, by))
    row = Parcel(
        household=home, community_id=home.community_id, area_mu=area_mu, kind=kind, crop=crop, right=right,
        village=village, code=squash(code), name=squash(name), note=prose(note),
    )  # fmt: skip
    if place is not None:
        place.put(row)
    _keep(row)
    if use:
        _use(row, use, use_since or clock.today())
    reach_refresh([row.pk])
    return row


@transaction.atomic
def parcel_correct(*, parcel: Parcel, by: Any, **values: Any) -> Parcel:
    """Put right what the register says of a field (CORRECTED); its place has an action of its own."""
    row = _locked(parcel, by)
    unknown = set(values) - set(CORRECTED)
    if unknown:
        raise ValueError(f"not corrected here: {sorted(unknown)}")
    for name, value in tidied(values).items():
        setattr(row, name, value)
    _keep(row)
    return row


@transaction.atomic
def parcel_place(*, parcel: Parcel, by: Any, place: Place) -> Parcel:
    """Say where a field lies; the way to it is computed at once."""
    row = _locked(parcel, by)
    place.put(row)
    _keep(row)
    reach_refresh([row.pk])
    return row


@transaction.atomic
def parcel_give_up(*, parcel: Parcel, by: Any, on: date) -> Parcel:
    """From `on` the field is no longer the household's; it stays in the register with its past."""
    row = _locked(parcel, by)
    _not_future(on, "on")
    if row.given_up_on is not None:
        raise InvalidInput(_("This field was given up already."), code="given_up", field="on")
    _end_use(row, on)
    row.given_up_on = on
    _keep(row)
    return row


@transaction.atomic
def parcel_use_record(
    *, parcel: Parcel, by: Any, use: str, start: date, partner: str = "", yuan_a_year: Decimal | None = None,
    note: str = "",
) -> ParcelUse:  # fmt: skip
    """From `start` the field is used so; what held before ends that day. Said of the same day, it is corrected.

    Raises Refused (also `given_up`) and InvalidInput: `future`, `too_early` (something later is recorded already), or
    the words of the constraint that it breaks.
    """
    row = Parcel.objects.select_for_update(of=("self",)).select_related("household").get(pk=parcel.pk)
    ensure(may_mark(row, by))
    _not_future(start, "start")
    return _use(row, use, start, squash(partner), yuan_a_year, prose(note))


def _use(
    parcel: Parcel, use: str, start: date, partner: str = "", yuan_a_year: Decimal | None = None, note: str = ""
) -> ParcelUse:
    if use not in Use.values:
        raise InvalidInput(_("Choose how the field is used."), code="invalid", field="use")
    last = ParcelUse.objects.filter(parcel=parcel).order_by("-period").first()
    if last is not None and last.started == start:
        row = last
    else:
        _end_use(parcel, start)
        row = ParcelUse(
            parcel=parcel, household_id=parcel.household_id, community_id=parcel.community_id, period=since(start)
        )
    row.use, row.partner, row.yuan_a_year, row.note = use, partner, yuan_a_year, note
    _keep(row)
    return row


def _end_use(parcel: Parcel, day: date) -> None:
    last = ParcelUse.objects.filter(parcel=parcel).order_by("-period").first()
    if last is None or last.started is None:
        return
    if day < last.started or (last.ended is not None and day < last.ended):
        said = _("Something is recorded for a later day already. Enter a later day.")
        raise InvalidInput(said, code="too_early", field="start")
    if last.ended is not None:
        return
    if day == last.started:
        last.delete()  # it never held a day
        return
    last.period = since(last.started, day)
    last.save()


def _locked(parcel: Parcel, by: Any) -> Parcel:
    row = Parcel.objects.select_for_update(of=("self",)).select_related("household").get(pk=parcel.pk)
    ensure(may_register(row.household, by))
    return row


def _not_future(day: date, field: str) -> None:
    if day > clock.today():
        raise InvalidInput(
            _("This day is still to come. Enter the day from which it holds."), code="future", field=field
        )


def _keep(row: models.Model) -> None:
    """Save what fields and constraints allow, in their own words; tell listeners after the commit."""
    try:
        row.full_clean()
    except ValidationError as error:
        field, faults = next(iter(error.message_dict.items()))
        raise InvalidInput(faults[0], code="invalid", field="" if field == NON_FIELD_ERRORS else field) from error
    row.save()
    emit("farmland.recorded", model=row._meta.label_lower, row_id=row.pk)
