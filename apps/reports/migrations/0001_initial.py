import django.contrib.postgres.fields
import django.db.models.deletion
import django_fsm
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import apps.core.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("communities", "0001_initial"),
        ("core", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="MonthlyReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("month", models.DateField(help_text="its first day", verbose_name="month")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="version")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("confirmed", "confirmed by community"),
                            ("submitted", "submitted"),
                            ("acknowledged", "acknowledged"),
                            ("returned", "returned with questions"),
                            ("superseded", "replaced by new version"),
                        ],
                        default="draft",
                        max_length=24,
                        verbose_name="state",
                    ),
                ),
                ("problems", models.TextField(blank=True, max_length=4000, verbose_name="problems")),
                ("plan", models.TextField(blank=True, max_length=4000, verbose_name="plan for next month")),
                (
                    "annex",
                    models.TextField(
                        blank=True,
                        help_text="A report carries no requests for decision: what others must help with stands here.",
                        max_length=4000,
                        verbose_name="annex: matters to be coordinated",
                    ),
                ),
                ("heading", models.JSONField(default=dict, editable=False, verbose_name="names as they were")),
                (
                    "content_hash",
                    models.CharField(blank=True, editable=False, max_length=64, verbose_name="content hash (SHA-256)"),
                ),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="confirmed")),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="submitted")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communities.community",
                        verbose_name="community",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmed by",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="drafted by",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="reports.monthlyreport",
                        verbose_name="replaces",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="submitted by",
                    ),
                ),
            ],
            options={
                "verbose_name": "monthly report",
                "verbose_name_plural": "monthly reports",
                "ordering": ("-month", "community", "-version"),
                "indexes": [models.Index(fields=["-month", "community", "-version"], name="reports_newest")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("community", "month", "version"),
                        name="reports_version_once",
                        violation_error_message="This version of the report already exists.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "superseded"), _negated=True),
                        fields=("community", "month"),
                        name="reports_one_live_version",
                        violation_error_message="This month already has a report. Open that one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)),
                        name="reports_month_is_its_first_day",
                        violation_error_message="A month is given by its first day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ("submitted", "acknowledged", "returned", "superseded")), _negated=True
                            ),
                            models.Q(models.Q(("content_hash", ""), _negated=True), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="reports_submitted_is_sealed",
                        violation_error_message="A submitted report has a hash and somebody who submitted it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(
                                models.Q(
                                    ("confirmed_by__isnull", True),
                                    models.Q(("decided_by", models.F("confirmed_by")), _negated=True),
                                    _connector="OR",
                                ),
                                models.Q(
                                    ("submitted_by__isnull", True),
                                    models.Q(("decided_by", models.F("submitted_by")), _negated=True),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="reports_four_eyes",
                        violation_error_message="A report is decided by somebody other than those who made it.",
                    ),
                ],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="ReportFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                ("key", models.CharField(max_length=60, verbose_name="figure")),
                ("section", models.CharField(max_length=20, verbose_name="section")),
                ("kind", models.CharField(max_length=8, verbose_name="kind")),
                ("texts", models.JSONField(verbose_name="words")),
                ("collected", models.BooleanField(verbose_name="collected")),
                ("value", models.DecimalField(decimal_places=1, max_digits=14, null=True, verbose_name="this month")),
                ("numerator", models.BigIntegerField(null=True, verbose_name="numerator")),
                ("denominator", models.BigIntegerField(null=True, verbose_name="denominator")),
                ("extra", models.JSONField(default=dict, verbose_name="beside it")),
                (
                    "cumulative",
                    models.DecimalField(decimal_places=1, max_digits=14, null=True, verbose_name="this year"),
                ),
                ("cumulative_collected", models.BooleanField(null=True, verbose_name="this year collected")),
                ("before", models.DecimalField(decimal_places=1, max_digits=14, null=True, verbose_name="last month")),
                ("change", models.DecimalField(decimal_places=1, max_digits=14, null=True, verbose_name="change")),
                ("case_model", models.CharField(blank=True, max_length=60, verbose_name="what the cases are")),
                (
                    "case_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communities.community",
                        verbose_name="community",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figures",
                        to="reports.monthlyreport",
                        verbose_name="monthly report",
                    ),
                ),
            ],
            options={
                "verbose_name": "figure of a report",
                "verbose_name_plural": "figures of reports",
                "ordering": ("report", "position"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "key"),
                        name="reports_figure_once",
                        violation_error_message="A report shows each figure once.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("collected", True), ("value__isnull", True), _connector="OR"),
                        name="reports_not_collected_has_no_value",
                        violation_error_message="What was not collected has no value, not even 0.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportStep",
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
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communities.community",
                        verbose_name="community",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="reports.monthlyreport",
                        verbose_name="monthly report",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a report",
                "verbose_name_plural": "steps of reports",
                "ordering": ("at", "pk"),
                "indexes": [models.Index(fields=["report", "at"], name="reports_step_time")],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="monthlyreport",
            trigger=pgtrigger.compiler.Trigger(
                name="allowed_steps",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{acknowledged:superseded,confirmed:draft,confirmed:submitted,draft:confirmed,returned:superseded,submitted:acknowledged,submitted:returned}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="af470f74178b40c4d806a69bce2f187a93202dc3",
                    operation="UPDATE",
                    pgid="pgtrigger_allowed_steps_39e0d",
                    table="reports_monthlyreport",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="monthlyreport",
            trigger=pgtrigger.compiler.Trigger(
                name="kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="ce710e3b9d6eca25d12e496b9bbf0f69c031e450",
                    operation="DELETE",
                    pgid="pgtrigger_kept_19471",
                    table="reports_monthlyreport",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="monthlyreport",
            trigger=pgtrigger.compiler.Trigger(
                name="sealed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."state" IN (\'submitted\', \'acknowledged\', \'returned\', \'superseded\') AND (OLD."community_id" IS DISTINCT FROM (NEW."community_id") OR OLD."month" IS DISTINCT FROM (NEW."month") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."problems" IS DISTINCT FROM (NEW."problems") OR OLD."plan" IS DISTINCT FROM (NEW."plan") OR OLD."annex" IS DISTINCT FROM (NEW."annex") OR OLD."heading" IS DISTINCT FROM (NEW."heading") OR OLD."content_hash" IS DISTINCT FROM (NEW."content_hash") OR OLD."replaces_id" IS DISTINCT FROM (NEW."replaces_id")))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="3e19a942a2b5c25811a9fea2024ac096aeecda4d",
                    operation="UPDATE",
                    pgid="pgtrigger_sealed_16337",
                    table="reports_monthlyreport",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportfigure",
            trigger=pgtrigger.compiler.Trigger(
                name="unchanged",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="bf8669594f8f4c40c442cf592695d38696fdf209",
                    operation="UPDATE",
                    pgid="pgtrigger_unchanged_8fa4a",
                    table="reports_reportfigure",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportfigure",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen_with_report",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE key_of_report bigint;",
                    func="\n                IF TG_OP = 'DELETE' THEN key_of_report := OLD.report_id; ELSE key_of_report := NEW.report_id; END IF;\n                IF (SELECT state FROM reports_monthlyreport WHERE id = key_of_report) IN ('submitted', 'acknowledged', 'returned', 'superseded') THEN\n                    RAISE EXCEPTION 'pgtrigger: figures of a submitted report are frozen';\n                END IF;\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                RETURN NEW;\n                ",
                    hash="915992c39fabd98c9f3305f13652a5e716dfe46b",
                    operation="INSERT OR DELETE",
                    pgid="pgtrigger_frozen_with_report_93140",
                    table="reports_reportfigure",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportstep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="46c006c4a0891be0dbc76e9c62771c66f787235d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f4834",
                    table="reports_reportstep",
                    when="BEFORE",
                ),
            ),
        ),
    ]
