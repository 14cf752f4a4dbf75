"""Samples of questionnaires for the walk over every address."""

from typing import Any

from apps.core.actors import SCRIPT
from apps.instruments.actions import draft_begin
from apps.instruments.models import Instrument
from tests.harness.walk import Side


def objects(side: Side) -> dict[str, Any]:
    instrument = Instrument.objects.get(key="livelihood")
    draft = instrument.versions.filter(state="draft").first() or draft_begin(instrument=instrument, by=SCRIPT)
    return {"instruments.instrument": instrument, "instruments.instrumentversion": draft}


ROUTES = {
    "admin:instruments_instrument_do": lambda side: {
        "object_id": side["instruments.instrument"].pk, "deed": "retire",
    },
    "admin:instruments_instrumentversion_do": lambda side: {
        "object_id": side["instruments.instrumentversion"].pk, "deed": "discard",
    },
    "admin:instruments_instrumentversion_part": lambda side: {
        "object_id": side["instruments.instrumentversion"].pk, "kind": "question", "key": "land",
    },
}  # fmt: skip
_REGISTERS = "questionnaires of the whole county"
_PAGES = ("change", "history", "delete", "do", "preview", "compare", "xlsform", "part", "take")
COMMON = {
    **{
        f"admin:instruments_{noun}_{page}": _REGISTERS
        for noun in ("instrument", "instrumentversion")
        for page in _PAGES
    },
    **{
        f"api:{noun}-{page}": _REGISTERS
        for noun in ("instrument", "instrument-version")
        for page in ("detail", "publish")
    },
}
