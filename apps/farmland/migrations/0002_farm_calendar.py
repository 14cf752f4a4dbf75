"""The crops and busy seasons that the product ships with; the county may change them."""

from typing import Any

from django.db import migrations

from apps.farmland.shipped import ship


def enter(apps: Any, schema_editor: Any) -> None:
    ship(apps.get_model("farmland", "Crop"), apps.get_model("farmland", "BusySeason"))


class Migration(migrations.Migration):
    dependencies = (("farmland", "0001_initial"),)
    operations = (migrations.RunPython(enter, migrations.RunPython.noop),)
