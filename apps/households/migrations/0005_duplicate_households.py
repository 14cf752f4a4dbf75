import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import apps.core.clock


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "__first__"),
        ("communities", "0001_initial"),
        ("households", "0004_household_classes_over_time"),
    ]

    operations = [
        migrations.CreateModel(
            name="LikelyHouseholds",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reasons",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("head", "same head"),
                                ("dwelling", "same dwelling and a name in common"),
                                ("people", "several people the same"),
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
                        to="households.household",
                        verbose_name="one",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="proposed by",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="households.household",
                        verbose_name="the other",
                    ),
                ),
            ],
            options={
                "verbose_name": "likely duplicate household",
                "verbose_name_plural": "likely duplicate households",
                "ordering": ("-found_at", "-pk"),
                "abstract": False,
                "indexes": [models.Index(fields=["-found_at", "-id"], name="households_likely_homes_time")],
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="households_likelyhouseholds_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))),
                        name="households_likelyhouseholds_ordered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NotSameHousehold",
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
                        to="households.household",
                        verbose_name="one",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="households.household",
                        verbose_name="the other",
                    ),
                ),
            ],
            options={
                "verbose_name": "not the same household",
                "verbose_name_plural": "not the same household",
                "ordering": ("-at", "-pk"),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="households_notsamehousehold_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))),
                        name="households_notsamehousehold_ordered",
                    ),
                ],
            },
        ),
        migrations.AlterModelOptions(
            name="mergerecord",
            options={"ordering": ("-at", "-pk"), "verbose_name": "merge", "verbose_name_plural": "merges"},
        ),
        migrations.AddField(
            model_name="mergerecord",
            name="kind",
            field=models.CharField(
                choices=[("person", "person"), ("household", "household")],
                db_default="person",
                default="person",
                max_length=9,
                verbose_name="of what",
            ),
        ),
        migrations.AddField(
            model_name="mergerecord",
            name="proposed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="proposed by",
            ),
        ),
        migrations.AddConstraint(
            model_name="mergerecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("proposed_by__isnull", True),
                    models.Q(("proposed_by", models.F("by")), _negated=True),
                    _connector="OR",
                ),
                name="households_merge_four_eyes",
            ),
        ),
    ]
