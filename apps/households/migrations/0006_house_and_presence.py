"""Titles, old houses, and why there are two homes."""

# fmt: off
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('households', '0005_life_events'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='household',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='household',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='household',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='presence',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='presence',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='presence',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='household',
            name='compensation_paid_on',
            field=models.DateField(blank=True, null=True, verbose_name='compensation paid on'),
        ),
        migrations.AddField(
            model_name='household',
            name='compensation_yuan',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='compensation for the old house (yuan)'),
        ),
        migrations.AddField(
            model_name='household',
            name='demolished_on',
            field=models.DateField(blank=True, null=True, verbose_name='demolished on'),
        ),
        migrations.AddField(
            model_name='household',
            name='reclaimed_on',
            field=models.DateField(blank=True, null=True, verbose_name='reclaimed on'),
        ),
        migrations.AddField(
            model_name='household',
            name='title_issued_on',
            field=models.DateField(blank=True, null=True, verbose_name='title issued on'),
        ),
        migrations.AddField(
            model_name='household',
            name='title_number',
            field=models.CharField(blank=True, db_default='', default='', max_length=40, verbose_name='certificate number'),
        ),
        migrations.AddField(
            model_name='householdevent',
            name='compensation_paid_on',
            field=models.DateField(blank=True, null=True, verbose_name='compensation paid on'),
        ),
        migrations.AddField(
            model_name='householdevent',
            name='compensation_yuan',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='compensation for the old house (yuan)'),
        ),
        migrations.AddField(
            model_name='householdevent',
            name='demolished_on',
            field=models.DateField(blank=True, null=True, verbose_name='demolished on'),
        ),
        migrations.AddField(
            model_name='householdevent',
            name='reclaimed_on',
            field=models.DateField(blank=True, null=True, verbose_name='reclaimed on'),
        ),
        migrations.AddField(
            model_name='householdevent',
            name='title_issued_on',
            field=models.DateField(blank=True, null=True, verbose_name='title issued on'),
        ),
        migrations.AddField(
            model_name='householdevent',
            name='title_number',
            field=models.CharField(blank=True, db_default='', default='', max_length=40, verbose_name='certificate number'),
        ),
        migrations.AddField(
            model_name='presence',
            name='months_at_home',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='months at home a year'),
        ),
        migrations.AddField(
            model_name='presence',
            name='reason',
            field=models.CharField(blank=True, choices=[('fields', 'fields in the busy season'), ('old_people', 'old people at the old house'), ('schooling', 'schooling of children'), ('work', 'work near there'), ('other', 'other reason')], db_default='', default='', max_length=16, verbose_name='why'),
        ),
        migrations.AddField(
            model_name='presenceevent',
            name='months_at_home',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='months at home a year'),
        ),
        migrations.AddField(
            model_name='presenceevent',
            name='reason',
            field=models.CharField(blank=True, choices=[('fields', 'fields in the busy season'), ('old_people', 'old people at the old house'), ('schooling', 'schooling of children'), ('work', 'work near there'), ('other', 'other reason')], db_default='', default='', max_length=16, verbose_name='why'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='household',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_householdevent" ("code", "community_id", "compensation_paid_on", "compensation_yuan", "contract_land_mu", "created_at", "demolished_on", "id", "kind", "left_on", "moved_in_on", "old_house", "origin_village", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reclaimed_on", "title_issued", "title_issued_on", "title_number", "updated_at") SELECT new_values."code", new_values."community_id", new_values."compensation_paid_on", new_values."compensation_yuan", new_values."contract_land_mu", new_values."created_at", new_values."demolished_on", new_values."id", new_values."kind", new_values."left_on", new_values."moved_in_on", new_values."old_house", new_values."origin_village", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reclaimed_on", new_values."title_issued", new_values."title_issued_on", new_values."title_number", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='cb7abb37ed022725c529153b186b0f3dd77dcf57', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_eae56', referencing='REFERENCING NEW TABLE AS new_values ', table='households_household', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='household',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_householdevent" ("code", "community_id", "compensation_paid_on", "compensation_yuan", "contract_land_mu", "created_at", "demolished_on", "id", "kind", "left_on", "moved_in_on", "old_house", "origin_village", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reclaimed_on", "title_issued", "title_issued_on", "title_number", "updated_at") SELECT new_values."code", new_values."community_id", new_values."compensation_paid_on", new_values."compensation_yuan", new_values."contract_land_mu", new_values."created_at", new_values."demolished_on", new_values."id", new_values."kind", new_values."left_on", new_values."moved_in_on", new_values."old_house", new_values."origin_village", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reclaimed_on", new_values."title_issued", new_values."title_issued_on", new_values."title_number", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='fe4feb846bbf334b43bf630a5f5efe1b2600667c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d279e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='households_household', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='household',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_householdevent" ("code", "community_id", "compensation_paid_on", "compensation_yuan", "contract_land_mu", "created_at", "demolished_on", "id", "kind", "left_on", "moved_in_on", "old_house", "origin_village", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reclaimed_on", "title_issued", "title_issued_on", "title_number", "updated_at") SELECT old_values."code", old_values."community_id", old_values."compensation_paid_on", old_values."compensation_yuan", old_values."contract_land_mu", old_values."created_at", old_values."demolished_on", old_values."id", old_values."kind", old_values."left_on", old_values."moved_in_on", old_values."old_house", old_values."origin_village", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reclaimed_on", old_values."title_issued", old_values."title_issued_on", old_values."title_number", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='aa57d2f436d052186b236246dfe6367b8364e84b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_4f9c4', referencing='REFERENCING OLD TABLE AS old_values ', table='households_household', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='presence',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_presenceevent" ("community_id", "created_at", "household_id", "id", "months_at_home", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "reason", "status", "updated_at") SELECT new_values."community_id", new_values."created_at", new_values."household_id", new_values."id", new_values."months_at_home", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."reason", new_values."status", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ef9bda13dde5adaee6cde92875a8965cca2dd049', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_229f4', referencing='REFERENCING NEW TABLE AS new_values ', table='households_presence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='presence',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_presenceevent" ("community_id", "created_at", "household_id", "id", "months_at_home", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "reason", "status", "updated_at") SELECT new_values."community_id", new_values."created_at", new_values."household_id", new_values."id", new_values."months_at_home", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."reason", new_values."status", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0a09ee6e042e6cbe9f5455e6f99b1c94f38cef01', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_c0933', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='households_presence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='presence',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_presenceevent" ("community_id", "created_at", "household_id", "id", "months_at_home", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "reason", "status", "updated_at") SELECT old_values."community_id", old_values."created_at", old_values."household_id", old_values."id", old_values."months_at_home", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."reason", old_values."status", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='2639f6b1f6f9e57f6ed4add815157e23c56396cd', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_8a52a', referencing='REFERENCING OLD TABLE AS old_values ', table='households_presence', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='household',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('title_issued', True), ('title_issued__isnull', False)), models.Q(('title_issued_on__isnull', True), ('title_number', '')), _connector='OR'), name='households_title_details_need_title', violation_error_message='A date or number of the title needs “title issued: yes”.'),
        ),
        migrations.AddConstraint(
            model_name='household',
            constraint=models.CheckConstraint(condition=models.Q(('demolished_on__isnull', True), ('old_house__in', ('demolished', 'reclaimed')), _connector='OR'), name='households_demolished_on_needs_state', violation_error_message='A day of demolition needs an old house that is demolished or reclaimed.'),
        ),
        migrations.AddConstraint(
            model_name='household',
            constraint=models.CheckConstraint(condition=models.Q(('reclaimed_on__isnull', True), ('old_house', 'reclaimed'), _connector='OR'), name='households_reclaimed_on_needs_state', violation_error_message='A day of reclaiming needs an old house that is reclaimed.'),
        ),
        migrations.AddConstraint(
            model_name='household',
            constraint=models.CheckConstraint(condition=models.Q(('demolished_on__isnull', True), ('reclaimed_on__isnull', True), ('reclaimed_on__gte', models.F('demolished_on')), _connector='OR'), name='households_demolished_before_reclaimed', violation_error_message='The land cannot be reclaimed before the house was demolished.'),
        ),
        migrations.AddConstraint(
            model_name='household',
            constraint=models.CheckConstraint(condition=models.Q(('compensation_yuan__isnull', True), ('compensation_yuan__gte', 0), _connector='OR'), name='households_compensation_not_negative', violation_error_message='Compensation cannot be negative.'),
        ),
        migrations.AddConstraint(
            model_name='household',
            constraint=models.CheckConstraint(condition=models.Q(('compensation_paid_on__isnull', True), ('compensation_yuan__isnull', False), _connector='OR'), name='households_compensation_paid_needs_amount', violation_error_message='A day of payment needs the amount of the compensation.'),
        ),
        migrations.AddConstraint(
            model_name='income',
            constraint=models.CheckConstraint(condition=models.Q(('year__gte', 1990), ('year__lte', 2100)), name='households_income_year_sane', violation_error_message='Enter a year like 2025.'),
        ),
        migrations.AddConstraint(
            model_name='presence',
            constraint=models.CheckConstraint(condition=models.Q(('months_at_home__isnull', True), models.Q(('months_at_home__lte', 12), ('status', 'dual')), _connector='OR'), name='households_months_at_home_of_two_homes', violation_error_message='Months at home (0 to 12) are said only of a household with two homes.'),
        ),
        migrations.AddConstraint(
            model_name='presence',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), ('status__in', ('dual', 'returned')), _connector='OR'), name='households_reason_of_two_homes', violation_error_message='A reason is said only of two homes or of having moved back.'),
        ),
    ]
