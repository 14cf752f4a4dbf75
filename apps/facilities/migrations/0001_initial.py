import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import django_fsm
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import apps.core.clock
import apps.facilities.hours


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("communities", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="FacilityStandard",
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
                            ("kindergarten", "kindergarten"),
                            ("primary_school", "primary school"),
                            ("clinic", "clinic"),
                            ("elder_care", "elder care"),
                            ("activity_centre", "activity centre"),
                            ("library", "reading room"),
                            ("service_hall", "service hall"),
                            ("market", "market"),
                            ("waste_point", "waste point"),
                            ("tool_store", "tool store"),
                            ("workshop", "workshop"),
                            ("charging", "charging and parking"),
                            ("sports_ground", "sports ground"),
                            ("other", "other"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("valid_from", models.DateField(default=apps.core.clock.today, verbose_name="valid from")),
                (
                    "age_from",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(120)],
                        verbose_name="from age",
                    ),
                ),
                (
                    "age_to",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(120)],
                        verbose_name="to age",
                    ),
                ),
                (
                    "residents_from",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="A community with at least so many residents needs one. Empty: no matter how many.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="needed from residents",
                    ),
                ),
                (
                    "people_per_facility",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="One facility for so many of those concerned. Empty: one is enough.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="one for people concerned",
                    ),
                ),
                (
                    "places_per_100",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=7,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="capacity for 100 concerned",
                    ),
                ),
                (
                    "min_capacity",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="least capacity of one",
                    ),
                ),
                (
                    "people_per_staff",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="one of the staff for people concerned",
                    ),
                ),
                (
                    "max_minutes",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(600),
                        ],
                        verbose_name="most minutes on foot",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="Document, article, or who decided.",
                        max_length=200,
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "facility standard",
                "verbose_name_plural": "facility standards",
                "ordering": ("kind", "-valid_from"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "valid_from"),
                        name="facilities_one_standard_a_day",
                        violation_error_message="This kind already has a standard from that day. Change that one instead.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("age_from__isnull", True),
                            ("age_to__isnull", True),
                            ("age_from__lte", models.F("age_to")),
                            _connector="OR",
                        ),
                        name="facilities_standard_ages_in_order",
                        violation_error_message="The first age must not be above the last.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FacilityStandardEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("kindergarten", "kindergarten"),
                            ("primary_school", "primary school"),
                            ("clinic", "clinic"),
                            ("elder_care", "elder care"),
                            ("activity_centre", "activity centre"),
                            ("library", "reading room"),
                            ("service_hall", "service hall"),
                            ("market", "market"),
                            ("waste_point", "waste point"),
                            ("tool_store", "tool store"),
                            ("workshop", "workshop"),
                            ("charging", "charging and parking"),
                            ("sports_ground", "sports ground"),
                            ("other", "other"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("valid_from", models.DateField(default=apps.core.clock.today, verbose_name="valid from")),
                (
                    "age_from",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(120)],
                        verbose_name="from age",
                    ),
                ),
                (
                    "age_to",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(120)],
                        verbose_name="to age",
                    ),
                ),
                (
                    "residents_from",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="A community with at least so many residents needs one. Empty: no matter how many.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="needed from residents",
                    ),
                ),
                (
                    "people_per_facility",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="One facility for so many of those concerned. Empty: one is enough.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="one for people concerned",
                    ),
                ),
                (
                    "places_per_100",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=7,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="capacity for 100 concerned",
                    ),
                ),
                (
                    "min_capacity",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="least capacity of one",
                    ),
                ),
                (
                    "people_per_staff",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="one of the staff for people concerned",
                    ),
                ),
                (
                    "max_minutes",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(600),
                        ],
                        verbose_name="most minutes on foot",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="Document, article, or who decided.",
                        max_length=200,
                        verbose_name="source",
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
                        to="facilities.facilitystandard",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Facility",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("kindergarten", "kindergarten"),
                            ("primary_school", "primary school"),
                            ("clinic", "clinic"),
                            ("elder_care", "elder care"),
                            ("activity_centre", "activity centre"),
                            ("library", "reading room"),
                            ("service_hall", "service hall"),
                            ("market", "market"),
                            ("waste_point", "waste point"),
                            ("tool_store", "tool store"),
                            ("workshop", "workshop"),
                            ("charging", "charging and parking"),
                            ("sports_ground", "sports ground"),
                            ("other", "other"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("open", "open"),
                            ("limited", "limited"),
                            ("closed", "closed"),
                        ],
                        default="planned",
                        max_length=24,
                        verbose_name="state",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=120, verbose_name="where")),
                (
                    "phone",
                    models.CharField(
                        blank=True, help_text="Residents see it and may call.", max_length=20, verbose_name="telephone"
                    ),
                ),
                (
                    "capacity",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100000),
                        ],
                        verbose_name="capacity",
                    ),
                ),
                (
                    "capacity_unit",
                    models.CharField(
                        choices=[
                            ("places", "places"),
                            ("beds", "beds"),
                            ("seats", "seats"),
                            ("stalls", "stalls"),
                            ("bins", "bins"),
                            ("lockers", "lockers"),
                            ("jobs", "jobs"),
                            ("spaces", "parking spaces"),
                            ("m2", "m²"),
                        ],
                        default="places",
                        max_length=12,
                        verbose_name="capacity in",
                    ),
                ),
                (
                    "hours",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        validators=[apps.facilities.hours.check_hours],
                        verbose_name="opening hours",
                    ),
                ),
                ("hours_note", models.CharField(blank=True, max_length=80, verbose_name="note on hours")),
                (
                    "inspection_due",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="inspection due"),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "building",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communities.building",
                        verbose_name="in building",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: outside the communities, for all of them, such as a school in the town.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facilities",
                        to="communities.community",
                        verbose_name="community",
                    ),
                ),
            ],
            options={
                "verbose_name": "facility",
                "verbose_name_plural": "facilities",
                "ordering": ("community", "kind", "name"),
                "indexes": [
                    models.Index(fields=["kind", "state"], name="facilities_kind_state"),
                    models.Index(
                        condition=models.Q(("inspection_due__isnull", False)),
                        fields=["inspection_due"],
                        name="facilities_inspection",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("community", "kind", "name"),
                        name="facilities_name_once",
                        nulls_distinct=False,
                        violation_error_message="There is already a facility of this kind and name here.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("capacity__isnull", True),
                            models.Q(("capacity__gte", 0), ("capacity__lte", 100000)),
                            _connector="OR",
                        ),
                        name="facilities_capacity_sane",
                        violation_error_message="A capacity is between 0 and 100,000.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                            models.Q(
                                ("latitude__gte", -90),
                                ("latitude__lte", 90),
                                ("longitude__gte", -180),
                                ("longitude__lte", 180),
                            ),
                            _connector="OR",
                        ),
                        name="facilities_place_whole",
                        violation_error_message="A place needs both latitude and longitude.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("building__isnull", True), ("community__isnull", False), _connector="OR"),
                        name="facilities_building_of_a_community",
                        violation_error_message="A facility in a building belongs to the building's community.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("inspection_due__isnull", True), ("state__in", ("open", "limited")), _connector="OR"
                        ),
                        name="facilities_inspected_while_serving",
                    ),
                ],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="FacilityStep",
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
                    "facility",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="facilities.facility",
                        verbose_name="facility",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a facility",
                "verbose_name_plural": "steps of facilities",
                "ordering": ("at", "pk"),
                "indexes": [models.Index(fields=["facility", "at"], name="facilities_steps")],
            },
        ),
        migrations.CreateModel(
            name="FacilityDefect",
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
                            ("reported", "reported"),
                            ("in_repair", "in repair"),
                            ("fixed", "fixed"),
                            ("dismissed", "no defect"),
                        ],
                        default="reported",
                        max_length=24,
                        verbose_name="state",
                    ),
                ),
                ("client_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "severity",
                    models.CharField(
                        choices=[("danger", "danger"), ("hinders", "hinders use"), ("minor", "minor")],
                        default="hinders",
                        max_length=12,
                        verbose_name="how bad",
                    ),
                ),
                ("text", models.TextField(max_length=500, verbose_name="what is wrong")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("staff", "staff"),
                            ("inspection", "inspection"),
                            ("complaint", "complaint of a resident"),
                        ],
                        default="staff",
                        max_length=12,
                        verbose_name="heard from",
                    ),
                ),
                ("source_key", models.CharField(blank=True, max_length=40, verbose_name="number")),
                ("reported_at", models.DateTimeField(default=apps.core.clock.now, verbose_name="reported")),
                ("due_on", models.DateField(verbose_name="mend by")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="settled")),
                (
                    "facility",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="defects",
                        to="facilities.facility",
                        verbose_name="facility",
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reported by",
                    ),
                ),
            ],
            options={
                "verbose_name": "defect",
                "verbose_name_plural": "defects",
                "ordering": ("-reported_at", "-pk"),
                "indexes": [
                    models.Index(fields=["facility", "-reported_at"], name="facilities_defects"),
                    models.Index(
                        condition=models.Q(("state__in", ("reported", "in_repair"))),
                        fields=["due_on"],
                        name="facilities_defects_due",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("client_id",), name="facilities_defect_filed_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on__isnull", True), ("state__in", ("reported", "in_repair"))),
                            models.Q(
                                models.Q(("state__in", ("reported", "in_repair")), _negated=True),
                                ("ended_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="facilities_defect_settled_once_ended",
                    ),
                ],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="DefectStep",
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
                    "defect",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="facilities.facilitydefect",
                        verbose_name="defect",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a defect",
                "verbose_name_plural": "steps of defects",
                "ordering": ("at", "pk"),
                "indexes": [models.Index(fields=["defect", "at"], name="facilities_defect_steps")],
            },
        ),
        migrations.CreateModel(
            name="FacilityEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("kindergarten", "kindergarten"),
                            ("primary_school", "primary school"),
                            ("clinic", "clinic"),
                            ("elder_care", "elder care"),
                            ("activity_centre", "activity centre"),
                            ("library", "reading room"),
                            ("service_hall", "service hall"),
                            ("market", "market"),
                            ("waste_point", "waste point"),
                            ("tool_store", "tool store"),
                            ("workshop", "workshop"),
                            ("charging", "charging and parking"),
                            ("sports_ground", "sports ground"),
                            ("other", "other"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("open", "open"),
                            ("limited", "limited"),
                            ("closed", "closed"),
                        ],
                        default="planned",
                        max_length=24,
                        verbose_name="state",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=120, verbose_name="where")),
                (
                    "phone",
                    models.CharField(
                        blank=True, help_text="Residents see it and may call.", max_length=20, verbose_name="telephone"
                    ),
                ),
                (
                    "capacity",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100000),
                        ],
                        verbose_name="capacity",
                    ),
                ),
                (
                    "capacity_unit",
                    models.CharField(
                        choices=[
                            ("places", "places"),
                            ("beds", "beds"),
                            ("seats", "seats"),
                            ("stalls", "stalls"),
                            ("bins", "bins"),
                            ("lockers", "lockers"),
                            ("jobs", "jobs"),
                            ("spaces", "parking spaces"),
                            ("m2", "m²"),
                        ],
                        default="places",
                        max_length=12,
                        verbose_name="capacity in",
                    ),
                ),
                (
                    "hours",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        validators=[apps.facilities.hours.check_hours],
                        verbose_name="opening hours",
                    ),
                ),
                ("hours_note", models.CharField(blank=True, max_length=80, verbose_name="note on hours")),
                (
                    "inspection_due",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="inspection due"),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "building",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="communities.building",
                        verbose_name="in building",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Empty: outside the communities, for all of them, such as a school in the town.",
                        null=True,
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
                        to="facilities.facility",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FacilityInspection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due")),
                ("done_on", models.DateField(verbose_name="made")),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("passed", "in order"),
                            ("faults", "usable, with faults"),
                            ("failed", "not fit for use"),
                        ],
                        max_length=12,
                        verbose_name="result",
                    ),
                ),
                ("findings", models.TextField(blank=True, max_length=1000, verbose_name="findings")),
                ("at", models.DateTimeField(default=apps.core.clock.now, verbose_name="recorded")),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "facility",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspections",
                        to="facilities.facility",
                        verbose_name="facility",
                    ),
                ),
            ],
            options={
                "verbose_name": "inspection",
                "verbose_name_plural": "inspections",
                "ordering": ("-done_on", "-pk"),
                "indexes": [models.Index(fields=["facility", "-done_on"], name="facilities_inspections")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("result", "passed"), models.Q(("findings", ""), _negated=True), _connector="OR"
                        ),
                        name="facilities_findings_where_faults",
                        violation_error_message="Write what was found.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FacilityStaffing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("teacher", "teacher"),
                            ("carer", "child carer"),
                            ("doctor", "doctor"),
                            ("nurse", "nurse"),
                            ("care_worker", "care worker"),
                            ("organiser", "activity organiser"),
                            ("librarian", "librarian"),
                            ("clerk", "clerk"),
                            ("cook", "cook"),
                            ("cleaner", "cleaner"),
                            ("guard", "guard"),
                            ("keeper", "keeper"),
                            ("other", "other"),
                        ],
                        max_length=16,
                        verbose_name="role",
                    ),
                ),
                (
                    "need",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(500)], verbose_name="needed"
                    ),
                ),
                (
                    "in_post",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(500)],
                        verbose_name="in post",
                    ),
                ),
                (
                    "facility",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="staffing",
                        to="facilities.facility",
                        verbose_name="facility",
                    ),
                ),
            ],
            options={
                "verbose_name": "staffing",
                "verbose_name_plural": "staffing",
                "ordering": ("role", "-period"),
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("facility", "="), ("role", "="), ("period", "&&")],
                        name="facilities_one_staffing_a_role",
                        violation_error_message="This role is already recorded for that time. End that row first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("need__lte", 500),
                            models.Q(("in_post__isnull", True), ("in_post__lte", 500), _connector="OR"),
                        ),
                        name="facilities_staffing_sane",
                        violation_error_message="Staffing is between 0 and 500 people.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FacilityStaffingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("teacher", "teacher"),
                            ("carer", "child carer"),
                            ("doctor", "doctor"),
                            ("nurse", "nurse"),
                            ("care_worker", "care worker"),
                            ("organiser", "activity organiser"),
                            ("librarian", "librarian"),
                            ("clerk", "clerk"),
                            ("cook", "cook"),
                            ("cleaner", "cleaner"),
                            ("guard", "guard"),
                            ("keeper", "keeper"),
                            ("other", "other"),
                        ],
                        max_length=16,
                        verbose_name="role",
                    ),
                ),
                (
                    "need",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(500)], verbose_name="needed"
                    ),
                ),
                (
                    "in_post",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(500)],
                        verbose_name="in post",
                    ),
                ),
                (
                    "facility",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="facilities.facility",
                        verbose_name="facility",
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
                        to="facilities.facilitystaffing",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="facilitystandard",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "facilities_facilitystandardevent" ("age_from", "age_to", "id", "kind", "max_minutes", "min_capacity", "people_per_facility", "people_per_staff", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places_per_100", "residents_from", "source", "valid_from") SELECT new_values."age_from", new_values."age_to", new_values."id", new_values."kind", new_values."max_minutes", new_values."min_capacity", new_values."people_per_facility", new_values."people_per_staff", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."places_per_100", new_values."residents_from", new_values."source", new_values."valid_from" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="389ede6414cde3418f927ef72e6af8c4e2254bb4",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a0419",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="facilities_facilitystandard",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="facilitystandard",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "facilities_facilitystandardevent" ("age_from", "age_to", "id", "kind", "max_minutes", "min_capacity", "people_per_facility", "people_per_staff", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places_per_100", "residents_from", "source", "valid_from") SELECT new_values."age_from", new_values."age_to", new_values."id", new_values."kind", new_values."max_minutes", new_values."min_capacity", new_values."people_per_facility", new_values."people_per_staff", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."places_per_100", new_values."residents_from", new_values."source", new_values."valid_from" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."age_from" IS DISTINCT FROM (new_values."age_from") OR old_values."age_to" IS DISTINCT FROM (new_values."age_to") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."max_minutes" IS DISTINCT FROM (new_values."max_minutes") OR old_values."min_capacity" IS DISTINCT FROM (new_values."min_capacity") OR old_values."people_per_facility" IS DISTINCT FROM (new_values."people_per_facility") OR old_values."people_per_staff" IS DISTINCT FROM (new_values."people_per_staff") OR old_values."places_per_100" IS DISTINCT FROM (new_values."places_per_100") OR old_values."residents_from" IS DISTINCT FROM (new_values."residents_from") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."valid_from" IS DISTINCT FROM (new_values."valid_from")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="23abd4562f779a2ccb2df47776b4642e9cb12406",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1c755",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="facilities_facilitystandard",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="facilitystandard",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "facilities_facilitystandardevent" ("age_from", "age_to", "id", "kind", "max_minutes", "min_capacity", "people_per_facility", "people_per_staff", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places_per_100", "residents_from", "source", "valid_from") SELECT old_values."age_from", old_values."age_to", old_values."id", old_values."kind", old_values."max_minutes", old_values."min_capacity", old_values."people_per_facility", old_values."people_per_staff", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."places_per_100", old_values."residents_from", old_values."source", old_values."valid_from" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="47771092e568c861146a31205a5e5b7483424d84",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_16a58",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="facilities_facilitystandard",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="facility",
            trigger=pgtrigger.compiler.Trigger(
                name="allowed_steps",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{closed:open,limited:closed,limited:open,open:closed,open:limited,planned:closed,planned:open}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="7b95ec0db30c9c5927eb68a328cc9d0632ea874e",
                    operation="UPDATE",
                    pgid="pgtrigger_allowed_steps_5716c",
                    table="facilities_facility",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="facility",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "facilities_facilityevent" ("address", "altitude_m", "building_id", "capacity", "capacity_unit", "community_id", "hours", "hours_note", "id", "inspection_due", "kind", "latitude", "longitude", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "state") SELECT new_values."address", new_values."altitude_m", new_values."building_id", new_values."capacity", new_values."capacity_unit", new_values."community_id", new_values."hours", new_values."hours_note", new_values."id", new_values."inspection_due", new_values."kind", new_values."latitude", new_values."longitude", new_values."name", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3c0cf84676164fc483ac23a3c66653c55abd57a5",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cccf6",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="facilities_facility",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="facility",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "facilities_facilityevent" ("address", "altitude_m", "building_id", "capacity", "capacity_unit", "community_id", "hours", "hours_note", "id", "inspection_due", "kind", "latitude", "longitude", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "state") SELECT new_values."address", new_values."altitude_m", new_values."building_id", new_values."capacity", new_values."capacity_unit", new_values."community_id", new_values."hours", new_values."hours_note", new_values."id", new_values."inspection_due", new_values."kind", new_values."latitude", new_values."longitude", new_values."name", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."address" IS DISTINCT FROM (new_values."address") OR old_values."altitude_m" IS DISTINCT FROM (new_values."altitude_m") OR old_values."building_id" IS DISTINCT FROM (new_values."building_id") OR old_values."capacity" IS DISTINCT FROM (new_values."capacity") OR old_values."capacity_unit" IS DISTINCT FROM (new_values."capacity_unit") OR old_values."community_id" IS DISTINCT FROM (new_values."community_id") OR old_values."hours" IS DISTINCT FROM (new_values."hours") OR old_values."hours_note" IS DISTINCT FROM (new_values."hours_note") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."inspection_due" IS DISTINCT FROM (new_values."inspection_due") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."latitude" IS DISTINCT FROM (new_values."latitude") OR old_values."longitude" IS DISTINCT FROM (new_values."longitude") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."phone" IS DISTINCT FROM (new_values."phone") OR old_values."state" IS DISTINCT FROM (new_values."state")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c46df279e0d17626fd3083893afe39a2f4698840",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0d9d6",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="facilities_facility",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="facility",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "facilities_facilityevent" ("address", "altitude_m", "building_id", "capacity", "capacity_unit", "community_id", "hours", "hours_note", "id", "inspection_due", "kind", "latitude", "longitude", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "state") SELECT old_values."address", old_values."altitude_m", old_values."building_id", old_values."capacity", old_values."capacity_unit", old_values."community_id", old_values."hours", old_values."hours_note", old_values."id", old_values."inspection_due", old_values."kind", old_values."latitude", old_values."longitude", old_values."name", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="0f1eb02b0c64d8ddd73d456ca4f7f428a2f2e00f",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1f9a9",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="facilities_facility",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="facilitydefect",
            trigger=pgtrigger.compiler.Trigger(
                name="allowed_steps",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{dismissed:reported,fixed:reported,in_repair:dismissed,in_repair:fixed,reported:dismissed,reported:fixed,reported:in_repair}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="cf6d6afb445d13cacac9f8ad6d29ac0338198037",
                    operation="UPDATE",
                    pgid="pgtrigger_allowed_steps_1adfa",
                    table="facilities_facilitydefect",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="defectstep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e453520ef5128e4aed25cdf09261ebba5b1a93d1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6a437",
                    table="facilities_defectstep",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="facilityinspection",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c161edeaf901acd671af63dc930bb687e0d5a564",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_80b86",
                    table="facilities_facilityinspection",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="facilitystaffing",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "facilities_facilitystaffingevent" ("facility_id", "id", "in_post", "need", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") SELECT new_values."facility_id", new_values."id", new_values."in_post", new_values."need", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."role" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6d3e4b434048a735546c2f492a46491ebb6844fb",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_54c67",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="facilities_facilitystaffing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="facilitystaffing",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "facilities_facilitystaffingevent" ("facility_id", "id", "in_post", "need", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") SELECT new_values."facility_id", new_values."id", new_values."in_post", new_values."need", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."role" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."facility_id" IS DISTINCT FROM (new_values."facility_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."in_post" IS DISTINCT FROM (new_values."in_post") OR old_values."need" IS DISTINCT FROM (new_values."need") OR old_values."period" IS DISTINCT FROM (new_values."period") OR old_values."role" IS DISTINCT FROM (new_values."role")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="93d099ca742d6ef7f29438e4a9e228e6ddd38502",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_48470",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="facilities_facilitystaffing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="facilitystaffing",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "facilities_facilitystaffingevent" ("facility_id", "id", "in_post", "need", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") SELECT old_values."facility_id", old_values."id", old_values."in_post", old_values."need", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."role" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="ea3f1effb70edf57c9cdd2aa241b775225499fed",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e465a",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="facilities_facilitystaffing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="facilitystep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="5c2726f8cc5645d54a93f97e1a228eaf21fed7ce",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6cfa6",
                    table="facilities_facilitystep",
                    when="BEFORE",
                ),
            ),
        ),
    ]
