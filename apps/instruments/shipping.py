"""The questionnaires that come with the product. What a county changed is never written over."""

import json
from pathlib import Path
from typing import Any

from django.db import connections

from apps.core import clock

FOLDER = Path(__file__).parent / "shipped"
KEYS = ("guarantees_income", "integration", "livelihood", "living_costs")


def shipped(key: str) -> dict[str, Any]:
    """What the product ships under a key: {"kind", "subject", "content"}."""
    found: dict[str, Any] = json.loads((FOLDER / f"{key}.json").read_text(encoding="utf-8"))
    return found


def ship_after_migrate(using: str = "default", **_signal: Any) -> None:
    """After each migrate: enter what is not there yet."""
    from apps.instruments.models import Instrument, InstrumentVersion

    tables = set(connections[using].introspection.table_names())
    if {Instrument._meta.db_table, InstrumentVersion._meta.db_table} <= tables:
        for key in KEYS:
            ship(key, using)


def ship(key: str, using: str = "default") -> bool:
    """Enter one questionnaire, or its newer version where only versions of the product were published so far.

    False where it is there already, or the county has made it its own.
    """
    from apps.instruments import form
    from apps.instruments.hashing import hash_of
    from apps.instruments.models import Instrument, InstrumentVersion
    from apps.instruments.workflow import VersionState

    found = shipped(key)
    content = form.write(form.read(found["content"]))
    names = {"name": content["title"]["zh-hans"], "name_en": content["title"]["en"]}
    instrument, _made = Instrument.objects.using(using).get_or_create(
        key=key, defaults={**names, "kind": found["kind"], "subject": found["subject"]}
    )
    versions = list(InstrumentVersion.objects.using(using).filter(instrument=instrument).order_by("number"))
    known = {version.content_hash for version in versions}
    if hash_of(content) in known or not all(version.shipped for version in versions):
        return False
    InstrumentVersion.objects.using(using).create(
        instrument=instrument, number=len(versions) + 1, state=VersionState.PUBLISHED, content=content,
        content_hash=hash_of(content), shipped=True, published_at=clock.now(),
    )  # fmt: skip
    return True
