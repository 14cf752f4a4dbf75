"""Labour ability holds for a time."""

# fmt: off
from django.db import migrations

# What was known without a date holds since the person came into the register.
LABOUR_BECOMES_DATED = """
    INSERT INTO households_labourability (period, created_at, updated_at, labour, community_id, member_id)
    SELECT daterange(least(m.created_at::date, s.first), NULL), m.created_at, m.updated_at, m.labour, m.community_id, m.id
    FROM households_member m
    LEFT JOIN (
        SELECT member_id, min(lower(period)) AS first FROM households_membership GROUP BY member_id
    ) s ON s.member_id = m.id
    WHERE m.labour <> ''
"""


class Migration(migrations.Migration):
    dependencies = [('households', '0010_people_facts_belong')]

    operations = [
        migrations.RunSQL(LABOUR_BECOMES_DATED, migrations.RunSQL.noop),
        migrations.RemoveField(model_name='member', name='labour'),
        migrations.RemoveField(model_name='memberevent', name='labour'),
    ]
