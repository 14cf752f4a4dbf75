from django.db import migrations

import apps.farmland.models.nearby


class Migration(migrations.Migration):
    dependencies = [("farmland", "0005_routed_ways")]

    operations = [
        # A snapshot: the next pass makes it anew.
        migrations.RunSQL("TRUNCATE farmland_nearby, farmland_fieldspass", migrations.RunSQL.noop),
        migrations.RemoveField("nearby", "facilities"),
        migrations.RemoveField("nearby", "metres"),
        migrations.AddField(
            "nearby", "facilities", apps.farmland.models.nearby.Packed(code="i", default=b""), preserve_default=False
        ),
        migrations.AddField(
            "nearby", "metres", apps.farmland.models.nearby.Packed(code="f", default=b""), preserve_default=False
        ),
    ]
