import uuid

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import apps.core.clock
import apps.core.fields


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "__first__"),
        ("communities", "0001_initial"),
        ("core", "0002_list_views"),
    ]

    operations = [
        migrations.CreateModel(
            name="SheetImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("due_at", models.DateTimeField(default=apps.core.clock.now, verbose_name="due")),
                ("lease_token", models.UUIDField(editable=False, null=True)),
                ("lease_until", models.DateTimeField(editable=False, null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="tries")),
                ("done_at", models.DateTimeField(editable=False, null=True, verbose_name="done")),
                ("failed_at", models.DateTimeField(editable=False, null=True, verbose_name="given up")),
                ("last_error", models.TextField(blank=True, editable=False, verbose_name="last error")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("register", models.CharField(max_length=24, verbose_name="register")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("uploaded", "being read"),
                            ("read", "columns to confirm"),
                            ("previewed", "to be looked at"),
                            ("applying", "being applied"),
                            ("applied", "applied"),
                            ("failed", "could not be read"),
                            ("discarded", "discarded"),
                        ],
                        default="uploaded",
                        max_length=24,
                        verbose_name="state",
                    ),
                ),
                ("file_name", models.CharField(max_length=200, verbose_name="file")),
                ("file_size", models.PositiveIntegerField(default=0, verbose_name="size (bytes)")),
                ("sheet", models.CharField(blank=True, max_length=80, verbose_name="sheet")),
                ("sheets", models.JSONField(default=list)),
                ("columns", models.JSONField(default=list)),
                ("chosen_columns", models.JSONField(default=dict)),
                ("answers", models.JSONField(default=dict)),
                ("summary", models.JSONField(default=dict)),
                ("notices", models.JSONField(default=list)),
                ("problem", models.CharField(blank=True, max_length=40, verbose_name="problem")),
                ("result", models.JSONField(default=dict)),
                ("applied_at", models.DateTimeField(blank=True, null=True, verbose_name="applied on")),
                ("forget_at", models.DateTimeField(blank=True, null=True, verbose_name="details are deleted on")),
                (
                    "applied_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="applied by",
                    ),
                ),
                (
                    "communities",
                    models.ManyToManyField(related_name="+", to="communities.community", verbose_name="communities"),
                ),
                (
                    "given_community",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communities.community",
                        verbose_name="community",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "import of a sheet",
                "verbose_name_plural": "imports of sheets",
                "ordering": ("-created_at", "-pk"),
                "indexes": [
                    models.Index(fields=["register", "-created_at", "-id"], name="core_sheet_import_time"),
                    models.Index(
                        condition=models.Q(("state__in", ("uploaded", "applying"))),
                        fields=["due_at"],
                        name="core_sheet_import_waiting",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SheetFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", apps.core.fields.EncryptedTextField(purpose="core.sheetfile.content")),
                (
                    "sheet_import",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="file", to="core.sheetimport"
                    ),
                ),
            ],
            options={
                "verbose_name": "imported file",
                "verbose_name_plural": "imported files",
            },
        ),
        migrations.CreateModel(
            name="SheetFault",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row", models.PositiveIntegerField(verbose_name="row")),
                ("column", models.PositiveSmallIntegerField(verbose_name="column")),
                ("heading", models.CharField(max_length=80, verbose_name="heading")),
                ("field", models.CharField(max_length=24)),
                ("code", models.CharField(max_length=24, verbose_name="fault")),
                ("params", models.JSONField(default=dict)),
                ("value", apps.core.fields.EncryptedTextField(null=True, purpose="core.sheetfault.value")),
                (
                    "sheet_import",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="faults", to="core.sheetimport"
                    ),
                ),
            ],
            options={
                "verbose_name": "faulty cell",
                "verbose_name_plural": "faulty cells",
                "ordering": ("sheet_import", "row", "column"),
                "indexes": [models.Index(fields=["sheet_import", "row", "column"], name="core_sheet_fault_cell")],
            },
        ),
        migrations.CreateModel(
            name="SheetEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row", models.PositiveIntegerField(verbose_name="row")),
                ("target", models.BigIntegerField(null=True, verbose_name="key in the register")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("new", "new"),
                            ("changed", "changed"),
                            ("unchanged", "unchanged"),
                            ("conflicting", "conflicting"),
                        ],
                        max_length=12,
                        verbose_name="outcome",
                    ),
                ),
                ("faulty", models.BooleanField(default=False, verbose_name="with faults")),
                ("chosen", models.BooleanField(default=False, verbose_name="chosen")),
                (
                    "fate",
                    models.CharField(
                        blank=True,
                        choices=[("applied", "applied"), ("moved_on", "the register had changed meanwhile")],
                        max_length=12,
                        verbose_name="result",
                    ),
                ),
                ("payload", apps.core.fields.EncryptedTextField(purpose="core.sheetentry.payload")),
                (
                    "community",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="communities.community",
                        verbose_name="community",
                    ),
                ),
                (
                    "sheet_import",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="entries", to="core.sheetimport"
                    ),
                ),
            ],
            options={
                "verbose_name": "entry of a sheet",
                "verbose_name_plural": "entries of sheets",
                "ordering": ("sheet_import", "row"),
                "indexes": [models.Index(fields=["sheet_import", "outcome", "row"], name="core_sheet_entry_outcome")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("chosen", False),
                            models.Q(("faulty", False), ("outcome__in", ("new", "changed"))),
                            _connector="OR",
                        ),
                        name="core_sheet_faulty_never_chosen",
                        violation_error_message="An entry with faulty cells or conflicts cannot be applied.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SheetStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.CharField(max_length=32, verbose_name="step")),
                ("from_state", models.CharField(blank=True, max_length=24, verbose_name="from")),
                ("to_state", models.CharField(blank=True, max_length=24, verbose_name="to")),
                ("by_label", models.CharField(blank=True, max_length=40, verbose_name="by (not staff)")),
                ("why", models.TextField(blank=True, verbose_name="note")),
                ("at", models.DateTimeField(default=apps.core.clock.now, verbose_name="when")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "sheet_import",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="core.sheetimport"
                    ),
                ),
            ],
            options={
                "verbose_name": "step of an import",
                "verbose_name_plural": "steps of imports",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="HeadingMeaning",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("register", models.CharField(max_length=24, verbose_name="register")),
                ("heading", models.CharField(max_length=80, verbose_name="heading")),
                ("field", models.CharField(max_length=24, verbose_name="meaning")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "meaning of a heading",
                "verbose_name_plural": "meanings of headings",
                "ordering": ("register", "heading"),
                "constraints": [
                    models.UniqueConstraint(fields=("register", "heading"), name="core_heading_meaning_once")
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sheetimport",
            trigger=pgtrigger.compiler.Trigger(
                name="allowed_steps",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{applying:applied,applying:previewed,failed:discarded,failed:uploaded,previewed:applying,previewed:discarded,previewed:uploaded,read:discarded,read:uploaded,uploaded:failed,uploaded:previewed,uploaded:read}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="0fd879978a0059229bb06d02e99e17f83d8614a9",
                    operation="UPDATE",
                    pgid="pgtrigger_allowed_steps_86159",
                    table="core_sheetimport",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sheetstep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="573ea7ee64e23b83a2ae3972907d858f56af4b1e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1acbd",
                    table="core_sheetstep",
                    when="BEFORE",
                ),
            ),
        ),
    ]
