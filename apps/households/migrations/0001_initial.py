import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django_fsm
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import apps.core.clock
import apps.core.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("communities", "0001_initial"),
        ("core", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Skill",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("name", models.CharField(max_length=30, unique=True, verbose_name="skill")),
                ("retired", models.BooleanField(db_default=False, default=False, verbose_name="no longer offered")),
            ],
            options={
                "verbose_name": "skill",
                "verbose_name_plural": "skills",
                "ordering": ("name", "pk"),
            },
        ),
        migrations.CreateModel(
            name="SkillEvent",
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
                ("name", models.CharField(max_length=30, verbose_name="skill")),
                ("retired", models.BooleanField(db_default=False, default=False, verbose_name="no longer offered")),
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
                        to="households.skill",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("name_key", models.CharField(db_index=True, editable=False, max_length=200)),
                (
                    "sex",
                    models.CharField(
                        blank=True, choices=[("male", "male"), ("female", "female")], max_length=8, verbose_name="sex"
                    ),
                ),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="birth date")),
                (
                    "id_number",
                    apps.core.fields.EncryptedTextField(
                        blank=True, null=True, purpose="households.member.id_number", verbose_name="identity number"
                    ),
                ),
                ("id_index", apps.core.fields.BlindIndexField(null=True)),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                (
                    "phone_of",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("self", "their own"),
                            ("spouse", "spouse's"),
                            ("child", "child's"),
                            ("parent", "parent's"),
                            ("relative", "other relative's"),
                            ("neighbour", "neighbour's"),
                            ("employer", "employer's"),
                        ],
                        db_default="",
                        default="",
                        max_length=12,
                        verbose_name="whose phone",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("phone", "telephone"),
                            ("wechat", "WeChat"),
                            ("visit", "visit"),
                            ("letter", "letter"),
                        ],
                        db_default="",
                        default="",
                        max_length=8,
                        verbose_name="best reached by",
                    ),
                ),
                (
                    "education",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("preschool", "before school"),
                            ("illiterate", "illiterate or nearly"),
                            ("primary", "primary school"),
                            ("junior", "junior middle school"),
                            ("senior", "senior middle school"),
                            ("college", "college"),
                            ("university", "university"),
                        ],
                        max_length=12,
                        verbose_name="education",
                    ),
                ),
                ("died_on", models.DateField(blank=True, null=True, verbose_name="died")),
                (
                    "name_back",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Reverse("name"),
                        output_field=models.CharField(db_collation="C", max_length=60),
                    ),
                ),
                (
                    "sound",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Replace(
                            models.F("name_key"), models.Value(" "), models.Value("")
                        ),
                        output_field=models.CharField(db_collation="C", max_length=200),
                    ),
                ),
                (
                    "initials",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("name_key"),
                            models.Value("(\\S)\\S*\\s*"),
                            models.Value("\\1"),
                            models.Value("g"),
                            function="regexp_replace",
                        ),
                        output_field=models.CharField(db_collation="C", max_length=200),
                    ),
                ),
                (
                    "phone_back",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Reverse("phone"),
                        output_field=models.CharField(db_collation="C", max_length=20),
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
            ],
            options={
                "verbose_name": "member",
                "verbose_name_plural": "members",
                "ordering": ("name_key", "pk"),
                "indexes": [
                    models.Index(
                        django.db.models.functions.comparison.Collate("name", "C"),
                        models.F("id"),
                        name="households_member_name_begins",
                    ),
                    models.Index(fields=["name_back", "id"], name="households_member_name_ends"),
                    models.Index(fields=["sound", "id"], name="households_member_pinyin"),
                    models.Index(fields=["initials", "id"], name="households_member_initials"),
                    models.Index(fields=["phone_back", "id"], name="households_member_phone_ends"),
                    models.Index(fields=["phone"], name="households_member_phone"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("id_index",),
                        name="households_member_id_once",
                        violation_error_message="This identity number is already in the register.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("id_index__isnull", True), ("id_number__isnull", True)),
                            models.Q(("id_index__isnull", False), ("id_number__isnull", False)),
                            _connector="OR",
                        ),
                        name="households_member_id_and_index",
                        violation_error_message="The identity number and its index must be written together.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Training",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period")),
                ("course", models.CharField(max_length=60, verbose_name="course")),
                ("days", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="days of training")),
                (
                    "certificate",
                    models.CharField(blank=True, db_default="", default="", max_length=60, verbose_name="certificate"),
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="trainings",
                        to="households.member",
                        verbose_name="member",
                    ),
                ),
            ],
            options={
                "verbose_name": "training",
                "verbose_name_plural": "training",
                "ordering": ("-pk",),
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("member", "="), ("course", "="), ("period", "&&")],
                        name="households_course_once_at_a_time",
                        violation_error_message="This course is already recorded for that time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("days__isnull", True), models.Q(("days__gte", 1), ("days__lte", 999)), _connector="OR"
                        ),
                        name="households_training_days_sane",
                        violation_error_message="A course lasts from 1 to 999 days.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TrainingEvent",
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
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period")),
                ("course", models.CharField(max_length=60, verbose_name="course")),
                ("days", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="days of training")),
                (
                    "certificate",
                    models.CharField(blank=True, db_default="", default="", max_length=60, verbose_name="certificate"),
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
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="households.member",
                        verbose_name="member",
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
                        to="households.training",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Household",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("code", models.CharField(max_length=20, verbose_name="household code")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("lifted_out", "lifted out of poverty"),
                            ("ordinary", "ordinary farm household"),
                            ("subsistence", "subsistence allowance"),
                            ("extremely_poor", "extremely poor"),
                            ("co_relocated", "co-relocated"),
                        ],
                        max_length=16,
                        verbose_name="household class",
                    ),
                ),
                ("origin_village", models.CharField(blank=True, max_length=40, verbose_name="origin village")),
                ("moved_in_on", models.DateField(blank=True, null=True, verbose_name="moved in")),
                (
                    "old_house",
                    models.CharField(
                        blank=True,
                        choices=[("standing", "standing"), ("demolished", "demolished"), ("reclaimed", "reclaimed")],
                        max_length=12,
                        verbose_name="old house",
                    ),
                ),
                ("demolished_on", models.DateField(blank=True, null=True, verbose_name="demolished on")),
                ("reclaimed_on", models.DateField(blank=True, null=True, verbose_name="reclaimed on")),
                (
                    "compensation_yuan",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="compensation for the old house (yuan)",
                    ),
                ),
                ("compensation_paid_on", models.DateField(blank=True, null=True, verbose_name="compensation paid on")),
                (
                    "contract_land_mu",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=8, null=True, verbose_name="contracted land (mu)"
                    ),
                ),
                ("title_issued", models.BooleanField(blank=True, null=True, verbose_name="title issued")),
                ("title_issued_on", models.DateField(blank=True, null=True, verbose_name="title issued on")),
                (
                    "title_number",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=40, verbose_name="certificate number"
                    ),
                ),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="left the register")),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communities.community",
                        verbose_name="community",
                    ),
                ),
            ],
            options={
                "verbose_name": "household",
                "verbose_name_plural": "households",
                "ordering": ("code",),
                "indexes": [
                    models.Index(fields=["code"], name="households_code"),
                    models.Index(
                        django.db.models.functions.comparison.Collate("code", "C"),
                        models.F("id"),
                        name="households_code_begins",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("community", "code"),
                        name="households_code_once_in_community",
                        violation_error_message="This community already has a household with this code.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("contract_land_mu__isnull", True), ("contract_land_mu__gte", 0), _connector="OR"
                        ),
                        name="households_land_not_negative",
                        violation_error_message="The land area cannot be negative.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title_issued", True), ("title_issued__isnull", False)),
                            models.Q(("title_issued_on__isnull", True), ("title_number", "")),
                            _connector="OR",
                        ),
                        name="households_title_details_need_title",
                        violation_error_message="A date or number of the title needs “title issued: yes”.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("demolished_on__isnull", True),
                            ("old_house__in", ("demolished", "reclaimed")),
                            _connector="OR",
                        ),
                        name="households_demolished_on_needs_state",
                        violation_error_message="A day of demolition needs an old house that is demolished or reclaimed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reclaimed_on__isnull", True), ("old_house", "reclaimed"), _connector="OR"),
                        name="households_reclaimed_on_needs_state",
                        violation_error_message="A day of reclaiming needs an old house that is reclaimed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("demolished_on__isnull", True),
                            ("reclaimed_on__isnull", True),
                            ("reclaimed_on__gte", models.F("demolished_on")),
                            _connector="OR",
                        ),
                        name="households_demolished_before_reclaimed",
                        violation_error_message="The land cannot be reclaimed before the house was demolished.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("compensation_yuan__isnull", True), ("compensation_yuan__gte", 0), _connector="OR"
                        ),
                        name="households_compensation_not_negative",
                        violation_error_message="Compensation cannot be negative.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("compensation_paid_on__isnull", True),
                            ("compensation_yuan__isnull", False),
                            _connector="OR",
                        ),
                        name="households_compensation_paid_needs_amount",
                        violation_error_message="A day of payment needs the amount of the compensation.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("requested", "waiting for the receiving community"),
                            ("accepted", "accepted"),
                            ("rejected", "not accepted"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="requested",
                        max_length=24,
                        verbose_name="state",
                    ),
                ),
                ("happens_on", models.DateField(verbose_name="day of the transfer")),
                ("marriage", models.BooleanField(default=False, verbose_name="because of a marriage")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("document", models.CharField(blank=True, max_length=60, verbose_name="document number")),
                ("asked_at", models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="asked")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
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
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="households.member",
                        verbose_name="only this person",
                    ),
                ),
                (
                    "new_head",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="households.member",
                        verbose_name="new head",
                    ),
                ),
                (
                    "to_community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communities.community",
                        verbose_name="receiving community",
                    ),
                ),
            ],
            options={
                "verbose_name": "transfer",
                "verbose_name_plural": "transfers",
                "ordering": ("-asked_at", "-pk"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "requested")),
                        fields=["to_community"],
                        name="households_transfer_wait",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="households_transfer_four_eyes",
                        violation_error_message="Whoever asked for the transfer cannot decide on it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("accepted", "rejected")), _negated=True),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="households_transfer_decided_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("to_community", models.F("community")), _negated=True),
                        name="households_transfer_elsewhere",
                        violation_error_message="Choose another community than the household's own.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "requested")),
                        fields=("household",),
                        name="households_one_pending_transfer",
                        violation_error_message="A transfer of this household is waiting already.",
                    ),
                ],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="TransferEvent",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("requested", "waiting for the receiving community"),
                            ("accepted", "accepted"),
                            ("rejected", "not accepted"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="requested",
                        max_length=24,
                        verbose_name="state",
                    ),
                ),
                ("happens_on", models.DateField(verbose_name="day of the transfer")),
                ("marriage", models.BooleanField(default=False, verbose_name="because of a marriage")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("document", models.CharField(blank=True, max_length=60, verbose_name="document number")),
                ("asked_at", models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="asked")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
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
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="households.member",
                        verbose_name="only this person",
                    ),
                ),
                (
                    "new_head",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="households.member",
                        verbose_name="new head",
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
                        to="households.transfer",
                    ),
                ),
                (
                    "to_community",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="communities.community",
                        verbose_name="receiving community",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TransferStep",
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
                    "transfer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="households.transfer"
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a transfer",
                "verbose_name_plural": "steps of transfers",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="VegetableSpending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "phase",
                    models.CharField(
                        choices=[("before", "before the move"), ("after", "after the move")],
                        max_length=8,
                        verbose_name="before or after the move",
                    ),
                ),
                (
                    "yuan_a_month",
                    models.DecimalField(decimal_places=2, max_digits=8, verbose_name="vegetables (yuan a month)"),
                ),
                ("asked_on", models.DateField(default=apps.core.clock.today, verbose_name="asked on")),
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
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="vegetable_spendings",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
            ],
            options={
                "verbose_name": "vegetable spending",
                "verbose_name_plural": "vegetable spending",
                "ordering": ("-asked_on", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("household", "phase", "asked_on"),
                        name="households_vegetables_once_a_day",
                        violation_error_message="This was already asked on that day. Change that answer instead.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("yuan_a_month__gte", 0)),
                        name="households_vegetables_not_negative",
                        violation_error_message="An amount cannot be negative.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VegetableSpendingEvent",
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
                    "phase",
                    models.CharField(
                        choices=[("before", "before the move"), ("after", "after the move")],
                        max_length=8,
                        verbose_name="before or after the move",
                    ),
                ),
                (
                    "yuan_a_month",
                    models.DecimalField(decimal_places=2, max_digits=8, verbose_name="vegetables (yuan a month)"),
                ),
                ("asked_on", models.DateField(default=apps.core.clock.today, verbose_name="asked on")),
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
                    "household",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="households.household",
                        verbose_name="household",
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
                        to="households.vegetablespending",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Asset",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("car", "car or van"),
                            ("motorcycle", "motorcycle or electric bike"),
                            ("tricycle", "farm tricycle"),
                            ("machine", "farm machine"),
                            ("livestock", "large livestock"),
                            ("television", "television"),
                            ("fridge", "refrigerator"),
                            ("washer", "washing machine"),
                            ("heater", "water heater"),
                            ("computer", "computer"),
                            ("smartphone", "smartphone"),
                            ("other", "other thing"),
                        ],
                        max_length=12,
                        verbose_name="thing",
                    ),
                ),
                ("count", models.PositiveSmallIntegerField(default=1, verbose_name="how many")),
                ("note", models.CharField(blank=True, max_length=120, verbose_name="note")),
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
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assets",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
            ],
            options={
                "verbose_name": "durable asset",
                "verbose_name_plural": "durable assets",
                "ordering": ("kind", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "other"), _negated=True),
                        fields=("household", "kind"),
                        name="households_asset_once",
                        violation_error_message="This thing is already listed. Change its number instead.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ColumnMeaning",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("heading", models.CharField(max_length=80, unique=True, verbose_name="heading")),
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
                "ordering": ("heading",),
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("phone", models.CharField(max_length=20, verbose_name="phone")),
                (
                    "phone_of",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("self", "their own"),
                            ("spouse", "spouse's"),
                            ("child", "child's"),
                            ("parent", "parent's"),
                            ("relative", "other relative's"),
                            ("neighbour", "neighbour's"),
                            ("employer", "employer's"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="whose phone",
                    ),
                ),
                ("note", models.CharField(blank=True, default="", max_length=40, verbose_name="note")),
                (
                    "phone_back",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Reverse("phone"),
                        output_field=models.CharField(db_collation="C", max_length=20),
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to="households.member",
                        verbose_name="member",
                    ),
                ),
            ],
            options={
                "verbose_name": "further phone number",
                "verbose_name_plural": "further phone numbers",
                "ordering": ("pk",),
                "indexes": [
                    models.Index(fields=["phone"], name="households_contact_phone"),
                    models.Index(fields=["phone_back"], name="households_contact_phone_ends"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("member", "phone"),
                        name="households_contact_once",
                        violation_error_message="This number is already entered for this person.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("phone", ""), _negated=True),
                        name="households_contact_has_number",
                        violation_error_message="Enter the telephone number.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Debt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("building", "building and furnishing"),
                            ("medical", "medical treatment"),
                            ("schooling", "schooling"),
                            ("business", "production and business"),
                            ("ceremony", "wedding or funeral"),
                            ("living", "daily living"),
                            ("other", "other purpose"),
                        ],
                        max_length=12,
                        verbose_name="for what",
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="amount (yuan)")),
                (
                    "lender",
                    models.CharField(
                        choices=[
                            ("microcredit", "microcredit for poor households"),
                            ("bank", "bank or credit cooperative"),
                            ("kin", "relatives and friends"),
                            ("private", "private lender"),
                            ("other", "other lender"),
                        ],
                        max_length=12,
                        verbose_name="lender",
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="since")),
                ("settled_on", models.DateField(blank=True, null=True, verbose_name="settled on")),
                ("note", models.CharField(blank=True, max_length=120, verbose_name="note")),
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
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="debts",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
            ],
            options={
                "verbose_name": "debt",
                "verbose_name_plural": "debts",
                "ordering": ("-since", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)),
                        name="households_debt_more_than_nothing",
                        violation_error_message="A debt is more than 0 yuan.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since__isnull", True),
                            ("settled_on__isnull", True),
                            ("settled_on__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="households_debt_settled_after_since",
                        violation_error_message="A debt cannot be settled before it began.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Disability",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period")),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("visual", "visual"),
                            ("hearing", "hearing"),
                            ("speech", "speech"),
                            ("physical", "physical"),
                            ("intellectual", "intellectual"),
                            ("mental", "mental"),
                            ("multiple", "multiple"),
                        ],
                        max_length=12,
                        verbose_name="category of disability",
                    ),
                ),
                (
                    "grade",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "grade 1"), (2, "grade 2"), (3, "grade 3"), (4, "grade 4")],
                        verbose_name="grade of disability",
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="disabilities",
                        to="households.member",
                        verbose_name="member",
                    ),
                ),
            ],
            options={
                "verbose_name": "disability card",
                "verbose_name_plural": "disability cards",
                "ordering": ("-pk",),
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("member", "="), ("period", "&&")],
                        name="households_one_disability_card_at_a_time",
                        violation_error_message="A disability card is already recorded for that time. End that one first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("grade__gte", 1), ("grade__lte", 4)),
                        name="households_disability_grade_1_to_4",
                        violation_error_message="The grade of a disability is 1, 2, 3 or 4.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Employment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period")),
                (
                    "work",
                    models.CharField(
                        choices=[
                            ("out_of_province", "outside the province"),
                            ("in_province", "in the province, outside the county"),
                            ("in_county", "in the county, outside the township"),
                            ("in_township", "in the township"),
                            ("workshop", "community workshop"),
                            ("public_post", "public-welfare post"),
                            ("self_employed", "own business"),
                            ("farming", "farming"),
                            ("not_working", "not working"),
                        ],
                        max_length=16,
                        verbose_name="work",
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("community", "in the community"),
                            ("township", "in the township"),
                            ("county", "in the county, outside the township"),
                            ("province", "in the province, outside the county"),
                            ("outside", "outside the province"),
                        ],
                        db_default="",
                        default="",
                        max_length=12,
                        verbose_name="place of work",
                    ),
                ),
                (
                    "place_text",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=80, verbose_name="town or address"
                    ),
                ),
                (
                    "employer",
                    models.CharField(blank=True, db_default="", default="", max_length=80, verbose_name="employer"),
                ),
                (
                    "wage_month",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="wage a month (yuan)"
                    ),
                ),
                (
                    "unstable",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="odd jobs, seasonal, or likely to end soon",
                        verbose_name="unstable",
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="employments",
                        to="households.member",
                        verbose_name="member",
                    ),
                ),
            ],
            options={
                "verbose_name": "employment",
                "verbose_name_plural": "employment",
                "ordering": ("-pk",),
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("member", "="), ("period", "&&")],
                        name="households_one_employment_at_a_time",
                        violation_error_message="This person's work is already recorded for that time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wage_month__isnull", True), ("wage_month__gte", 0), _connector="OR"),
                        name="households_wage_not_negative",
                        violation_error_message="A wage cannot be negative.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Expense",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("medical", "medical treatment"),
                            ("schooling", "schooling"),
                            ("building", "building and furnishing"),
                            ("ceremony", "wedding or funeral"),
                            ("debt", "debt service"),
                            ("other", "other large expense"),
                        ],
                        max_length=12,
                        verbose_name="for what",
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="amount (yuan)")),
                ("note", models.CharField(blank=True, max_length=120, verbose_name="note")),
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
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="expenses",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
            ],
            options={
                "verbose_name": "large expense",
                "verbose_name_plural": "large expenses",
                "ordering": ("-year", "kind"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("household", "year", "kind"),
                        name="households_expense_once",
                        violation_error_message="This kind of expense is already entered for that year.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)),
                        name="households_expense_not_negative",
                        violation_error_message="An amount cannot be negative.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 1990), ("year__lte", 2100)),
                        name="households_expense_year_sane",
                        violation_error_message="Enter a year like 2025.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GuaranteeCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "guarantee",
                    models.CharField(
                        choices=[
                            ("food", "food"),
                            ("clothing", "clothing"),
                            ("education", "compulsory education"),
                            ("medical", "basic medical care"),
                            ("housing", "safe housing"),
                            ("water", "safe drinking water"),
                        ],
                        max_length=12,
                        verbose_name="guarantee",
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[("pass", "passed"), ("fail", "failed")], max_length=4, verbose_name="result"
                    ),
                ),
                (
                    "grade",
                    models.CharField(
                        blank=True,
                        choices=[("A", "grade A"), ("B", "grade B"), ("C", "grade C"), ("D", "grade D")],
                        max_length=1,
                        verbose_name="grade of the house",
                    ),
                ),
                ("checked_on", models.DateField(default=apps.core.clock.today, verbose_name="checked on")),
                ("note", models.CharField(blank=True, max_length=120, verbose_name="note")),
                ("withdrawn", models.BooleanField(default=False, verbose_name="withdrawn")),
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
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="guarantee_checks",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
            ],
            options={
                "verbose_name": "check of a guarantee",
                "verbose_name_plural": "checks of guarantees",
                "ordering": ("-checked_on", "-pk"),
                "indexes": [
                    models.Index(
                        fields=["household", "guarantee", "-checked_on", "-id"], name="households_guarantee_newest"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("grade", ""), ("guarantee", "housing"), _connector="OR"),
                        name="households_grade_of_housing_only",
                        violation_error_message="Only housing has a grade.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("grade__in", ("C", "D")), _negated=True), ("result", "fail"), _connector="OR"
                        ),
                        name="households_dangerous_house_fails",
                        violation_error_message="A house of grade C or D is dangerous: the guarantee has failed.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HealthRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period")),
                (
                    "health",
                    models.CharField(
                        choices=[
                            ("healthy", "healthy"),
                            ("chronic", "long-term chronic illness"),
                            ("serious", "serious illness"),
                            ("disabled", "disabled"),
                        ],
                        max_length=12,
                        verbose_name="health",
                    ),
                ),
                (
                    "diagnosis",
                    apps.core.fields.EncryptedTextField(
                        blank=True, null=True, purpose="households.healthrecord.diagnosis", verbose_name="diagnosis"
                    ),
                ),
                (
                    "hospital",
                    apps.core.fields.EncryptedTextField(
                        blank=True, null=True, purpose="households.healthrecord.hospital", verbose_name="hospital"
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="health_records",
                        to="households.member",
                        verbose_name="member",
                    ),
                ),
            ],
            options={
                "verbose_name": "health record",
                "verbose_name_plural": "health records",
                "ordering": ("-pk",),
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("member", "="), ("health", "="), ("period", "&&")],
                        name="households_health_once_at_a_time",
                        violation_error_message="This state of health is already recorded for that time.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GuaranteeCheckEvent",
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
                    "guarantee",
                    models.CharField(
                        choices=[
                            ("food", "food"),
                            ("clothing", "clothing"),
                            ("education", "compulsory education"),
                            ("medical", "basic medical care"),
                            ("housing", "safe housing"),
                            ("water", "safe drinking water"),
                        ],
                        max_length=12,
                        verbose_name="guarantee",
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[("pass", "passed"), ("fail", "failed")], max_length=4, verbose_name="result"
                    ),
                ),
                (
                    "grade",
                    models.CharField(
                        blank=True,
                        choices=[("A", "grade A"), ("B", "grade B"), ("C", "grade C"), ("D", "grade D")],
                        max_length=1,
                        verbose_name="grade of the house",
                    ),
                ),
                ("checked_on", models.DateField(default=apps.core.clock.today, verbose_name="checked on")),
                ("note", models.CharField(blank=True, max_length=120, verbose_name="note")),
                ("withdrawn", models.BooleanField(default=False, verbose_name="withdrawn")),
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
                        to="households.guaranteecheck",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ExpenseEvent",
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
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("medical", "medical treatment"),
                            ("schooling", "schooling"),
                            ("building", "building and furnishing"),
                            ("ceremony", "wedding or funeral"),
                            ("debt", "debt service"),
                            ("other", "other large expense"),
                        ],
                        max_length=12,
                        verbose_name="for what",
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="amount (yuan)")),
                ("note", models.CharField(blank=True, max_length=120, verbose_name="note")),
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
                        to="households.expense",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DebtEvent",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("building", "building and furnishing"),
                            ("medical", "medical treatment"),
                            ("schooling", "schooling"),
                            ("business", "production and business"),
                            ("ceremony", "wedding or funeral"),
                            ("living", "daily living"),
                            ("other", "other purpose"),
                        ],
                        max_length=12,
                        verbose_name="for what",
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="amount (yuan)")),
                (
                    "lender",
                    models.CharField(
                        choices=[
                            ("microcredit", "microcredit for poor households"),
                            ("bank", "bank or credit cooperative"),
                            ("kin", "relatives and friends"),
                            ("private", "private lender"),
                            ("other", "other lender"),
                        ],
                        max_length=12,
                        verbose_name="lender",
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="since")),
                ("settled_on", models.DateField(blank=True, null=True, verbose_name="settled on")),
                ("note", models.CharField(blank=True, max_length=120, verbose_name="note")),
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
                        to="households.debt",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AssetEvent",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("car", "car or van"),
                            ("motorcycle", "motorcycle or electric bike"),
                            ("tricycle", "farm tricycle"),
                            ("machine", "farm machine"),
                            ("livestock", "large livestock"),
                            ("television", "television"),
                            ("fridge", "refrigerator"),
                            ("washer", "washing machine"),
                            ("heater", "water heater"),
                            ("computer", "computer"),
                            ("smartphone", "smartphone"),
                            ("other", "other thing"),
                        ],
                        max_length=12,
                        verbose_name="thing",
                    ),
                ),
                ("count", models.PositiveSmallIntegerField(default=1, verbose_name="how many")),
                ("note", models.CharField(blank=True, max_length=120, verbose_name="note")),
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
                        to="households.asset",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HouseholdEvent",
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
                ("code", models.CharField(max_length=20, verbose_name="household code")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("lifted_out", "lifted out of poverty"),
                            ("ordinary", "ordinary farm household"),
                            ("subsistence", "subsistence allowance"),
                            ("extremely_poor", "extremely poor"),
                            ("co_relocated", "co-relocated"),
                        ],
                        max_length=16,
                        verbose_name="household class",
                    ),
                ),
                ("origin_village", models.CharField(blank=True, max_length=40, verbose_name="origin village")),
                ("moved_in_on", models.DateField(blank=True, null=True, verbose_name="moved in")),
                (
                    "old_house",
                    models.CharField(
                        blank=True,
                        choices=[("standing", "standing"), ("demolished", "demolished"), ("reclaimed", "reclaimed")],
                        max_length=12,
                        verbose_name="old house",
                    ),
                ),
                ("demolished_on", models.DateField(blank=True, null=True, verbose_name="demolished on")),
                ("reclaimed_on", models.DateField(blank=True, null=True, verbose_name="reclaimed on")),
                (
                    "compensation_yuan",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="compensation for the old house (yuan)",
                    ),
                ),
                ("compensation_paid_on", models.DateField(blank=True, null=True, verbose_name="compensation paid on")),
                (
                    "contract_land_mu",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=8, null=True, verbose_name="contracted land (mu)"
                    ),
                ),
                ("title_issued", models.BooleanField(blank=True, null=True, verbose_name="title issued")),
                ("title_issued_on", models.DateField(blank=True, null=True, verbose_name="title issued on")),
                (
                    "title_number",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=40, verbose_name="certificate number"
                    ),
                ),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="left the register")),
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
                        to="households.household",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Income",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("wage", "wages"),
                            ("business", "production and business"),
                            ("business_expense", "production and business expense"),
                            ("property", "property"),
                            ("transfer", "transfers"),
                        ],
                        max_length=20,
                        verbose_name="source",
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="amount (yuan)")),
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
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="incomes",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
            ],
            options={
                "verbose_name": "income",
                "verbose_name_plural": "income",
                "ordering": ("-year", "source"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("household", "year", "source"),
                        name="households_income_once",
                        violation_error_message="This source is already entered for that year.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)),
                        name="households_income_not_negative",
                        violation_error_message="An amount cannot be negative; losses are entered as expense.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 1990), ("year__lte", 2100)),
                        name="households_income_year_sane",
                        violation_error_message="Enter a year like 2025.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IncomeEvent",
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
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("wage", "wages"),
                            ("business", "production and business"),
                            ("business_expense", "production and business expense"),
                            ("property", "property"),
                            ("transfer", "transfers"),
                        ],
                        max_length=20,
                        verbose_name="source",
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="amount (yuan)")),
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
                    "household",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="households.household",
                        verbose_name="household",
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
                        to="households.income",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Insurance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period")),
                (
                    "branch",
                    models.CharField(
                        choices=[("medical", "medical insurance"), ("old_age", "old-age insurance")],
                        max_length=8,
                        verbose_name="insurance",
                    ),
                ),
                (
                    "scheme",
                    models.CharField(
                        choices=[
                            ("resident", "residents' scheme"),
                            ("employee", "employees' scheme"),
                            ("none", "not insured"),
                        ],
                        max_length=8,
                        verbose_name="insured under",
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="insurances",
                        to="households.member",
                        verbose_name="member",
                    ),
                ),
            ],
            options={
                "verbose_name": "insurance",
                "verbose_name_plural": "insurance",
                "ordering": ("-pk",),
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("member", "="), ("branch", "="), ("period", "&&")],
                        name="households_one_insurance_of_a_branch",
                        violation_error_message="This insurance is already recorded for that time. End that one first.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LabourAbility",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period")),
                (
                    "labour",
                    models.CharField(
                        choices=[
                            ("skilled", "skilled labour"),
                            ("ordinary", "ordinary labour"),
                            ("weak", "weak labour"),
                            ("lost", "labour lost"),
                            ("none", "no labour"),
                        ],
                        max_length=12,
                        verbose_name="labour ability",
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="labour_abilities",
                        to="households.member",
                        verbose_name="member",
                    ),
                ),
            ],
            options={
                "verbose_name": "labour ability",
                "verbose_name_plural": "labour ability",
                "ordering": ("-pk",),
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("member", "="), ("period", "&&")],
                        name="households_one_labour_ability_at_a_time",
                        violation_error_message="This person's labour ability is already recorded for that time.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LifeEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("birth", "birth"),
                            ("death", "death"),
                            ("marriage_in", "married into the household"),
                            ("marriage_out", "married out of the household"),
                            ("divorce", "divorce"),
                            ("split", "household split"),
                            ("merge", "households merged"),
                            ("head_change", "change of head"),
                            ("departure", "departure"),
                            ("return", "return"),
                            ("move", "move to another dwelling"),
                            ("transfer_out", "transferred to another community"),
                            ("transfer_in", "transferred from another community"),
                        ],
                        max_length=16,
                        verbose_name="event",
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="happened on")),
                (
                    "recorded_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="recorded"),
                ),
                (
                    "other_households",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "members",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                ("document", models.CharField(blank=True, max_length=60, verbose_name="document number")),
                ("details", models.JSONField(default=dict, editable=False)),
                ("changes", models.JSONField(default=list, editable=False)),
                (
                    "touched",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, editable=False, size=None
                    ),
                ),
                (
                    "correction",
                    models.CharField(
                        blank=True,
                        choices=[("cancelled", "cancelled"), ("changed", "changed")],
                        max_length=12,
                        verbose_name="correction",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
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
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="households.lifeevent",
                        verbose_name="corrects",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="life_events",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
            ],
            options={
                "verbose_name": "life event",
                "verbose_name_plural": "life events",
                "ordering": ("-happened_on", "-pk"),
                "indexes": [
                    models.Index(fields=["community", "-happened_on", "-id"], name="households_event_time"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["other_households"], name="households_event_others"
                    ),
                    django.contrib.postgres.indexes.GinIndex(fields=["touched"], name="households_event_touched"),
                    django.contrib.postgres.indexes.GinIndex(fields=["members"], name="households_event_members"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("correction", ""), ("corrects__isnull", True)),
                            models.Q(("corrects__isnull", False), models.Q(("correction", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="households_event_correction_of_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LikelyPair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reasons",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("name_birth", "same name and birth date"),
                                ("name_dwelling", "names that sound alike in one dwelling"),
                                ("phone", "same phone in two households"),
                            ],
                            max_length=16,
                        ),
                        size=None,
                        verbose_name="why",
                    ),
                ),
                ("found_at", models.DateTimeField(default=apps.core.clock.now, verbose_name="found")),
                ("seen_at", models.DateTimeField(default=apps.core.clock.now, editable=False)),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="households.member",
                        verbose_name="one",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="households.member",
                        verbose_name="the other",
                    ),
                ),
            ],
            options={
                "verbose_name": "likely duplicate",
                "verbose_name_plural": "likely duplicates",
                "ordering": ("-found_at", "-pk"),
                "abstract": False,
                "indexes": [models.Index(fields=["-found_at", "-id"], name="households_likely_time")],
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="households_likelypair_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))), name="households_likelypair_ordered"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LabourAbilityEvent",
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
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period")),
                (
                    "labour",
                    models.CharField(
                        choices=[
                            ("skilled", "skilled labour"),
                            ("ordinary", "ordinary labour"),
                            ("weak", "weak labour"),
                            ("lost", "labour lost"),
                            ("none", "no labour"),
                        ],
                        max_length=12,
                        verbose_name="labour ability",
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
                        to="households.labourability",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="households.member",
                        verbose_name="member",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InsuranceEvent",
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
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period")),
                (
                    "branch",
                    models.CharField(
                        choices=[("medical", "medical insurance"), ("old_age", "old-age insurance")],
                        max_length=8,
                        verbose_name="insurance",
                    ),
                ),
                (
                    "scheme",
                    models.CharField(
                        choices=[
                            ("resident", "residents' scheme"),
                            ("employee", "employees' scheme"),
                            ("none", "not insured"),
                        ],
                        max_length=8,
                        verbose_name="insured under",
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
                        to="households.insurance",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="households.member",
                        verbose_name="member",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HealthRecordEvent",
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
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period")),
                (
                    "health",
                    models.CharField(
                        choices=[
                            ("healthy", "healthy"),
                            ("chronic", "long-term chronic illness"),
                            ("serious", "serious illness"),
                            ("disabled", "disabled"),
                        ],
                        max_length=12,
                        verbose_name="health",
                    ),
                ),
                (
                    "diagnosis",
                    apps.core.fields.EncryptedTextField(
                        blank=True, null=True, purpose="households.healthrecord.diagnosis", verbose_name="diagnosis"
                    ),
                ),
                (
                    "hospital",
                    apps.core.fields.EncryptedTextField(
                        blank=True, null=True, purpose="households.healthrecord.hospital", verbose_name="hospital"
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
                        to="households.healthrecord",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="households.member",
                        verbose_name="member",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EmploymentEvent",
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
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period")),
                (
                    "work",
                    models.CharField(
                        choices=[
                            ("out_of_province", "outside the province"),
                            ("in_province", "in the province, outside the county"),
                            ("in_county", "in the county, outside the township"),
                            ("in_township", "in the township"),
                            ("workshop", "community workshop"),
                            ("public_post", "public-welfare post"),
                            ("self_employed", "own business"),
                            ("farming", "farming"),
                            ("not_working", "not working"),
                        ],
                        max_length=16,
                        verbose_name="work",
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("community", "in the community"),
                            ("township", "in the township"),
                            ("county", "in the county, outside the township"),
                            ("province", "in the province, outside the county"),
                            ("outside", "outside the province"),
                        ],
                        db_default="",
                        default="",
                        max_length=12,
                        verbose_name="place of work",
                    ),
                ),
                (
                    "place_text",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=80, verbose_name="town or address"
                    ),
                ),
                (
                    "employer",
                    models.CharField(blank=True, db_default="", default="", max_length=80, verbose_name="employer"),
                ),
                (
                    "wage_month",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="wage a month (yuan)"
                    ),
                ),
                (
                    "unstable",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="odd jobs, seasonal, or likely to end soon",
                        verbose_name="unstable",
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
                        to="households.employment",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="households.member",
                        verbose_name="member",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DisabilityEvent",
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
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period")),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("visual", "visual"),
                            ("hearing", "hearing"),
                            ("speech", "speech"),
                            ("physical", "physical"),
                            ("intellectual", "intellectual"),
                            ("mental", "mental"),
                            ("multiple", "multiple"),
                        ],
                        max_length=12,
                        verbose_name="category of disability",
                    ),
                ),
                (
                    "grade",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "grade 1"), (2, "grade 2"), (3, "grade 3"), (4, "grade 4")],
                        verbose_name="grade of disability",
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
                        to="households.disability",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="households.member",
                        verbose_name="member",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ContactEvent",
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
                ("phone", models.CharField(max_length=20, verbose_name="phone")),
                (
                    "phone_of",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("self", "their own"),
                            ("spouse", "spouse's"),
                            ("child", "child's"),
                            ("parent", "parent's"),
                            ("relative", "other relative's"),
                            ("neighbour", "neighbour's"),
                            ("employer", "employer's"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="whose phone",
                    ),
                ),
                ("note", models.CharField(blank=True, default="", max_length=40, verbose_name="note")),
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
                        to="households.contact",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="households.member",
                        verbose_name="member",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MemberEvent",
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
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("name_key", models.CharField(editable=False, max_length=200)),
                (
                    "sex",
                    models.CharField(
                        blank=True, choices=[("male", "male"), ("female", "female")], max_length=8, verbose_name="sex"
                    ),
                ),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="birth date")),
                (
                    "id_number",
                    apps.core.fields.EncryptedTextField(
                        blank=True, null=True, purpose="households.member.id_number", verbose_name="identity number"
                    ),
                ),
                ("id_index", apps.core.fields.BlindIndexField(null=True)),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                (
                    "phone_of",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("self", "their own"),
                            ("spouse", "spouse's"),
                            ("child", "child's"),
                            ("parent", "parent's"),
                            ("relative", "other relative's"),
                            ("neighbour", "neighbour's"),
                            ("employer", "employer's"),
                        ],
                        db_default="",
                        default="",
                        max_length=12,
                        verbose_name="whose phone",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("phone", "telephone"),
                            ("wechat", "WeChat"),
                            ("visit", "visit"),
                            ("letter", "letter"),
                        ],
                        db_default="",
                        default="",
                        max_length=8,
                        verbose_name="best reached by",
                    ),
                ),
                (
                    "education",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("preschool", "before school"),
                            ("illiterate", "illiterate or nearly"),
                            ("primary", "primary school"),
                            ("junior", "junior middle school"),
                            ("senior", "senior middle school"),
                            ("college", "college"),
                            ("university", "university"),
                        ],
                        max_length=12,
                        verbose_name="education",
                    ),
                ),
                ("died_on", models.DateField(blank=True, null=True, verbose_name="died")),
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
                        to="households.member",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period")),
                (
                    "relation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("head", "head"),
                            ("spouse", "spouse"),
                            ("child", "child"),
                            ("child_in_law", "child-in-law"),
                            ("grandchild", "grandchild"),
                            ("parent", "parent"),
                            ("grandparent", "grandparent"),
                            ("sibling", "brother or sister"),
                            ("other", "other relation"),
                        ],
                        max_length=16,
                        verbose_name="relation to the head",
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
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="households.member",
                        verbose_name="member",
                    ),
                ),
            ],
            options={
                "verbose_name": "membership",
                "verbose_name_plural": "memberships",
                "ordering": ("pk",),
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("member", "="), ("period", "&&")],
                        name="households_one_household_per_person",
                        violation_error_message="This person already belongs to a household at that time.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("relation", "head")),
                        expressions=[("household", "="), ("period", "&&")],
                        name="households_one_head_at_any_date",
                        violation_error_message="This household already has a head at that time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MembershipEvent",
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
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period")),
                (
                    "relation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("head", "head"),
                            ("spouse", "spouse"),
                            ("child", "child"),
                            ("child_in_law", "child-in-law"),
                            ("grandchild", "grandchild"),
                            ("parent", "parent"),
                            ("grandparent", "grandparent"),
                            ("sibling", "brother or sister"),
                            ("other", "other relation"),
                        ],
                        max_length=16,
                        verbose_name="relation to the head",
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
                    "household",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="households.member",
                        verbose_name="member",
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
                        to="households.membership",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MemberSkill",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "words",
                    models.CharField(blank=True, db_default="", default="", max_length=60, verbose_name="in own words"),
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="skills",
                        to="households.member",
                        verbose_name="member",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="households.skill",
                        verbose_name="skill",
                    ),
                ),
            ],
            options={
                "verbose_name": "skill of a person",
                "verbose_name_plural": "skills of people",
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("member", "skill"),
                        name="households_skill_once",
                        violation_error_message="This skill is already entered for this person.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("skill__isnull", False), models.Q(("words", ""), _negated=True), _connector="OR"
                        ),
                        name="households_skill_says_something",
                        violation_error_message="Choose a skill, or describe it in words.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MergeRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kept", models.BigIntegerField(db_index=True, verbose_name="kept")),
                ("dropped", models.BigIntegerField(db_index=True, verbose_name="merged into it")),
                ("at", models.DateTimeField(default=apps.core.clock.now, verbose_name="when")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="note")),
                ("journal", apps.core.fields.EncryptedTextField(null=True, purpose="households.mergerecord.journal")),
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
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communities.community",
                        verbose_name="community",
                    ),
                ),
            ],
            options={
                "verbose_name": "merge of two people",
                "verbose_name_plural": "merges of people",
                "ordering": ("-at", "-pk"),
                "indexes": [models.Index(fields=["-at", "-id"], name="households_merge_time")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kept", models.F("dropped")), _negated=True), name="households_merge_of_two"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MergeUndo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=apps.core.clock.now, verbose_name="when")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="note")),
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
                (
                    "merge",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="undoing", to="households.mergerecord"
                    ),
                ),
            ],
            options={
                "verbose_name": "undoing of a merge",
                "verbose_name_plural": "undoings of merges",
            },
        ),
        migrations.CreateModel(
            name="NotSame",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=apps.core.clock.now, verbose_name="when")),
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
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="households.member",
                        verbose_name="one",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="households.member",
                        verbose_name="the other",
                    ),
                ),
            ],
            options={
                "verbose_name": "not the same person",
                "verbose_name_plural": "not the same person",
                "ordering": ("-at", "-pk"),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="households_notsame_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))), name="households_notsame_ordered"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Occupancy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period")),
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
                    "dwelling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="occupancies",
                        to="communities.dwelling",
                        verbose_name="dwelling",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="occupancies",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
            ],
            options={
                "verbose_name": "dwelling held",
                "verbose_name_plural": "dwellings held",
                "ordering": ("-pk",),
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("household", "="), ("period", "&&")],
                        name="households_one_dwelling_at_a_time",
                        violation_error_message="This household already holds a dwelling at that time. End that one first.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OccupancyEvent",
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
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period")),
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
                    "dwelling",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="communities.dwelling",
                        verbose_name="dwelling",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="households.household",
                        verbose_name="household",
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
                        to="households.occupancy",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("permanent", "permanent resident"),
                            ("migrant_work", "away for work"),
                            ("dual", "two homes"),
                            ("returned", "moved back"),
                            ("vacant", "vacant"),
                        ],
                        max_length=16,
                        verbose_name="residence status",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=80, verbose_name="where")),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("fields", "fields in the busy season"),
                            ("old_people", "old people at the old house"),
                            ("schooling", "schooling of children"),
                            ("work", "work near there"),
                            ("other", "other reason"),
                        ],
                        db_default="",
                        default="",
                        max_length=16,
                        verbose_name="why",
                    ),
                ),
                (
                    "months_at_home",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="months at home a year"),
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
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
            ],
            options={
                "verbose_name": "presence",
                "verbose_name_plural": "presence",
                "ordering": ("-pk",),
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("household", "="), ("period", "&&")],
                        name="households_one_presence_at_a_time",
                        violation_error_message="The presence of this household is already recorded for that time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("months_at_home__isnull", True),
                            models.Q(("months_at_home__lte", 12), ("status", "dual")),
                            _connector="OR",
                        ),
                        name="households_months_at_home_of_two_homes",
                        violation_error_message="Months at home (0 to 12) are said only of a household with two homes.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), ("status__in", ("dual", "returned")), _connector="OR"),
                        name="households_reason_of_two_homes",
                        violation_error_message="A reason is said only of two homes or of having moved back.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PresenceEvent",
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
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("permanent", "permanent resident"),
                            ("migrant_work", "away for work"),
                            ("dual", "two homes"),
                            ("returned", "moved back"),
                            ("vacant", "vacant"),
                        ],
                        max_length=16,
                        verbose_name="residence status",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=80, verbose_name="where")),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("fields", "fields in the busy season"),
                            ("old_people", "old people at the old house"),
                            ("schooling", "schooling of children"),
                            ("work", "work near there"),
                            ("other", "other reason"),
                        ],
                        db_default="",
                        default="",
                        max_length=16,
                        verbose_name="why",
                    ),
                ),
                (
                    "months_at_home",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="months at home a year"),
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
                    "household",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="households.household",
                        verbose_name="household",
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
                        to="households.presence",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RosterImport",
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
                ("as_of", models.DateField(blank=True, null=True, verbose_name="as of")),
                (
                    "income_year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year of the income"),
                ),
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
                        help_text="only if the roster has no column for it",
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
                "verbose_name": "roster import",
                "verbose_name_plural": "roster imports",
                "ordering": ("-created_at", "-pk"),
                "indexes": [
                    models.Index(fields=["-created_at", "-id"], name="households_roster_time"),
                    models.Index(
                        condition=models.Q(("state__in", ("uploaded", "applying"))),
                        fields=["due_at"],
                        name="households_roster_waiting",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RosterHousehold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row", models.PositiveIntegerField(verbose_name="row")),
                ("code", models.CharField(blank=True, max_length=20, verbose_name="household code")),
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
                ("people", models.PositiveSmallIntegerField(verbose_name="people")),
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
                ("payload", apps.core.fields.EncryptedTextField(purpose="households.rosterhousehold.payload")),
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
                    "household",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
                (
                    "roster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="households",
                        to="households.rosterimport",
                    ),
                ),
            ],
            options={
                "verbose_name": "household of a roster",
                "verbose_name_plural": "households of rosters",
                "ordering": ("roster", "row"),
                "indexes": [models.Index(fields=["roster", "outcome", "row"], name="households_roster_outcome")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("chosen", False),
                            models.Q(("faulty", False), ("outcome__in", ("new", "changed", "conflicting"))),
                            _connector="OR",
                        ),
                        name="households_roster_faulty_never_chosen",
                        violation_error_message="A household with faulty cells cannot be applied.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RosterFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", apps.core.fields.EncryptedTextField(purpose="households.rosterfile.content")),
                (
                    "roster",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="file", to="households.rosterimport"
                    ),
                ),
            ],
            options={
                "verbose_name": "roster file",
                "verbose_name_plural": "roster files",
            },
        ),
        migrations.CreateModel(
            name="RosterFault",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row", models.PositiveIntegerField(verbose_name="row")),
                ("column", models.PositiveSmallIntegerField(verbose_name="column")),
                ("heading", models.CharField(max_length=80, verbose_name="heading")),
                ("field", models.CharField(max_length=24)),
                ("code", models.CharField(max_length=24, verbose_name="fault")),
                ("params", models.JSONField(default=dict)),
                ("value", apps.core.fields.EncryptedTextField(null=True, purpose="households.rosterfault.value")),
                (
                    "roster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="faults", to="households.rosterimport"
                    ),
                ),
            ],
            options={
                "verbose_name": "faulty cell",
                "verbose_name_plural": "faulty cells",
                "ordering": ("roster", "row", "column"),
                "indexes": [models.Index(fields=["roster", "row", "column"], name="households_roster_faults")],
            },
        ),
        migrations.CreateModel(
            name="RosterAbsence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("accepted", models.BooleanField(default=False, verbose_name="has left")),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="households.membership"
                    ),
                ),
                (
                    "staged",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absences",
                        to="households.rosterhousehold",
                    ),
                ),
                (
                    "roster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absences",
                        to="households.rosterimport",
                    ),
                ),
            ],
            options={
                "verbose_name": "member not in the roster",
                "verbose_name_plural": "members not in the roster",
                "ordering": ("roster", "staged", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("roster", "membership"), name="households_roster_absence_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RosterStep",
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
                    "roster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="households.rosterimport"
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a roster import",
                "verbose_name_plural": "steps of roster imports",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Schooling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("kindergarten", "kindergarten"),
                            ("primary", "primary school"),
                            ("junior", "junior middle school"),
                            ("senior", "senior middle school"),
                            ("vocational", "vocational school"),
                            ("college", "college"),
                            ("university", "university"),
                            ("special", "special school"),
                        ],
                        max_length=12,
                        verbose_name="stage of schooling",
                    ),
                ),
                (
                    "school",
                    models.CharField(blank=True, db_default="", default="", max_length=60, verbose_name="school"),
                ),
                (
                    "grade",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=20, verbose_name="class or year"
                    ),
                ),
                ("boarding", models.BooleanField(blank=True, null=True, verbose_name="boards at school")),
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="schoolings",
                        to="households.member",
                        verbose_name="member",
                    ),
                ),
            ],
            options={
                "verbose_name": "schooling",
                "verbose_name_plural": "schooling",
                "ordering": ("-pk",),
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("member", "="), ("period", "&&")],
                        name="households_one_school_at_a_time",
                        violation_error_message="This person is already at a school at that time. End that one first.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SchoolingEvent",
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
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("kindergarten", "kindergarten"),
                            ("primary", "primary school"),
                            ("junior", "junior middle school"),
                            ("senior", "senior middle school"),
                            ("vocational", "vocational school"),
                            ("college", "college"),
                            ("university", "university"),
                            ("special", "special school"),
                        ],
                        max_length=12,
                        verbose_name="stage of schooling",
                    ),
                ),
                (
                    "school",
                    models.CharField(blank=True, db_default="", default="", max_length=60, verbose_name="school"),
                ),
                (
                    "grade",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=20, verbose_name="class or year"
                    ),
                ),
                ("boarding", models.BooleanField(blank=True, null=True, verbose_name="boards at school")),
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
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="households.member",
                        verbose_name="member",
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
                        to="households.schooling",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MemberSkillEvent",
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
                    "words",
                    models.CharField(blank=True, db_default="", default="", max_length=60, verbose_name="in own words"),
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
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="households.member",
                        verbose_name="member",
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
                        to="households.memberskill",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="households.skill",
                        verbose_name="skill",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="skill",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_skillevent" ("created_at", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired", "updated_at") SELECT new_values."created_at", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."retired", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3aee0fc4b3d509b552b4896e6fd962b58ce4230f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_81c7e",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="households_skill",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="skill",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_skillevent" ("created_at", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired", "updated_at") SELECT new_values."created_at", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."retired", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="819bfc83042e28bc1a5173d9c7202cf5a388d44f",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_dab3d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="households_skill",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="skill",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_skillevent" ("created_at", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired", "updated_at") SELECT old_values."created_at", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."retired", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="3b61e91c208467fcf5c1c828134ba1f04e1948b7",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a7024",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="households_skill",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="household",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_householdevent" ("code", "community_id", "compensation_paid_on", "compensation_yuan", "contract_land_mu", "created_at", "demolished_on", "id", "kind", "left_on", "moved_in_on", "old_house", "origin_village", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reclaimed_on", "title_issued", "title_issued_on", "title_number", "updated_at") SELECT new_values."code", new_values."community_id", new_values."compensation_paid_on", new_values."compensation_yuan", new_values."contract_land_mu", new_values."created_at", new_values."demolished_on", new_values."id", new_values."kind", new_values."left_on", new_values."moved_in_on", new_values."old_house", new_values."origin_village", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reclaimed_on", new_values."title_issued", new_values."title_issued_on", new_values."title_number", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="cb7abb37ed022725c529153b186b0f3dd77dcf57",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_eae56",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="households_household",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="household",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_householdevent" ("code", "community_id", "compensation_paid_on", "compensation_yuan", "contract_land_mu", "created_at", "demolished_on", "id", "kind", "left_on", "moved_in_on", "old_house", "origin_village", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reclaimed_on", "title_issued", "title_issued_on", "title_number", "updated_at") SELECT new_values."code", new_values."community_id", new_values."compensation_paid_on", new_values."compensation_yuan", new_values."contract_land_mu", new_values."created_at", new_values."demolished_on", new_values."id", new_values."kind", new_values."left_on", new_values."moved_in_on", new_values."old_house", new_values."origin_village", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reclaimed_on", new_values."title_issued", new_values."title_issued_on", new_values."title_number", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="fe4feb846bbf334b43bf630a5f5efe1b2600667c",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d279e",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="households_household",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="household",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_householdevent" ("code", "community_id", "compensation_paid_on", "compensation_yuan", "contract_land_mu", "created_at", "demolished_on", "id", "kind", "left_on", "moved_in_on", "old_house", "origin_village", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reclaimed_on", "title_issued", "title_issued_on", "title_number", "updated_at") SELECT old_values."code", old_values."community_id", old_values."compensation_paid_on", old_values."compensation_yuan", old_values."contract_land_mu", old_values."created_at", old_values."demolished_on", old_values."id", old_values."kind", old_values."left_on", old_values."moved_in_on", old_values."old_house", old_values."origin_village", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reclaimed_on", old_values."title_issued", old_values."title_issued_on", old_values."title_number", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="aa57d2f436d052186b236246dfe6367b8364e84b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4f9c4",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="households_household",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="guaranteecheck",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_guaranteecheckevent" ("checked_on", "community_id", "created_at", "grade", "guarantee", "household_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "updated_at", "withdrawn") SELECT new_values."checked_on", new_values."community_id", new_values."created_at", new_values."grade", new_values."guarantee", new_values."household_id", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."result", new_values."updated_at", new_values."withdrawn" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ac115a795e1418f6ae08f11f000f1a0b916990c2",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_abd07",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="households_guaranteecheck",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="guaranteecheck",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_guaranteecheckevent" ("checked_on", "community_id", "created_at", "grade", "guarantee", "household_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "updated_at", "withdrawn") SELECT new_values."checked_on", new_values."community_id", new_values."created_at", new_values."grade", new_values."guarantee", new_values."household_id", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."result", new_values."updated_at", new_values."withdrawn" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="198799f4da66a2ebc0f99ea4c74cf4d3716dffa2",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0aee7",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="households_guaranteecheck",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="guaranteecheck",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_guaranteecheckevent" ("checked_on", "community_id", "created_at", "grade", "guarantee", "household_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "updated_at", "withdrawn") SELECT old_values."checked_on", old_values."community_id", old_values."created_at", old_values."grade", old_values."guarantee", old_values."household_id", old_values."id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."result", old_values."updated_at", old_values."withdrawn" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="1afc87627e5be12df15414f41c698ab00e90efb5",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9264c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="households_guaranteecheck",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="expense",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_expenseevent" ("amount", "community_id", "created_at", "household_id", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "year") SELECT new_values."amount", new_values."community_id", new_values."created_at", new_values."household_id", new_values."id", new_values."kind", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."updated_at", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1b682b3f7d06cb2efa2b1f400629d117f9a8315a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_dc156",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="households_expense",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="expense",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_expenseevent" ("amount", "community_id", "created_at", "household_id", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "year") SELECT new_values."amount", new_values."community_id", new_values."created_at", new_values."household_id", new_values."id", new_values."kind", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."updated_at", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="88abaa17b9d7ea5b469264c15c32ea9326c8abae",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4839a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="households_expense",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="expense",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_expenseevent" ("amount", "community_id", "created_at", "household_id", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "year") SELECT old_values."amount", old_values."community_id", old_values."created_at", old_values."household_id", old_values."id", old_values."kind", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."updated_at", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6d71f8f79466d6b804a8caf304c79fa3faefb97f",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_63f27",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="households_expense",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="debt",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_debtevent" ("amount", "community_id", "created_at", "household_id", "id", "kind", "lender", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settled_on", "since", "updated_at") SELECT new_values."amount", new_values."community_id", new_values."created_at", new_values."household_id", new_values."id", new_values."kind", new_values."lender", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."settled_on", new_values."since", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7cb5b3fcc02c5ff373ff6f7b30dc92ae3ef97291",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_16c3a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="households_debt",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="debt",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_debtevent" ("amount", "community_id", "created_at", "household_id", "id", "kind", "lender", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settled_on", "since", "updated_at") SELECT new_values."amount", new_values."community_id", new_values."created_at", new_values."household_id", new_values."id", new_values."kind", new_values."lender", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."settled_on", new_values."since", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e406346fd898794ca1558467f515afe9790fc479",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d38c1",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="households_debt",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="debt",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_debtevent" ("amount", "community_id", "created_at", "household_id", "id", "kind", "lender", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settled_on", "since", "updated_at") SELECT old_values."amount", old_values."community_id", old_values."created_at", old_values."household_id", old_values."id", old_values."kind", old_values."lender", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."settled_on", old_values."since", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="8a584d4ccd3733e5e7fb14efa8dd1630c9149669",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_24ff3",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="households_debt",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="asset",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_assetevent" ("community_id", "count", "created_at", "household_id", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") SELECT new_values."community_id", new_values."count", new_values."created_at", new_values."household_id", new_values."id", new_values."kind", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6b85ef23c9af5b63e211e84c5a855f33f3fc2dd2",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_88661",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="households_asset",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="asset",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_assetevent" ("community_id", "count", "created_at", "household_id", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") SELECT new_values."community_id", new_values."count", new_values."created_at", new_values."household_id", new_values."id", new_values."kind", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7fbb321c24d81a01659bc8ef9694b98e1627a65b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_449a9",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="households_asset",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="asset",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_assetevent" ("community_id", "count", "created_at", "household_id", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") SELECT old_values."community_id", old_values."count", old_values."created_at", old_values."household_id", old_values."id", old_values."kind", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="266b3faca5d73508bd6cd00ad0543b48ab1fdb1f",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f00e9",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="households_asset",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="income",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_incomeevent" ("amount", "community_id", "created_at", "household_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "updated_at", "year") SELECT new_values."amount", new_values."community_id", new_values."created_at", new_values."household_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source", new_values."updated_at", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="34c35ede51bfbbe28a76555fc54f7157068d96e8",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_af24e",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="households_income",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="income",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_incomeevent" ("amount", "community_id", "created_at", "household_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "updated_at", "year") SELECT new_values."amount", new_values."community_id", new_values."created_at", new_values."household_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source", new_values."updated_at", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="17fdeaee62ae355e572c9bf4c3f440725af86bfd",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_30a00",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="households_income",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="income",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_incomeevent" ("amount", "community_id", "created_at", "household_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "updated_at", "year") SELECT old_values."amount", old_values."community_id", old_values."created_at", old_values."household_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."source", old_values."updated_at", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="0ffe3f196ac7707a6dfe88b0295318f32937e17e",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_62e2c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="households_income",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lifeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="5b4803c7051ddeb37b86da7885c76d3f4192d7f5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_92820",
                    table="households_lifeevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="member",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_memberevent" ("birth_date", "channel", "community_id", "created_at", "died_on", "education", "id", "id_index", "id_number", "name", "name_key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_of", "sex", "updated_at") SELECT new_values."birth_date", new_values."channel", new_values."community_id", new_values."created_at", new_values."died_on", new_values."education", new_values."id", new_values."id_index", new_values."id_number", new_values."name", new_values."name_key", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."phone_of", new_values."sex", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8e579e1362a04cee2444d6acfb45deead16b640d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6fdfd",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="households_member",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="member",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_memberevent" ("birth_date", "channel", "community_id", "created_at", "died_on", "education", "id", "id_index", "id_number", "name", "name_key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_of", "sex", "updated_at") SELECT new_values."birth_date", new_values."channel", new_values."community_id", new_values."created_at", new_values."died_on", new_values."education", new_values."id", new_values."id_index", new_values."id_number", new_values."name", new_values."name_key", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."phone_of", new_values."sex", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."birth_date" IS DISTINCT FROM (new_values."birth_date") OR old_values."channel" IS DISTINCT FROM (new_values."channel") OR old_values."community_id" IS DISTINCT FROM (new_values."community_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."died_on" IS DISTINCT FROM (new_values."died_on") OR old_values."education" IS DISTINCT FROM (new_values."education") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."id_index" IS DISTINCT FROM (new_values."id_index") OR old_values."id_number" IS DISTINCT FROM (new_values."id_number") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."name_key" IS DISTINCT FROM (new_values."name_key") OR old_values."phone" IS DISTINCT FROM (new_values."phone") OR old_values."phone_of" IS DISTINCT FROM (new_values."phone_of") OR old_values."sex" IS DISTINCT FROM (new_values."sex") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7168eb5b00ca53322a40eebc8f92aa13bf23d970",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_733b8",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="households_member",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="member",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_memberevent" ("birth_date", "channel", "community_id", "created_at", "died_on", "education", "id", "id_index", "id_number", "name", "name_key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_of", "sex", "updated_at") SELECT old_values."birth_date", old_values."channel", old_values."community_id", old_values."created_at", old_values."died_on", old_values."education", old_values."id", old_values."id_index", old_values."id_number", old_values."name", old_values."name_key", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."phone_of", old_values."sex", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="1b32f78e4c447d14ada38c09e419a610678bc20d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9dcdb",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="households_member",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="labourability",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_labourabilityevent" ("community_id", "created_at", "id", "labour", "member_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") SELECT new_values."community_id", new_values."created_at", new_values."id", new_values."labour", new_values."member_id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a8f575374647f60cc20b645ffd7533744f0c3eaa",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_70efe",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="households_labourability",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="labourability",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_labourabilityevent" ("community_id", "created_at", "id", "labour", "member_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") SELECT new_values."community_id", new_values."created_at", new_values."id", new_values."labour", new_values."member_id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="22e235ea8e12c633151cb693eb62587228095fc8",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c8768",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="households_labourability",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="labourability",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_labourabilityevent" ("community_id", "created_at", "id", "labour", "member_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") SELECT old_values."community_id", old_values."created_at", old_values."id", old_values."labour", old_values."member_id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="084073b2192b8beeab7879a90ac187fd23414aa9",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_51c34",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="households_labourability",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="insurance",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_insuranceevent" ("branch", "community_id", "created_at", "id", "member_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme", "updated_at") SELECT new_values."branch", new_values."community_id", new_values."created_at", new_values."id", new_values."member_id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."scheme", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4b3fac83c9b01eba7cfcd6fe1628de221b8a22fe",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_15d48",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="households_insurance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="insurance",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_insuranceevent" ("branch", "community_id", "created_at", "id", "member_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme", "updated_at") SELECT new_values."branch", new_values."community_id", new_values."created_at", new_values."id", new_values."member_id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."scheme", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="bf5f21d9d5164b8fcb86ef5c9d18b306fcae2475",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_57145",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="households_insurance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="insurance",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_insuranceevent" ("branch", "community_id", "created_at", "id", "member_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme", "updated_at") SELECT old_values."branch", old_values."community_id", old_values."created_at", old_values."id", old_values."member_id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."scheme", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="304ac4b84d0783f13b872ff2ec130e96e004c321",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_36a29",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="households_insurance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="healthrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_healthrecordevent" ("community_id", "created_at", "diagnosis", "health", "hospital", "id", "member_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") SELECT new_values."community_id", new_values."created_at", new_values."diagnosis", new_values."health", new_values."hospital", new_values."id", new_values."member_id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="27703eb8d2af6cb7edf57c10e67c50eb0ab29fa3",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d3874",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="households_healthrecord",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="healthrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_healthrecordevent" ("community_id", "created_at", "diagnosis", "health", "hospital", "id", "member_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") SELECT new_values."community_id", new_values."created_at", new_values."diagnosis", new_values."health", new_values."hospital", new_values."id", new_values."member_id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="57dfee8634ec4c321c3d499f9ef1e0f0fc0031e1",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_abaa6",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="households_healthrecord",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="healthrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_healthrecordevent" ("community_id", "created_at", "diagnosis", "health", "hospital", "id", "member_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") SELECT old_values."community_id", old_values."created_at", old_values."diagnosis", old_values."health", old_values."hospital", old_values."id", old_values."member_id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="4a98b092f375fa086377bc14a14c506f4b97294a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6efc0",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="households_healthrecord",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="employment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_employmentevent" ("community_id", "created_at", "employer", "id", "member_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "place_text", "unstable", "updated_at", "wage_month", "work") SELECT new_values."community_id", new_values."created_at", new_values."employer", new_values."id", new_values."member_id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."place_text", new_values."unstable", new_values."updated_at", new_values."wage_month", new_values."work" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1b559364a9ee52b995745f051eefb11f7f31ae04",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_aafe6",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="households_employment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="employment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_employmentevent" ("community_id", "created_at", "employer", "id", "member_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "place_text", "unstable", "updated_at", "wage_month", "work") SELECT new_values."community_id", new_values."created_at", new_values."employer", new_values."id", new_values."member_id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."place_text", new_values."unstable", new_values."updated_at", new_values."wage_month", new_values."work" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="bd2cbd4b60529bbf64483681cded0a4245a0a4f0",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4304b",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="households_employment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="employment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_employmentevent" ("community_id", "created_at", "employer", "id", "member_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "place_text", "unstable", "updated_at", "wage_month", "work") SELECT old_values."community_id", old_values."created_at", old_values."employer", old_values."id", old_values."member_id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."place_text", old_values."unstable", old_values."updated_at", old_values."wage_month", old_values."work" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="ac304dbc349b2038a4a8769a5f59e62282d218e2",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a79b9",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="households_employment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disability",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_disabilityevent" ("category", "community_id", "created_at", "grade", "id", "member_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") SELECT new_values."category", new_values."community_id", new_values."created_at", new_values."grade", new_values."id", new_values."member_id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="123e656483b0789b57c5d7c0c669bef1c353182e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_558fb",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="households_disability",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disability",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_disabilityevent" ("category", "community_id", "created_at", "grade", "id", "member_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") SELECT new_values."category", new_values."community_id", new_values."created_at", new_values."grade", new_values."id", new_values."member_id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b060bb64a01adbf1c02359c998a3aa18017834be",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_63a36",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="households_disability",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disability",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_disabilityevent" ("category", "community_id", "created_at", "grade", "id", "member_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") SELECT old_values."category", old_values."community_id", old_values."created_at", old_values."grade", old_values."id", old_values."member_id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="a89f4d4560df10d52cf9a9cc7db4cf46d3435a20",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_885d5",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="households_disability",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contact",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_contactevent" ("community_id", "created_at", "id", "member_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_of", "updated_at") SELECT new_values."community_id", new_values."created_at", new_values."id", new_values."member_id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."phone_of", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7d703cb189c4a5ab92c7ca66155cebbd4f25eef3",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_87eea",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="households_contact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contact",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_contactevent" ("community_id", "created_at", "id", "member_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_of", "updated_at") SELECT new_values."community_id", new_values."created_at", new_values."id", new_values."member_id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."phone_of", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."community_id" IS DISTINCT FROM (new_values."community_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."member_id" IS DISTINCT FROM (new_values."member_id") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."phone" IS DISTINCT FROM (new_values."phone") OR old_values."phone_of" IS DISTINCT FROM (new_values."phone_of") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="decbec3620ab7fd27b8578ab96c7b16df73f31d0",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2425d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="households_contact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contact",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_contactevent" ("community_id", "created_at", "id", "member_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_of", "updated_at") SELECT old_values."community_id", old_values."created_at", old_values."id", old_values."member_id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."phone_of", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="58627dd02e5bd674e3a5b73406d009601fd0cb90",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0462f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="households_contact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_membershipevent" ("community_id", "created_at", "household_id", "id", "member_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation", "updated_at") SELECT new_values."community_id", new_values."created_at", new_values."household_id", new_values."id", new_values."member_id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."relation", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1338859356c9b793acf257fe431761aaf3a03822",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_08a65",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="households_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_membershipevent" ("community_id", "created_at", "household_id", "id", "member_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation", "updated_at") SELECT new_values."community_id", new_values."created_at", new_values."household_id", new_values."id", new_values."member_id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."relation", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="184767c479882d553e750f8e2a8d4227a550c7dc",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e8420",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="households_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_membershipevent" ("community_id", "created_at", "household_id", "id", "member_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation", "updated_at") SELECT old_values."community_id", old_values."created_at", old_values."household_id", old_values."id", old_values."member_id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."relation", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="1f0fbfca014b7d5b04d3e786e26636c589563ade",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1d877",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="households_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mergerecord",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d200dbe79e4568db569428e875bf6f6f0a92e806",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c2dd1",
                    table="households_mergerecord",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mergeundo",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0edbe3821f8b7d1ea1ead2ef7ea8fa5d5f54c0d7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4e19b",
                    table="households_mergeundo",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="occupancy",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_occupancyevent" ("community_id", "created_at", "dwelling_id", "household_id", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") SELECT new_values."community_id", new_values."created_at", new_values."dwelling_id", new_values."household_id", new_values."id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f862ef357a9fe99c2e7d0bae5bed6570d5aed26f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ff145",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="households_occupancy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="occupancy",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_occupancyevent" ("community_id", "created_at", "dwelling_id", "household_id", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") SELECT new_values."community_id", new_values."created_at", new_values."dwelling_id", new_values."household_id", new_values."id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="525692f9ae5b1d41eefdaf378041ec0d3a4688e6",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f5c7c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="households_occupancy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="occupancy",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_occupancyevent" ("community_id", "created_at", "dwelling_id", "household_id", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") SELECT old_values."community_id", old_values."created_at", old_values."dwelling_id", old_values."household_id", old_values."id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="3c11cd89833fa25e2a09034c68032b8ec6e43081",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a1319",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="households_occupancy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="presence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_presenceevent" ("community_id", "created_at", "household_id", "id", "months_at_home", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "reason", "status", "updated_at") SELECT new_values."community_id", new_values."created_at", new_values."household_id", new_values."id", new_values."months_at_home", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."reason", new_values."status", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ef9bda13dde5adaee6cde92875a8965cca2dd049",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_229f4",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="households_presence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="presence",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_presenceevent" ("community_id", "created_at", "household_id", "id", "months_at_home", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "reason", "status", "updated_at") SELECT new_values."community_id", new_values."created_at", new_values."household_id", new_values."id", new_values."months_at_home", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."reason", new_values."status", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0a09ee6e042e6cbe9f5455e6f99b1c94f38cef01",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c0933",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="households_presence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="presence",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_presenceevent" ("community_id", "created_at", "household_id", "id", "months_at_home", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "reason", "status", "updated_at") SELECT old_values."community_id", old_values."created_at", old_values."household_id", old_values."id", old_values."months_at_home", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."reason", old_values."status", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="2639f6b1f6f9e57f6ed4add815157e23c56396cd",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8a52a",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="households_presence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rosterimport",
            trigger=pgtrigger.compiler.Trigger(
                name="allowed_steps",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{applying:applied,applying:previewed,failed:discarded,failed:uploaded,previewed:applying,previewed:discarded,previewed:uploaded,read:discarded,read:uploaded,uploaded:failed,uploaded:previewed,uploaded:read}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="43c510df724189de861008c5fc47e0b6f511bdff",
                    operation="UPDATE",
                    pgid="pgtrigger_allowed_steps_fb819",
                    table="households_rosterimport",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rosterstep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="342200e7e2925b35f77a327a9427b01204e5435f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b369e",
                    table="households_rosterstep",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schooling",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_schoolingevent" ("boarding", "community_id", "created_at", "grade", "id", "member_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school", "stage", "updated_at") SELECT new_values."boarding", new_values."community_id", new_values."created_at", new_values."grade", new_values."id", new_values."member_id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."school", new_values."stage", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4d75f71c5d3f20371b616f1991f3835bacac8483",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_37eba",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="households_schooling",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schooling",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_schoolingevent" ("boarding", "community_id", "created_at", "grade", "id", "member_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school", "stage", "updated_at") SELECT new_values."boarding", new_values."community_id", new_values."created_at", new_values."grade", new_values."id", new_values."member_id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."school", new_values."stage", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8b610c7e8dd0dd5ffcd47ba801ae14a5f6678175",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_48276",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="households_schooling",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schooling",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_schoolingevent" ("boarding", "community_id", "created_at", "grade", "id", "member_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school", "stage", "updated_at") SELECT old_values."boarding", old_values."community_id", old_values."created_at", old_values."grade", old_values."id", old_values."member_id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."school", old_values."stage", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="957e9631b4ad42f71408bc7d06c4e5069617373d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7cd7c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="households_schooling",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="memberskill",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_memberskillevent" ("community_id", "created_at", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skill_id", "updated_at", "words") SELECT new_values."community_id", new_values."created_at", new_values."id", new_values."member_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."skill_id", new_values."updated_at", new_values."words" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="53101d326660e965615efbea16ea570f644da854",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9251a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="households_memberskill",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="memberskill",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_memberskillevent" ("community_id", "created_at", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skill_id", "updated_at", "words") SELECT new_values."community_id", new_values."created_at", new_values."id", new_values."member_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."skill_id", new_values."updated_at", new_values."words" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5a4b8519c0957a644b634c9d4f2ec5a3b419b9a8",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_59736",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="households_memberskill",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="memberskill",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_memberskillevent" ("community_id", "created_at", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skill_id", "updated_at", "words") SELECT old_values."community_id", old_values."created_at", old_values."id", old_values."member_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."skill_id", old_values."updated_at", old_values."words" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="edbdf78ab29371c1f51e10866f6ba5a535512743",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_64343",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="households_memberskill",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="training",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_trainingevent" ("certificate", "community_id", "course", "created_at", "days", "id", "member_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") SELECT new_values."certificate", new_values."community_id", new_values."course", new_values."created_at", new_values."days", new_values."id", new_values."member_id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="33b990aeb5f1a4cef898a9a6e5b9f6384813ee5a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3bd29",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="households_training",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="training",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_trainingevent" ("certificate", "community_id", "course", "created_at", "days", "id", "member_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") SELECT new_values."certificate", new_values."community_id", new_values."course", new_values."created_at", new_values."days", new_values."id", new_values."member_id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="be079385dffc3e5a81cfbfcbf53190ca633d2cf4",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_248b3",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="households_training",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="training",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_trainingevent" ("certificate", "community_id", "course", "created_at", "days", "id", "member_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") SELECT old_values."certificate", old_values."community_id", old_values."course", old_values."created_at", old_values."days", old_values."id", old_values."member_id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="31e20b44cfad30703ce3726071df3e251532e6ee",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ade7b",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="households_training",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transfer",
            trigger=pgtrigger.compiler.Trigger(
                name="allowed_steps",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{requested:accepted,requested:rejected,requested:withdrawn}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="dba1877bbc094bdd82e0022bea3c6ff6d2f50624",
                    operation="UPDATE",
                    pgid="pgtrigger_allowed_steps_2b3e5",
                    table="households_transfer",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transfer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_transferevent" ("asked_at", "asked_by_id", "community_id", "created_at", "decided_at", "decided_by_id", "document", "happens_on", "household_id", "id", "marriage", "member_id", "new_head_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "to_community_id", "updated_at", "why") SELECT new_values."asked_at", new_values."asked_by_id", new_values."community_id", new_values."created_at", new_values."decided_at", new_values."decided_by_id", new_values."document", new_values."happens_on", new_values."household_id", new_values."id", new_values."marriage", new_values."member_id", new_values."new_head_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."state", new_values."to_community_id", new_values."updated_at", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c83a355341d0aedffea4c11da69cd43aa8388151",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e8010",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="households_transfer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transfer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_transferevent" ("asked_at", "asked_by_id", "community_id", "created_at", "decided_at", "decided_by_id", "document", "happens_on", "household_id", "id", "marriage", "member_id", "new_head_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "to_community_id", "updated_at", "why") SELECT new_values."asked_at", new_values."asked_by_id", new_values."community_id", new_values."created_at", new_values."decided_at", new_values."decided_by_id", new_values."document", new_values."happens_on", new_values."household_id", new_values."id", new_values."marriage", new_values."member_id", new_values."new_head_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."state", new_values."to_community_id", new_values."updated_at", new_values."why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="536e287cfa880e35602dfcff8adb64608e1d27b4",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_57d25",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="households_transfer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transfer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_transferevent" ("asked_at", "asked_by_id", "community_id", "created_at", "decided_at", "decided_by_id", "document", "happens_on", "household_id", "id", "marriage", "member_id", "new_head_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "to_community_id", "updated_at", "why") SELECT old_values."asked_at", old_values."asked_by_id", old_values."community_id", old_values."created_at", old_values."decided_at", old_values."decided_by_id", old_values."document", old_values."happens_on", old_values."household_id", old_values."id", old_values."marriage", old_values."member_id", old_values."new_head_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."state", old_values."to_community_id", old_values."updated_at", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="f98ef6b970981dfd91b27f222fbe817ace688622",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5ef1e",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="households_transfer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transferstep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1a07cf9c2c14074f4429ec12ddbb051fd1779777",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c4839",
                    table="households_transferstep",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="vegetablespending",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_vegetablespendingevent" ("asked_on", "community_id", "created_at", "household_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "updated_at", "yuan_a_month") SELECT new_values."asked_on", new_values."community_id", new_values."created_at", new_values."household_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phase", new_values."updated_at", new_values."yuan_a_month" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="dab27d5c7df7243d5ff2ac13df4497762e9d46b1",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7419b",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="households_vegetablespending",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="vegetablespending",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_vegetablespendingevent" ("asked_on", "community_id", "created_at", "household_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "updated_at", "yuan_a_month") SELECT new_values."asked_on", new_values."community_id", new_values."created_at", new_values."household_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phase", new_values."updated_at", new_values."yuan_a_month" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9bbf05c9ecceef84121e6b2e43759d234d724941",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9ac89",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="households_vegetablespending",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="vegetablespending",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_vegetablespendingevent" ("asked_on", "community_id", "created_at", "household_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "updated_at", "yuan_a_month") SELECT old_values."asked_on", old_values."community_id", old_values."created_at", old_values."household_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phase", old_values."updated_at", old_values."yuan_a_month" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="27e5825099b97c59e64ff751d47a348f839bf6a1",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_64049",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="households_vegetablespending",
                    when="AFTER",
                ),
            ),
        ),
    ]
