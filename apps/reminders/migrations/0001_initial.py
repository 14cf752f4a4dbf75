import django.db.models.deletion
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
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_at", models.DateTimeField(default=apps.core.clock.now, verbose_name="due")),
                ("lease_token", models.UUIDField(editable=False, null=True)),
                ("lease_until", models.DateTimeField(editable=False, null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="tries")),
                ("done_at", models.DateTimeField(editable=False, null=True, verbose_name="done")),
                ("failed_at", models.DateTimeField(editable=False, null=True, verbose_name="given up")),
                ("last_error", models.TextField(blank=True, editable=False, verbose_name="last error")),
                ("key", models.CharField(max_length=120)),
                (
                    "channel",
                    models.CharField(
                        choices=[("inbox", "inbox"), ("email", "e-mail")], max_length=8, verbose_name="channel"
                    ),
                ),
                ("template", models.CharField(max_length=60)),
                ("context", models.JSONField(default=dict)),
                ("url", models.CharField(blank=True, max_length=200, verbose_name="link")),
                ("created_at", models.DateTimeField(default=apps.core.clock.now, verbose_name="created")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="read")),
                (
                    "community",
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
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="to",
                    ),
                ),
            ],
            options={
                "verbose_name": "message",
                "verbose_name_plural": "messages",
                "ordering": ("-created_at", "-pk"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at__isnull", True), ("failed_at__isnull", True)),
                        fields=["due_at", "id"],
                        name="reminders_message_unsent",
                    ),
                    models.Index(fields=["recipient", "-created_at"], name="reminders_message_inbox"),
                    models.Index(
                        condition=models.Q(("channel", "inbox"), ("read_at__isnull", True)),
                        fields=["recipient"],
                        name="reminders_message_unread",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("key", "channel", "recipient"), name="reminders_message_told_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=apps.core.clock.now)),
                ("reference", models.CharField(blank=True, max_length=120)),
                (
                    "message",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="delivery", to="reminders.message"
                    ),
                ),
            ],
            options={
                "verbose_name": "delivery",
                "verbose_name_plural": "deliveries",
            },
        ),
        migrations.CreateModel(
            name="OutgoingMessage",
            fields=[],
            options={
                "verbose_name": "message sent",
                "verbose_name_plural": "messages sent",
                "ordering": ("-created_at", "-pk"),
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("reminders.message",),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="delivery",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="4b9132d5236c1ce54fe531ff5b134c40152c7962",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_df469",
                    table="reminders_delivery",
                    when="BEFORE",
                ),
            ),
        ),
    ]
