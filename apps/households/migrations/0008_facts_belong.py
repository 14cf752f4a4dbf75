"""Expenses, guarantees, assets and debts: whose they are, constraints and triggers."""

# fmt: off
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('communities', '0004_history_of_deletions'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('households', '0007_facts'),
    ]

    operations = [
        migrations.AddField(
            model_name='asset',
            name='community',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='communities.community', verbose_name='community'),
        ),
        migrations.AddField(
            model_name='asset',
            name='household',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assets', to='households.household', verbose_name='household'),
        ),
        migrations.AddField(
            model_name='assetevent',
            name='community',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='community'),
        ),
        migrations.AddField(
            model_name='assetevent',
            name='household',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='households.household', verbose_name='household'),
        ),
        migrations.AddField(
            model_name='assetevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='assetevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='households.asset'),
        ),
        migrations.AddField(
            model_name='debt',
            name='community',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='communities.community', verbose_name='community'),
        ),
        migrations.AddField(
            model_name='debt',
            name='household',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='debts', to='households.household', verbose_name='household'),
        ),
        migrations.AddField(
            model_name='debtevent',
            name='community',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='community'),
        ),
        migrations.AddField(
            model_name='debtevent',
            name='household',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='households.household', verbose_name='household'),
        ),
        migrations.AddField(
            model_name='debtevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='debtevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='households.debt'),
        ),
        migrations.AddField(
            model_name='expense',
            name='community',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='communities.community', verbose_name='community'),
        ),
        migrations.AddField(
            model_name='expense',
            name='household',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='expenses', to='households.household', verbose_name='household'),
        ),
        migrations.AddField(
            model_name='expenseevent',
            name='community',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='community'),
        ),
        migrations.AddField(
            model_name='expenseevent',
            name='household',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='households.household', verbose_name='household'),
        ),
        migrations.AddField(
            model_name='expenseevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='expenseevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='households.expense'),
        ),
        migrations.AddField(
            model_name='guaranteecheck',
            name='community',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='communities.community', verbose_name='community'),
        ),
        migrations.AddField(
            model_name='guaranteecheck',
            name='household',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='guarantee_checks', to='households.household', verbose_name='household'),
        ),
        migrations.AddField(
            model_name='guaranteecheckevent',
            name='community',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='community'),
        ),
        migrations.AddField(
            model_name='guaranteecheckevent',
            name='household',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='households.household', verbose_name='household'),
        ),
        migrations.AddField(
            model_name='guaranteecheckevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='guaranteecheckevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='households.guaranteecheck'),
        ),
        migrations.AddField(
            model_name='vegetablespending',
            name='community',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='communities.community', verbose_name='community'),
        ),
        migrations.AddField(
            model_name='vegetablespending',
            name='household',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='vegetable_spendings', to='households.household', verbose_name='household'),
        ),
        migrations.AddField(
            model_name='vegetablespendingevent',
            name='community',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='community'),
        ),
        migrations.AddField(
            model_name='vegetablespendingevent',
            name='household',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='households.household', verbose_name='household'),
        ),
        migrations.AddField(
            model_name='vegetablespendingevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='vegetablespendingevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='households.vegetablespending'),
        ),
        migrations.AddConstraint(
            model_name='asset',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'other'), _negated=True), fields=('household', 'kind'), name='households_asset_once', violation_error_message='This thing is already listed. Change its number instead.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='asset',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_assetevent" ("community_id", "count", "created_at", "household_id", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") SELECT new_values."community_id", new_values."count", new_values."created_at", new_values."household_id", new_values."id", new_values."kind", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6b85ef23c9af5b63e211e84c5a855f33f3fc2dd2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_88661', referencing='REFERENCING NEW TABLE AS new_values ', table='households_asset', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='asset',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_assetevent" ("community_id", "count", "created_at", "household_id", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") SELECT new_values."community_id", new_values."count", new_values."created_at", new_values."household_id", new_values."id", new_values."kind", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7fbb321c24d81a01659bc8ef9694b98e1627a65b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_449a9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='households_asset', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='asset',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_assetevent" ("community_id", "count", "created_at", "household_id", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") SELECT old_values."community_id", old_values."count", old_values."created_at", old_values."household_id", old_values."id", old_values."kind", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='266b3faca5d73508bd6cd00ad0543b48ab1fdb1f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_f00e9', referencing='REFERENCING OLD TABLE AS old_values ', table='households_asset', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='debt',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='households_debt_more_than_nothing', violation_error_message='A debt is more than 0 yuan.'),
        ),
        migrations.AddConstraint(
            model_name='debt',
            constraint=models.CheckConstraint(condition=models.Q(('since__isnull', True), ('settled_on__isnull', True), ('settled_on__gte', models.F('since')), _connector='OR'), name='households_debt_settled_after_since', violation_error_message='A debt cannot be settled before it began.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='debt',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_debtevent" ("amount", "community_id", "created_at", "household_id", "id", "kind", "lender", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settled_on", "since", "updated_at") SELECT new_values."amount", new_values."community_id", new_values."created_at", new_values."household_id", new_values."id", new_values."kind", new_values."lender", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."settled_on", new_values."since", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7cb5b3fcc02c5ff373ff6f7b30dc92ae3ef97291', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_16c3a', referencing='REFERENCING NEW TABLE AS new_values ', table='households_debt', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='debt',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_debtevent" ("amount", "community_id", "created_at", "household_id", "id", "kind", "lender", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settled_on", "since", "updated_at") SELECT new_values."amount", new_values."community_id", new_values."created_at", new_values."household_id", new_values."id", new_values."kind", new_values."lender", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."settled_on", new_values."since", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e406346fd898794ca1558467f515afe9790fc479', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d38c1', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='households_debt', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='debt',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_debtevent" ("amount", "community_id", "created_at", "household_id", "id", "kind", "lender", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settled_on", "since", "updated_at") SELECT old_values."amount", old_values."community_id", old_values."created_at", old_values."household_id", old_values."id", old_values."kind", old_values."lender", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."settled_on", old_values."since", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='8a584d4ccd3733e5e7fb14efa8dd1630c9149669', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_24ff3', referencing='REFERENCING OLD TABLE AS old_values ', table='households_debt', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='expense',
            constraint=models.UniqueConstraint(fields=('household', 'year', 'kind'), name='households_expense_once', violation_error_message='This kind of expense is already entered for that year.'),
        ),
        migrations.AddConstraint(
            model_name='expense',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='households_expense_not_negative', violation_error_message='An amount cannot be negative.'),
        ),
        migrations.AddConstraint(
            model_name='expense',
            constraint=models.CheckConstraint(condition=models.Q(('year__gte', 1990), ('year__lte', 2100)), name='households_expense_year_sane', violation_error_message='Enter a year like 2025.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='expense',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_expenseevent" ("amount", "community_id", "created_at", "household_id", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "year") SELECT new_values."amount", new_values."community_id", new_values."created_at", new_values."household_id", new_values."id", new_values."kind", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."updated_at", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1b682b3f7d06cb2efa2b1f400629d117f9a8315a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_dc156', referencing='REFERENCING NEW TABLE AS new_values ', table='households_expense', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='expense',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_expenseevent" ("amount", "community_id", "created_at", "household_id", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "year") SELECT new_values."amount", new_values."community_id", new_values."created_at", new_values."household_id", new_values."id", new_values."kind", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."updated_at", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='88abaa17b9d7ea5b469264c15c32ea9326c8abae', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_4839a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='households_expense', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='expense',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_expenseevent" ("amount", "community_id", "created_at", "household_id", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "year") SELECT old_values."amount", old_values."community_id", old_values."created_at", old_values."household_id", old_values."id", old_values."kind", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."updated_at", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6d71f8f79466d6b804a8caf304c79fa3faefb97f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_63f27', referencing='REFERENCING OLD TABLE AS old_values ', table='households_expense', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='guaranteecheck',
            index=models.Index(fields=['household', 'guarantee', '-checked_on', '-id'], name='households_guarantee_newest'),
        ),
        migrations.AddConstraint(
            model_name='guaranteecheck',
            constraint=models.CheckConstraint(condition=models.Q(('grade', ''), ('guarantee', 'housing'), _connector='OR'), name='households_grade_of_housing_only', violation_error_message='Only housing has a grade.'),
        ),
        migrations.AddConstraint(
            model_name='guaranteecheck',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('grade__in', ('C', 'D')), _negated=True), ('result', 'fail'), _connector='OR'), name='households_dangerous_house_fails', violation_error_message='A house of grade C or D is dangerous: the guarantee has failed.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='guaranteecheck',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_guaranteecheckevent" ("checked_on", "community_id", "created_at", "grade", "guarantee", "household_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "updated_at", "withdrawn") SELECT new_values."checked_on", new_values."community_id", new_values."created_at", new_values."grade", new_values."guarantee", new_values."household_id", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."result", new_values."updated_at", new_values."withdrawn" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ac115a795e1418f6ae08f11f000f1a0b916990c2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_abd07', referencing='REFERENCING NEW TABLE AS new_values ', table='households_guaranteecheck', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='guaranteecheck',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_guaranteecheckevent" ("checked_on", "community_id", "created_at", "grade", "guarantee", "household_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "updated_at", "withdrawn") SELECT new_values."checked_on", new_values."community_id", new_values."created_at", new_values."grade", new_values."guarantee", new_values."household_id", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."result", new_values."updated_at", new_values."withdrawn" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='198799f4da66a2ebc0f99ea4c74cf4d3716dffa2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0aee7', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='households_guaranteecheck', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='guaranteecheck',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_guaranteecheckevent" ("checked_on", "community_id", "created_at", "grade", "guarantee", "household_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "updated_at", "withdrawn") SELECT old_values."checked_on", old_values."community_id", old_values."created_at", old_values."grade", old_values."guarantee", old_values."household_id", old_values."id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."result", old_values."updated_at", old_values."withdrawn" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1afc87627e5be12df15414f41c698ab00e90efb5', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_9264c', referencing='REFERENCING OLD TABLE AS old_values ', table='households_guaranteecheck', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='vegetablespending',
            constraint=models.UniqueConstraint(fields=('household', 'phase', 'asked_on'), name='households_vegetables_once_a_day', violation_error_message='This was already asked on that day. Change that answer instead.'),
        ),
        migrations.AddConstraint(
            model_name='vegetablespending',
            constraint=models.CheckConstraint(condition=models.Q(('yuan_a_month__gte', 0)), name='households_vegetables_not_negative', violation_error_message='An amount cannot be negative.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vegetablespending',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_vegetablespendingevent" ("asked_on", "community_id", "created_at", "household_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "updated_at", "yuan_a_month") SELECT new_values."asked_on", new_values."community_id", new_values."created_at", new_values."household_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phase", new_values."updated_at", new_values."yuan_a_month" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='dab27d5c7df7243d5ff2ac13df4497762e9d46b1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_7419b', referencing='REFERENCING NEW TABLE AS new_values ', table='households_vegetablespending', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vegetablespending',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_vegetablespendingevent" ("asked_on", "community_id", "created_at", "household_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "updated_at", "yuan_a_month") SELECT new_values."asked_on", new_values."community_id", new_values."created_at", new_values."household_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phase", new_values."updated_at", new_values."yuan_a_month" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9bbf05c9ecceef84121e6b2e43759d234d724941', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_9ac89', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='households_vegetablespending', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vegetablespending',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_vegetablespendingevent" ("asked_on", "community_id", "created_at", "household_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "updated_at", "yuan_a_month") SELECT old_values."asked_on", old_values."community_id", old_values."created_at", old_values."household_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phase", old_values."updated_at", old_values."yuan_a_month" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='27e5825099b97c59e64ff751d47a348f839bf6a1', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_64049', referencing='REFERENCING OLD TABLE AS old_values ', table='households_vegetablespending', when='AFTER')),
        ),
    ]
