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
        ("households", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="BankAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "holder_name",
                    models.CharField(blank=True, max_length=60, verbose_name="holder outside the household"),
                ),
                (
                    "use",
                    models.CharField(
                        choices=[
                            ("subsidy", "subsidies (one-card account)"),
                            ("wages", "wages of a public-welfare post"),
                            ("dividend", "dividends and land rent"),
                            ("reimbursement", "reimbursements"),
                            ("other", "other payments"),
                        ],
                        max_length=16,
                        verbose_name="used for",
                    ),
                ),
                ("bank", models.CharField(blank=True, max_length=60, verbose_name="bank")),
                (
                    "number",
                    apps.core.fields.EncryptedTextField(
                        blank=True, null=True, purpose="households.bankaccount.number", verbose_name="account number"
                    ),
                ),
                ("last4", models.CharField(blank=True, editable=False, max_length=4, verbose_name="last four digits")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed on")),
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
                        related_name="bank_accounts",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bank_accounts",
                        to="households.member",
                        verbose_name="holder",
                    ),
                ),
            ],
            options={
                "verbose_name": "bank account",
                "verbose_name_plural": "bank accounts",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="BankAccountEvent",
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
                    "holder_name",
                    models.CharField(blank=True, max_length=60, verbose_name="holder outside the household"),
                ),
                (
                    "use",
                    models.CharField(
                        choices=[
                            ("subsidy", "subsidies (one-card account)"),
                            ("wages", "wages of a public-welfare post"),
                            ("dividend", "dividends and land rent"),
                            ("reimbursement", "reimbursements"),
                            ("other", "other payments"),
                        ],
                        max_length=16,
                        verbose_name="used for",
                    ),
                ),
                ("bank", models.CharField(blank=True, max_length=60, verbose_name="bank")),
                (
                    "number",
                    apps.core.fields.EncryptedTextField(
                        blank=True, null=True, purpose="households.bankaccount.number", verbose_name="account number"
                    ),
                ),
                ("last4", models.CharField(blank=True, editable=False, max_length=4, verbose_name="last four digits")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed on")),
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
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="households.member",
                        verbose_name="holder",
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
                        to="households.bankaccount",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("id_number", "identity number"),
                            ("health", "health details"),
                            ("bank", "bank account"),
                            ("children", "data of children under 14"),
                            ("matching", "data matching for monitoring"),
                            ("sharing", "sharing with a department"),
                        ],
                        max_length=12,
                        verbose_name="for",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[("separate", "separate consent"), ("statutory", "statutory basis")],
                        default="separate",
                        max_length=12,
                        verbose_name="basis",
                    ),
                ),
                ("law", models.CharField(blank=True, max_length=120, verbose_name="statute")),
                ("recipient", models.CharField(blank=True, max_length=80, verbose_name="department")),
                ("covers", models.CharField(blank=True, max_length=200, verbose_name="what it covers")),
                ("paper", models.CharField(blank=True, max_length=80, verbose_name="number of the paper or photo")),
                ("signed_on", models.DateField(verbose_name="signed on")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="withdrawn on")),
                ("withdrawn_why", models.CharField(blank=True, max_length=200, verbose_name="why withdrawn")),
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
                        related_name="consents",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="households.member",
                        verbose_name="member",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "consent",
                "verbose_name_plural": "consents",
                "ordering": ("-signed_on", "-pk"),
                "indexes": [models.Index(fields=["community", "valid_until"], name="households_consent_until")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True), ("valid_until__gte", models.F("signed_on")), _connector="OR"
                        ),
                        name="households_consent_ends_after_it_begins",
                        violation_error_message="The last day must not lie before the signature.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_on__isnull", True),
                            ("withdrawn_on__gte", models.F("signed_on")),
                            _connector="OR",
                        ),
                        name="households_consent_withdrawn_after_signed",
                        violation_error_message="It cannot be withdrawn before it was signed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis", "statutory"), _negated=True),
                            models.Q(("law", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="households_consent_names_the_statute",
                        violation_error_message="Name the statute: law and article.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("purpose", "sharing"), _negated=True),
                            models.Q(("recipient", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="households_consent_names_the_department",
                        violation_error_message="Name the department with which it is shared.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsentEvent",
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
                    "purpose",
                    models.CharField(
                        choices=[
                            ("id_number", "identity number"),
                            ("health", "health details"),
                            ("bank", "bank account"),
                            ("children", "data of children under 14"),
                            ("matching", "data matching for monitoring"),
                            ("sharing", "sharing with a department"),
                        ],
                        max_length=12,
                        verbose_name="for",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[("separate", "separate consent"), ("statutory", "statutory basis")],
                        default="separate",
                        max_length=12,
                        verbose_name="basis",
                    ),
                ),
                ("law", models.CharField(blank=True, max_length=120, verbose_name="statute")),
                ("recipient", models.CharField(blank=True, max_length=80, verbose_name="department")),
                ("covers", models.CharField(blank=True, max_length=200, verbose_name="what it covers")),
                ("paper", models.CharField(blank=True, max_length=80, verbose_name="number of the paper or photo")),
                ("signed_on", models.DateField(verbose_name="signed on")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="withdrawn on")),
                ("withdrawn_why", models.CharField(blank=True, max_length=200, verbose_name="why withdrawn")),
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
                        blank=True,
                        db_constraint=False,
                        null=True,
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
                        to="households.consent",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Erasure",
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
                            ("proposed", "due for erasure"),
                            ("requested", "erasure requested"),
                            ("kept", "kept for longer"),
                            ("done", "erased"),
                        ],
                        default="proposed",
                        max_length=24,
                        verbose_name="state",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due since")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("keep_until", models.DateField(blank=True, null=True, verbose_name="keep until")),
                ("requested_at", models.DateTimeField(blank=True, null=True, verbose_name="requested")),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="approved")),
                ("counts", models.JSONField(default=dict, editable=False, verbose_name="rows erased")),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="approved by",
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
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="erasure",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="requested by",
                    ),
                ),
            ],
            options={
                "verbose_name": "erasure of a household",
                "verbose_name_plural": "erasures",
                "ordering": ("due_on", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True),
                            models.Q(("approved_by", models.F("requested_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="households_erasure_four_eyes",
                        violation_error_message="Somebody other than the person who requested it must approve.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True),
                            models.Q(("approved_by__isnull", False), ("requested_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="households_erasure_done_by_two",
                        violation_error_message="An erasure needs a request and an approval.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ErasureEvent",
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
                            ("proposed", "due for erasure"),
                            ("requested", "erasure requested"),
                            ("kept", "kept for longer"),
                            ("done", "erased"),
                        ],
                        default="proposed",
                        max_length=24,
                        verbose_name="state",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due since")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("keep_until", models.DateField(blank=True, null=True, verbose_name="keep until")),
                ("requested_at", models.DateTimeField(blank=True, null=True, verbose_name="requested")),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="approved")),
                ("counts", models.JSONField(default=dict, editable=False, verbose_name="rows erased")),
                (
                    "approved_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="approved by",
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
                        to="households.erasure",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="requested by",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bankaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_bankaccountevent" ("bank", "closed_on", "community_id", "created_at", "holder_name", "household_id", "id", "last4", "member_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "use") SELECT new_values."bank", new_values."closed_on", new_values."community_id", new_values."created_at", new_values."holder_name", new_values."household_id", new_values."id", new_values."last4", new_values."member_id", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."updated_at", new_values."use" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2f3f8c503d759ad672981672c4ed734dde4d58ae",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_443b8",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="households_bankaccount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bankaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_bankaccountevent" ("bank", "closed_on", "community_id", "created_at", "holder_name", "household_id", "id", "last4", "member_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "use") SELECT new_values."bank", new_values."closed_on", new_values."community_id", new_values."created_at", new_values."holder_name", new_values."household_id", new_values."id", new_values."last4", new_values."member_id", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."updated_at", new_values."use" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="561401d64161227259f6752f57105fc22c0f6c24",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cb5d6",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="households_bankaccount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bankaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_bankaccountevent" ("bank", "closed_on", "community_id", "created_at", "holder_name", "household_id", "id", "last4", "member_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "use") SELECT old_values."bank", old_values."closed_on", old_values."community_id", old_values."created_at", old_values."holder_name", old_values."household_id", old_values."id", old_values."last4", old_values."member_id", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."updated_at", old_values."use" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="3c8a1add40b9539aae0c3ec8d41d8b4b2a0b3a83",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4fff5",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="households_bankaccount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_consentevent" ("basis", "community_id", "covers", "created_at", "household_id", "id", "law", "member_id", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recipient", "recorded_by_id", "signed_on", "updated_at", "valid_until", "withdrawn_on", "withdrawn_why") SELECT new_values."basis", new_values."community_id", new_values."covers", new_values."created_at", new_values."household_id", new_values."id", new_values."law", new_values."member_id", new_values."paper", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."purpose", new_values."recipient", new_values."recorded_by_id", new_values."signed_on", new_values."updated_at", new_values."valid_until", new_values."withdrawn_on", new_values."withdrawn_why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ae80d703da9234e8e6f57d0a1e7e0a1958ef4808",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_645c5",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="households_consent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_consentevent" ("basis", "community_id", "covers", "created_at", "household_id", "id", "law", "member_id", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recipient", "recorded_by_id", "signed_on", "updated_at", "valid_until", "withdrawn_on", "withdrawn_why") SELECT new_values."basis", new_values."community_id", new_values."covers", new_values."created_at", new_values."household_id", new_values."id", new_values."law", new_values."member_id", new_values."paper", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."purpose", new_values."recipient", new_values."recorded_by_id", new_values."signed_on", new_values."updated_at", new_values."valid_until", new_values."withdrawn_on", new_values."withdrawn_why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7ed235ede67a3646c519c67676832607a87d857b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_64afe",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="households_consent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_consentevent" ("basis", "community_id", "covers", "created_at", "household_id", "id", "law", "member_id", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recipient", "recorded_by_id", "signed_on", "updated_at", "valid_until", "withdrawn_on", "withdrawn_why") SELECT old_values."basis", old_values."community_id", old_values."covers", old_values."created_at", old_values."household_id", old_values."id", old_values."law", old_values."member_id", old_values."paper", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."purpose", old_values."recipient", old_values."recorded_by_id", old_values."signed_on", old_values."updated_at", old_values."valid_until", old_values."withdrawn_on", old_values."withdrawn_why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="55df254a9ba169ad7d83fa6e3d15d78229a32d60",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_19473",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="households_consent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="erasure",
            trigger=pgtrigger.compiler.Trigger(
                name="allowed_steps",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{kept:proposed,proposed:kept,proposed:requested,requested:done,requested:kept,requested:proposed}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="1f9841bce1dbcff38606f192342fade0b06e7dfd",
                    operation="UPDATE",
                    pgid="pgtrigger_allowed_steps_7f690",
                    table="households_erasure",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="erasure",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_erasureevent" ("approved_at", "approved_by_id", "community_id", "counts", "created_at", "due_on", "household_id", "id", "keep_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "requested_at", "requested_by_id", "state", "updated_at", "why") SELECT new_values."approved_at", new_values."approved_by_id", new_values."community_id", new_values."counts", new_values."created_at", new_values."due_on", new_values."household_id", new_values."id", new_values."keep_until", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."requested_at", new_values."requested_by_id", new_values."state", new_values."updated_at", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6c7c08d8cee3fa6c16aee25e7e0a07635aa526f2",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_eb5e7",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="households_erasure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="erasure",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_erasureevent" ("approved_at", "approved_by_id", "community_id", "counts", "created_at", "due_on", "household_id", "id", "keep_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "requested_at", "requested_by_id", "state", "updated_at", "why") SELECT new_values."approved_at", new_values."approved_by_id", new_values."community_id", new_values."counts", new_values."created_at", new_values."due_on", new_values."household_id", new_values."id", new_values."keep_until", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."requested_at", new_values."requested_by_id", new_values."state", new_values."updated_at", new_values."why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d73cfd1fd7fee91d7485825822ce44e73c3352b2",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d169f",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="households_erasure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="erasure",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "households_erasureevent" ("approved_at", "approved_by_id", "community_id", "counts", "created_at", "due_on", "household_id", "id", "keep_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "requested_at", "requested_by_id", "state", "updated_at", "why") SELECT old_values."approved_at", old_values."approved_by_id", old_values."community_id", old_values."counts", old_values."created_at", old_values."due_on", old_values."household_id", old_values."id", old_values."keep_until", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."requested_at", old_values."requested_by_id", old_values."state", old_values."updated_at", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="5b6dac50ea04e82fa5fc65df70cd795b43eee9c1",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7a8fe",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="households_erasure",
                    when="AFTER",
                ),
            ),
        ),
    ]
