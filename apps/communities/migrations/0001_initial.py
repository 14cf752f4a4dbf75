import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import apps.core.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Township",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("name", models.CharField(max_length=40, unique=True, verbose_name="name")),
                (
                    "code",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="GB/T 2260 code, where known",
                        max_length=12,
                        verbose_name="code",
                    ),
                ),
            ],
            options={
                "verbose_name": "township",
                "verbose_name_plural": "townships",
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="Community",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "latitude",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-90),
                            django.core.validators.MaxValueValidator(90),
                        ],
                        verbose_name="latitude",
                    ),
                ),
                (
                    "longitude",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-180),
                            django.core.validators.MaxValueValidator(180),
                        ],
                        verbose_name="longitude",
                    ),
                ),
                ("altitude_m", models.FloatField(blank=True, null=True, verbose_name="altitude (m)")),
                ("name", models.CharField(max_length=40, unique=True, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        help_text="stands in the residents' link and QR code",
                        max_length=24,
                        unique=True,
                        verbose_name="web address",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=120, verbose_name="address")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="duty telephone")),
                ("opened_on", models.DateField(blank=True, null=True, verbose_name="opened")),
                (
                    "township",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="communities",
                        to="communities.township",
                        verbose_name="township",
                    ),
                ),
            ],
            options={
                "verbose_name": "community",
                "verbose_name_plural": "communities",
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="Building",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "latitude",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-90),
                            django.core.validators.MaxValueValidator(90),
                        ],
                        verbose_name="latitude",
                    ),
                ),
                (
                    "longitude",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-180),
                            django.core.validators.MaxValueValidator(180),
                        ],
                        verbose_name="longitude",
                    ),
                ),
                ("altitude_m", models.FloatField(blank=True, null=True, verbose_name="altitude (m)")),
                ("number", models.PositiveSmallIntegerField(verbose_name="building number")),
                (
                    "name",
                    models.CharField(
                        blank=True, help_text="only if people call it differently", max_length=40, verbose_name="name"
                    ),
                ),
                ("units", models.PositiveSmallIntegerField(default=1, verbose_name="units")),
                ("floors", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="floors")),
                ("has_lift", models.BooleanField(blank=True, null=True, verbose_name="has a lift")),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="buildings",
                        to="communities.community",
                        verbose_name="community",
                    ),
                ),
            ],
            options={
                "verbose_name": "building",
                "verbose_name_plural": "buildings",
                "ordering": ("community", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("community", "number"),
                        name="communities_building_number_once",
                        violation_error_message="This community already has a building with this number.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("units__gte", 1), ("units__lte", 30)),
                        name="communities_building_units_1_30",
                        violation_error_message="A building has between 1 and 30 units.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("date", models.DateField(unique=True, verbose_name="date")),
                ("is_workday", models.BooleanField(verbose_name="workday")),
                ("note", models.CharField(blank=True, max_length=60, verbose_name="note")),
            ],
            options={
                "verbose_name": "special day",
                "verbose_name_plural": "working calendar",
                "ordering": ("-date",),
            },
        ),
        migrations.CreateModel(
            name="CalendarDayEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("date", models.DateField(verbose_name="date")),
                ("is_workday", models.BooleanField(verbose_name="workday")),
                ("note", models.CharField(blank=True, max_length=60, verbose_name="note")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="communities.calendarday",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CommunityEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "latitude",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-90),
                            django.core.validators.MaxValueValidator(90),
                        ],
                        verbose_name="latitude",
                    ),
                ),
                (
                    "longitude",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-180),
                            django.core.validators.MaxValueValidator(180),
                        ],
                        verbose_name="longitude",
                    ),
                ),
                ("altitude_m", models.FloatField(blank=True, null=True, verbose_name="altitude (m)")),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        db_index=False,
                        help_text="stands in the residents' link and QR code",
                        max_length=24,
                        verbose_name="web address",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=120, verbose_name="address")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="duty telephone")),
                ("opened_on", models.DateField(blank=True, null=True, verbose_name="opened")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="communities.community",
                    ),
                ),
                (
                    "township",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="communities.township",
                        verbose_name="township",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Dwelling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("unit", models.PositiveSmallIntegerField(verbose_name="unit")),
                ("room", models.CharField(max_length=10, verbose_name="room")),
                (
                    "area_m2",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=6, null=True, verbose_name="floor area (m²)"
                    ),
                ),
                (
                    "building",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dwellings",
                        to="communities.building",
                        verbose_name="building",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dwellings",
                        to="communities.community",
                        verbose_name="community",
                    ),
                ),
            ],
            options={
                "verbose_name": "dwelling",
                "verbose_name_plural": "dwellings",
                "ordering": ("building", "unit", "room"),
                "indexes": [models.Index(fields=["room"], name="communities_dwelling_room")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("building", "unit", "room"),
                        name="communities_dwelling_once",
                        violation_error_message="This building already has a room with this number in this unit.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("area_m2__isnull", True),
                            models.Q(("area_m2__gt", 0), ("area_m2__lte", 1000)),
                            _connector="OR",
                        ),
                        name="communities_dwelling_area_sane",
                        violation_error_message="The floor area must be more than 0 and at most 1,000 m².",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DwellingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("unit", models.PositiveSmallIntegerField(verbose_name="unit")),
                ("room", models.CharField(max_length=10, verbose_name="room")),
                (
                    "area_m2",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=6, null=True, verbose_name="floor area (m²)"
                    ),
                ),
                (
                    "building",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="communities.building",
                        verbose_name="building",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="communities.community",
                        verbose_name="community",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="communities.dwelling",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TownshipEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                (
                    "code",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="GB/T 2260 code, where known",
                        max_length=12,
                        verbose_name="code",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="communities.township",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BuildingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "latitude",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-90),
                            django.core.validators.MaxValueValidator(90),
                        ],
                        verbose_name="latitude",
                    ),
                ),
                (
                    "longitude",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-180),
                            django.core.validators.MaxValueValidator(180),
                        ],
                        verbose_name="longitude",
                    ),
                ),
                ("altitude_m", models.FloatField(blank=True, null=True, verbose_name="altitude (m)")),
                ("number", models.PositiveSmallIntegerField(verbose_name="building number")),
                (
                    "name",
                    models.CharField(
                        blank=True, help_text="only if people call it differently", max_length=40, verbose_name="name"
                    ),
                ),
                ("units", models.PositiveSmallIntegerField(default=1, verbose_name="units")),
                ("floors", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="floors")),
                ("has_lift", models.BooleanField(blank=True, null=True, verbose_name="has a lift")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="communities.building",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="communities.community",
                        verbose_name="community",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendarday",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "communities_calendardayevent" ("created_at", "date", "id", "is_workday", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") SELECT new_values."created_at", new_values."date", new_values."id", new_values."is_workday", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="94f59d37f8068c992329170bf0a3daeca3e0f2ca",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_91237",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="communities_calendarday",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendarday",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "communities_calendardayevent" ("created_at", "date", "id", "is_workday", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") SELECT new_values."created_at", new_values."date", new_values."id", new_values."is_workday", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9766ccb25208aee3d9230d75b4d6c57b96a5e5d6",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e8c83",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="communities_calendarday",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendarday",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "communities_calendardayevent" ("created_at", "date", "id", "is_workday", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") SELECT old_values."created_at", old_values."date", old_values."id", old_values."is_workday", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="b0911a132e7f63d69a45d482cc4d17f0ddee1bc7",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2ed30",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="communities_calendarday",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="township",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "communities_townshipevent" ("code", "created_at", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") SELECT new_values."code", new_values."created_at", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="20d7ad83a579599137646ea4d12c0c95cd5912ed",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fccac",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="communities_township",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="township",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "communities_townshipevent" ("code", "created_at", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") SELECT new_values."code", new_values."created_at", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9f32b13d6389b325b218b90e6c315e1e35ed579a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ac9db",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="communities_township",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="township",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "communities_townshipevent" ("code", "created_at", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") SELECT old_values."code", old_values."created_at", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="fed167c27fe088a5aa020873f5b667e043b826d0",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_17fac",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="communities_township",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="building",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "communities_buildingevent" ("altitude_m", "community_id", "created_at", "floors", "has_lift", "id", "latitude", "longitude", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "units", "updated_at") SELECT new_values."altitude_m", new_values."community_id", new_values."created_at", new_values."floors", new_values."has_lift", new_values."id", new_values."latitude", new_values."longitude", new_values."name", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."units", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f6b7d0f641682de2d2d5ddab6c3ffcfe21d2823c",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3825d",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="communities_building",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="building",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "communities_buildingevent" ("altitude_m", "community_id", "created_at", "floors", "has_lift", "id", "latitude", "longitude", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "units", "updated_at") SELECT new_values."altitude_m", new_values."community_id", new_values."created_at", new_values."floors", new_values."has_lift", new_values."id", new_values."latitude", new_values."longitude", new_values."name", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."units", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8c57ed6fd386d77885d2a4680f2ac64d1d186706",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b3ceb",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="communities_building",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="building",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "communities_buildingevent" ("altitude_m", "community_id", "created_at", "floors", "has_lift", "id", "latitude", "longitude", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "units", "updated_at") SELECT old_values."altitude_m", old_values."community_id", old_values."created_at", old_values."floors", old_values."has_lift", old_values."id", old_values."latitude", old_values."longitude", old_values."name", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."units", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="501031f161180cc28b388a96a471f3c0961350a7",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_49845",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="communities_building",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dwelling",
            trigger=pgtrigger.compiler.Trigger(
                name="stays_in_its_community",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."community_id" IS DISTINCT FROM (NEW."community_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="369c2b58858f1666fe1338d93e4b863daf404e8b",
                    operation="UPDATE",
                    pgid="pgtrigger_stays_in_its_community_29984",
                    table="communities_dwelling",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dwelling",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "communities_dwellingevent" ("area_m2", "building_id", "community_id", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room", "unit", "updated_at") SELECT new_values."area_m2", new_values."building_id", new_values."community_id", new_values."created_at", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."room", new_values."unit", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8fdd0240376926e6c700210497230bb9be895b14",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0961d",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="communities_dwelling",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dwelling",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "communities_dwellingevent" ("area_m2", "building_id", "community_id", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room", "unit", "updated_at") SELECT new_values."area_m2", new_values."building_id", new_values."community_id", new_values."created_at", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."room", new_values."unit", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="887e28dc058ee81c7f7980053a51b16fd1e694d0",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b44c9",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="communities_dwelling",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dwelling",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "communities_dwellingevent" ("area_m2", "building_id", "community_id", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room", "unit", "updated_at") SELECT old_values."area_m2", old_values."building_id", old_values."community_id", old_values."created_at", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."room", old_values."unit", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="81a075e6419e98d5f3b596d6de44d5a5d805e7e7",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1f906",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="communities_dwelling",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="community",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "communities_communityevent" ("address", "altitude_m", "created_at", "id", "latitude", "longitude", "name", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "slug", "township_id", "updated_at") SELECT new_values."address", new_values."altitude_m", new_values."created_at", new_values."id", new_values."latitude", new_values."longitude", new_values."name", new_values."opened_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."slug", new_values."township_id", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="467247106adc00d98d9a37f0d67c7b3cc2c75c5f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e0892",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="communities_community",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="community",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "communities_communityevent" ("address", "altitude_m", "created_at", "id", "latitude", "longitude", "name", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "slug", "township_id", "updated_at") SELECT new_values."address", new_values."altitude_m", new_values."created_at", new_values."id", new_values."latitude", new_values."longitude", new_values."name", new_values."opened_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."slug", new_values."township_id", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f8d05e7d67d621dda2ecaf69b72f9a180fd5e256",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9c278",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="communities_community",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="community",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "communities_communityevent" ("address", "altitude_m", "created_at", "id", "latitude", "longitude", "name", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "slug", "township_id", "updated_at") SELECT old_values."address", old_values."altitude_m", old_values."created_at", old_values."id", old_values."latitude", old_values."longitude", old_values."name", old_values."opened_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."slug", old_values."township_id", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="f461ab6de0ea67d88dbf5570427b3a6aaf567b8d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_27a3a",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="communities_community",
                    when="AFTER",
                ),
            ),
        ),
    ]
