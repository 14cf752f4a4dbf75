import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import apps.core.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("communities", "0001_initial"),
        ("households", "0002_consents_accounts_erasures"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Crop",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("name", models.CharField(max_length=30, unique=True, verbose_name="name")),
                (
                    "name_en",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=40, verbose_name="name in English"
                    ),
                ),
                ("retired", models.BooleanField(db_default=False, default=False, verbose_name="no longer offered")),
            ],
            options={
                "verbose_name": "crop",
                "verbose_name_plural": "crops",
                "ordering": ("name", "pk"),
            },
        ),
        migrations.CreateModel(
            name="BusySeason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "band",
                    models.CharField(
                        choices=[("low", "below 800 m"), ("middle", "800 to 1,200 m"), ("high", "above 1,200 m")],
                        max_length=8,
                        verbose_name="altitude",
                    ),
                ),
                (
                    "work",
                    models.CharField(
                        help_text="such as sowing, transplanting, harvest", max_length=30, verbose_name="work"
                    ),
                ),
                (
                    "work_en",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=40, verbose_name="work in English"
                    ),
                ),
                (
                    "calendar",
                    models.CharField(
                        choices=[("solar", "solar calendar"), ("lunar", "lunar calendar")],
                        default="solar",
                        max_length=8,
                        verbose_name="calendar",
                    ),
                ),
                ("from_month", models.PositiveSmallIntegerField(verbose_name="from month")),
                ("from_day", models.PositiveSmallIntegerField(verbose_name="from day")),
                ("to_month", models.PositiveSmallIntegerField(verbose_name="to month")),
                ("to_day", models.PositiveSmallIntegerField(verbose_name="to day")),
                (
                    "trips",
                    models.PositiveSmallIntegerField(
                        help_text="there and back, for one field; an estimate that the county may change",
                        verbose_name="trips in the season",
                    ),
                ),
                (
                    "crop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seasons",
                        to="farmland.crop",
                        verbose_name="crop",
                    ),
                ),
            ],
            options={
                "verbose_name": "busy season",
                "verbose_name_plural": "busy seasons",
                "ordering": ("crop__name", "band", "from_month", "from_day", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("crop", "band", "work"),
                        name="farmland_season_once",
                        violation_error_message="This work on this crop already has its days in this altitude.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_month__gte", 1), ("from_month__lte", 12), ("to_month__gte", 1), ("to_month__lte", 12)
                        ),
                        name="farmland_season_months_1_12",
                        violation_error_message="A month is a number from 1 to 12.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_day__gte", 1),
                            ("to_day__gte", 1),
                            models.Q(
                                models.Q(("calendar", "solar"), ("from_day__lte", 31), ("to_day__lte", 31)),
                                models.Q(("calendar", "lunar"), ("from_day__lte", 30), ("to_day__lte", 30)),
                                _connector="OR",
                            ),
                        ),
                        name="farmland_season_days_of_a_month",
                        violation_error_message="A day is a number from 1 to 31; a lunar month has at most 30 days.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("trips__lte", 366)),
                        name="farmland_season_trips_sane",
                        violation_error_message="A season has at most 366 trips.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CropEvent",
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
                ("name", models.CharField(max_length=30, verbose_name="name")),
                (
                    "name_en",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=40, verbose_name="name in English"
                    ),
                ),
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
                        to="farmland.crop",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Village",
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
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("township_name", models.CharField(blank=True, max_length=40, verbose_name="township")),
                ("spread_m", models.PositiveIntegerField(default=1000, verbose_name="fields lie within (m)")),
                ("note", models.CharField(blank=True, max_length=120, verbose_name="note")),
            ],
            options={
                "verbose_name": "village",
                "verbose_name_plural": "villages",
                "ordering": ("name", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("name", "township_name"),
                        name="farmland_village_once",
                        violation_error_message="This township already has a village of this name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                            models.Q(("latitude__isnull", False), ("longitude__isnull", False)),
                            _connector="OR",
                        ),
                        name="farmland_village_both_coordinates",
                        violation_error_message="A place needs both latitude and longitude.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Parcel",
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
                    "code",
                    models.CharField(
                        blank=True,
                        help_text="from the certificate of contracted land",
                        max_length=24,
                        verbose_name="parcel code",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=40, verbose_name="what people call it")),
                ("area_mu", models.DecimalField(decimal_places=2, max_digits=8, verbose_name="area (mu)")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("paddy", "paddy field"),
                            ("dry", "dry field"),
                            ("tea", "tea garden"),
                            ("orchard", "orchard"),
                            ("forest", "woodland"),
                            ("grass", "grassland"),
                            ("water", "pond"),
                            ("other", "other"),
                        ],
                        max_length=8,
                        verbose_name="kind of land",
                    ),
                ),
                (
                    "right",
                    models.CharField(
                        choices=[
                            ("contracted", "contracted"),
                            ("transferred", "transferred by contract"),
                            ("reclaimed", "reclaimed old homestead"),
                            ("opened", "opened by themselves"),
                            ("collective", "borrowed from the village"),
                        ],
                        default="contracted",
                        max_length=12,
                        verbose_name="right to the land",
                    ),
                ),
                (
                    "placed_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("map", "pointed at on the map"),
                            ("village", "by its village"),
                            ("coordinates", "by coordinates"),
                        ],
                        editable=False,
                        max_length=12,
                        verbose_name="placed",
                    ),
                ),
                (
                    "datum_given",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wgs84", "GPS and satellites (WGS-84)"),
                            ("gcj02", "Gaode, Tencent and WeChat maps (GCJ-02)"),
                        ],
                        editable=False,
                        max_length=8,
                        verbose_name="coordinates given in",
                    ),
                ),
                (
                    "exact_m",
                    models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name="exact to (m)"),
                ),
                (
                    "altitude_from",
                    models.CharField(
                        blank=True,
                        choices=[("given", "given"), ("village", "of its village")],
                        editable=False,
                        max_length=8,
                        verbose_name="altitude",
                    ),
                ),
                (
                    "over_border",
                    models.BooleanField(
                        db_default=False, default=False, editable=False, verbose_name="outside the county"
                    ),
                ),
                ("given_up_on", models.DateField(blank=True, null=True, verbose_name="given up on")),
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
                    "crop",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parcels",
                        to="farmland.crop",
                        verbose_name="crop",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parcels",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parcels",
                        to="farmland.village",
                        verbose_name="village",
                    ),
                ),
            ],
            options={
                "verbose_name": "field of land",
                "verbose_name_plural": "fields of land",
                "ordering": ("household__code", "pk"),
                "indexes": [models.Index(fields=["community", "kind"], name="farmland_parcel_kind")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("area_mu__gt", 0), ("area_mu__lte", 10000)),
                        name="farmland_area_sane",
                        violation_error_message="The area must be more than 0 and at most 10,000 mu.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("latitude__isnull", True), ("longitude__isnull", True), ("placed_by", "")),
                            models.Q(
                                ("latitude__isnull", False),
                                ("longitude__isnull", False),
                                ("placed_by__in", ["map", "village", "coordinates"]),
                            ),
                            _connector="OR",
                        ),
                        name="farmland_place_says_how",
                        violation_error_message="A place needs latitude, longitude and how it became known.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("latitude__isnull", True),
                            models.Q(
                                ("latitude__gte", -90),
                                ("latitude__lte", 90),
                                ("longitude__gte", -180),
                                ("longitude__lte", 180),
                            ),
                            _connector="OR",
                        ),
                        name="farmland_place_on_earth",
                        violation_error_message="Latitude goes from −90 to 90, longitude from −180 to 180.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("placed_by", "village"), _negated=True),
                            ("village__isnull", False),
                            _connector="OR",
                        ),
                        name="farmland_placed_by_village_names_it",
                        violation_error_message="Choose the village that the field is placed by.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        fields=("community", "code"),
                        name="farmland_parcel_code_once",
                        violation_error_message="This community already has a field with this code.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ParcelEvent",
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
                (
                    "code",
                    models.CharField(
                        blank=True,
                        help_text="from the certificate of contracted land",
                        max_length=24,
                        verbose_name="parcel code",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=40, verbose_name="what people call it")),
                ("area_mu", models.DecimalField(decimal_places=2, max_digits=8, verbose_name="area (mu)")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("paddy", "paddy field"),
                            ("dry", "dry field"),
                            ("tea", "tea garden"),
                            ("orchard", "orchard"),
                            ("forest", "woodland"),
                            ("grass", "grassland"),
                            ("water", "pond"),
                            ("other", "other"),
                        ],
                        max_length=8,
                        verbose_name="kind of land",
                    ),
                ),
                (
                    "right",
                    models.CharField(
                        choices=[
                            ("contracted", "contracted"),
                            ("transferred", "transferred by contract"),
                            ("reclaimed", "reclaimed old homestead"),
                            ("opened", "opened by themselves"),
                            ("collective", "borrowed from the village"),
                        ],
                        default="contracted",
                        max_length=12,
                        verbose_name="right to the land",
                    ),
                ),
                (
                    "placed_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("map", "pointed at on the map"),
                            ("village", "by its village"),
                            ("coordinates", "by coordinates"),
                        ],
                        editable=False,
                        max_length=12,
                        verbose_name="placed",
                    ),
                ),
                (
                    "datum_given",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wgs84", "GPS and satellites (WGS-84)"),
                            ("gcj02", "Gaode, Tencent and WeChat maps (GCJ-02)"),
                        ],
                        editable=False,
                        max_length=8,
                        verbose_name="coordinates given in",
                    ),
                ),
                (
                    "exact_m",
                    models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name="exact to (m)"),
                ),
                (
                    "altitude_from",
                    models.CharField(
                        blank=True,
                        choices=[("given", "given"), ("village", "of its village")],
                        editable=False,
                        max_length=8,
                        verbose_name="altitude",
                    ),
                ),
                (
                    "over_border",
                    models.BooleanField(
                        db_default=False, default=False, editable=False, verbose_name="outside the county"
                    ),
                ),
                ("given_up_on", models.DateField(blank=True, null=True, verbose_name="given up on")),
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
                    "crop",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="farmland.crop",
                        verbose_name="crop",
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
                        to="farmland.parcel",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="farmland.village",
                        verbose_name="village",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ParcelUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period")),
                (
                    "use",
                    models.CharField(
                        choices=[
                            ("own", "worked by the household"),
                            ("leased_in", "leased in"),
                            ("leased_out", "leased out"),
                            ("idle", "idle"),
                        ],
                        max_length=12,
                        verbose_name="use",
                    ),
                ),
                (
                    "partner",
                    models.CharField(
                        blank=True,
                        help_text="a household, a cooperative, a company",
                        max_length=60,
                        verbose_name="leased to or from",
                    ),
                ),
                (
                    "yuan_a_year",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=10, null=True, verbose_name="rent (yuan a year)"
                    ),
                ),
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
                        related_name="parcel_uses",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
                (
                    "parcel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uses",
                        to="farmland.parcel",
                        verbose_name="field of land",
                    ),
                ),
            ],
            options={
                "verbose_name": "use of a field",
                "verbose_name_plural": "uses of fields",
                "ordering": ("-period", "-pk"),
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("parcel", "="), ("period", "&&")],
                        name="farmland_one_use_at_a_time",
                        violation_error_message="Another use of this field is recorded for that time. End that one first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("yuan_a_year__isnull", True),
                            models.Q(("use__in", ("leased_in", "leased_out")), ("yuan_a_year__gte", 0)),
                            _connector="OR",
                        ),
                        name="farmland_rent_of_a_lease",
                        violation_error_message="Rent is said only of a field that is leased, and is not negative.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ParcelUseEvent",
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
                    "use",
                    models.CharField(
                        choices=[
                            ("own", "worked by the household"),
                            ("leased_in", "leased in"),
                            ("leased_out", "leased out"),
                            ("idle", "idle"),
                        ],
                        max_length=12,
                        verbose_name="use",
                    ),
                ),
                (
                    "partner",
                    models.CharField(
                        blank=True,
                        help_text="a household, a cooperative, a company",
                        max_length=60,
                        verbose_name="leased to or from",
                    ),
                ),
                (
                    "yuan_a_year",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=10, null=True, verbose_name="rent (yuan a year)"
                    ),
                ),
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
                    "parcel",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="farmland.parcel",
                        verbose_name="field of land",
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
                        to="farmland.parceluse",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Reach",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "missing",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("place", "the field has no place on the map"),
                            ("dwelling", "the household holds no dwelling"),
                            ("building", "the building has no place on the map"),
                        ],
                        max_length=8,
                        verbose_name="why not known",
                    ),
                ),
                (
                    "from_community",
                    models.BooleanField(
                        db_default=False, default=False, verbose_name="from the middle of the community"
                    ),
                ),
                ("home_latitude", models.FloatField(null=True)),
                ("home_longitude", models.FloatField(null=True)),
                ("home_altitude_m", models.FloatField(null=True)),
                ("field_latitude", models.FloatField(null=True)),
                ("field_longitude", models.FloatField(null=True)),
                ("field_altitude_m", models.FloatField(null=True)),
                ("detour", models.FloatField(null=True, verbose_name="detour")),
                ("ebike_kmh", models.FloatField(null=True, verbose_name="e-bike (km/h)")),
                ("straight_m", models.FloatField(null=True, verbose_name="straight line (m)")),
                ("climb_m", models.FloatField(null=True, verbose_name="climb (m)")),
                ("walk_m", models.FloatField(null=True, verbose_name="way on foot (m)")),
                ("walk_minutes", models.FloatField(null=True, verbose_name="on foot (min)")),
                ("ebike_minutes", models.FloatField(null=True, verbose_name="by e-bike (min)")),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("slope", "walking function over the straight line with detour"),
                            ("osrm", "routing server (OSRM)"),
                            ("valhalla", "routing server (Valhalla)"),
                        ],
                        max_length=8,
                        verbose_name="computed by",
                    ),
                ),
                ("computed_at", models.DateTimeField(default=apps.core.clock.now, verbose_name="computed")),
                (
                    "building",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="communities.building",
                        verbose_name="building",
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
                        related_name="+",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
                (
                    "parcel",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reach",
                        to="farmland.parcel",
                        verbose_name="field of land",
                    ),
                ),
            ],
            options={
                "verbose_name": "way to a field",
                "verbose_name_plural": "ways to fields",
                "ordering": ("parcel",),
                "indexes": [models.Index(fields=["community", "walk_minutes"], name="farmland_reach_minutes")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("missing", ""), ("walk_m__isnull", False), ("walk_minutes__isnull", False)),
                            models.Q(
                                models.Q(("missing", ""), _negated=True),
                                ("walk_m__isnull", True),
                                ("walk_minutes__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="farmland_reach_known_or_why_not",
                        violation_error_message="A way is either known, or says why it is not.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VillageEvent",
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
                ("township_name", models.CharField(blank=True, max_length=40, verbose_name="township")),
                ("spread_m", models.PositiveIntegerField(default=1000, verbose_name="fields lie within (m)")),
                ("note", models.CharField(blank=True, max_length=120, verbose_name="note")),
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
                        to="farmland.village",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BusySeasonEvent",
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
                    "band",
                    models.CharField(
                        choices=[("low", "below 800 m"), ("middle", "800 to 1,200 m"), ("high", "above 1,200 m")],
                        max_length=8,
                        verbose_name="altitude",
                    ),
                ),
                (
                    "work",
                    models.CharField(
                        help_text="such as sowing, transplanting, harvest", max_length=30, verbose_name="work"
                    ),
                ),
                (
                    "work_en",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=40, verbose_name="work in English"
                    ),
                ),
                (
                    "calendar",
                    models.CharField(
                        choices=[("solar", "solar calendar"), ("lunar", "lunar calendar")],
                        default="solar",
                        max_length=8,
                        verbose_name="calendar",
                    ),
                ),
                ("from_month", models.PositiveSmallIntegerField(verbose_name="from month")),
                ("from_day", models.PositiveSmallIntegerField(verbose_name="from day")),
                ("to_month", models.PositiveSmallIntegerField(verbose_name="to month")),
                ("to_day", models.PositiveSmallIntegerField(verbose_name="to day")),
                (
                    "trips",
                    models.PositiveSmallIntegerField(
                        help_text="there and back, for one field; an estimate that the county may change",
                        verbose_name="trips in the season",
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
                        to="farmland.busyseason",
                    ),
                ),
                (
                    "crop",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="farmland.crop",
                        verbose_name="crop",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="crop",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "farmland_cropevent" ("created_at", "id", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired", "updated_at") SELECT new_values."created_at", new_values."id", new_values."name", new_values."name_en", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."retired", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="fd454bf00a1c35387a526daa120ae3a6716a741a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_25183",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="farmland_crop",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="crop",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "farmland_cropevent" ("created_at", "id", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired", "updated_at") SELECT new_values."created_at", new_values."id", new_values."name", new_values."name_en", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."retired", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d41dabfb3b03da9bb7ad96dd9683c9224eb1eaab",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_489fd",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="farmland_crop",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="crop",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "farmland_cropevent" ("created_at", "id", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired", "updated_at") SELECT old_values."created_at", old_values."id", old_values."name", old_values."name_en", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."retired", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="fed7280f364bc8f62b6a00037fbeaeb55ab3836c",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e8f3d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="farmland_crop",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="village",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "farmland_villageevent" ("altitude_m", "created_at", "id", "latitude", "longitude", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "spread_m", "township_name", "updated_at") SELECT new_values."altitude_m", new_values."created_at", new_values."id", new_values."latitude", new_values."longitude", new_values."name", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."spread_m", new_values."township_name", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6129b9f86dabde0e29b25a74ed63af8ff0dd7c8a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_41754",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="farmland_village",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="village",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "farmland_villageevent" ("altitude_m", "created_at", "id", "latitude", "longitude", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "spread_m", "township_name", "updated_at") SELECT new_values."altitude_m", new_values."created_at", new_values."id", new_values."latitude", new_values."longitude", new_values."name", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."spread_m", new_values."township_name", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6fc31e2d82e9a2f2f09bc28c8b2d71bf9b6d5b88",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_46b4e",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="farmland_village",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="village",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "farmland_villageevent" ("altitude_m", "created_at", "id", "latitude", "longitude", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "spread_m", "township_name", "updated_at") SELECT old_values."altitude_m", old_values."created_at", old_values."id", old_values."latitude", old_values."longitude", old_values."name", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."spread_m", old_values."township_name", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="f3d27c31dddac8441e26a8ee1808b8cf2382b482",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4262a",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="farmland_village",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="busyseason",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "farmland_busyseasonevent" ("band", "calendar", "created_at", "crop_id", "from_day", "from_month", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_day", "to_month", "trips", "updated_at", "work", "work_en") SELECT new_values."band", new_values."calendar", new_values."created_at", new_values."crop_id", new_values."from_day", new_values."from_month", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."to_day", new_values."to_month", new_values."trips", new_values."updated_at", new_values."work", new_values."work_en" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9dae2491eb0deaca993ec21873eec02032df95ea",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1b229",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="farmland_busyseason",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="busyseason",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "farmland_busyseasonevent" ("band", "calendar", "created_at", "crop_id", "from_day", "from_month", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_day", "to_month", "trips", "updated_at", "work", "work_en") SELECT new_values."band", new_values."calendar", new_values."created_at", new_values."crop_id", new_values."from_day", new_values."from_month", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."to_day", new_values."to_month", new_values."trips", new_values."updated_at", new_values."work", new_values."work_en" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1a43a8cbfcf28c5c25180f78e1b471c7f5d8a90c",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cf5d3",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="farmland_busyseason",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="busyseason",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "farmland_busyseasonevent" ("band", "calendar", "created_at", "crop_id", "from_day", "from_month", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_day", "to_month", "trips", "updated_at", "work", "work_en") SELECT old_values."band", old_values."calendar", old_values."created_at", old_values."crop_id", old_values."from_day", old_values."from_month", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."to_day", old_values."to_month", old_values."trips", old_values."updated_at", old_values."work", old_values."work_en" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="9397ffd2aadd71866fbf50cefd96efa017402095",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e0536",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="farmland_busyseason",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parceluse",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "farmland_parceluseevent" ("community_id", "created_at", "household_id", "id", "note", "parcel_id", "partner", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "use", "yuan_a_year") SELECT new_values."community_id", new_values."created_at", new_values."household_id", new_values."id", new_values."note", new_values."parcel_id", new_values."partner", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."updated_at", new_values."use", new_values."yuan_a_year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="98600a62e90d16c35ae7b377a6c929f3da4058af",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_086ae",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="farmland_parceluse",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parceluse",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "farmland_parceluseevent" ("community_id", "created_at", "household_id", "id", "note", "parcel_id", "partner", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "use", "yuan_a_year") SELECT new_values."community_id", new_values."created_at", new_values."household_id", new_values."id", new_values."note", new_values."parcel_id", new_values."partner", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."updated_at", new_values."use", new_values."yuan_a_year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b5e5800457348a5208f7c3ae80b39c5f3cf3b9d2",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8c47c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="farmland_parceluse",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parceluse",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "farmland_parceluseevent" ("community_id", "created_at", "household_id", "id", "note", "parcel_id", "partner", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "use", "yuan_a_year") SELECT old_values."community_id", old_values."created_at", old_values."household_id", old_values."id", old_values."note", old_values."parcel_id", old_values."partner", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."updated_at", old_values."use", old_values."yuan_a_year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="f75319fe70ab3869953e59e0d7456949568773a9",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bd6c9",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="farmland_parceluse",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parcel",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "farmland_parcelevent" ("altitude_from", "altitude_m", "area_mu", "code", "community_id", "created_at", "crop_id", "datum_given", "exact_m", "given_up_on", "household_id", "id", "kind", "latitude", "longitude", "name", "note", "over_border", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_by", "right", "updated_at", "village_id") SELECT new_values."altitude_from", new_values."altitude_m", new_values."area_mu", new_values."code", new_values."community_id", new_values."created_at", new_values."crop_id", new_values."datum_given", new_values."exact_m", new_values."given_up_on", new_values."household_id", new_values."id", new_values."kind", new_values."latitude", new_values."longitude", new_values."name", new_values."note", new_values."over_border", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."placed_by", new_values."right", new_values."updated_at", new_values."village_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7813c52ce45c60944644d8121a40110fd1b4438a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d1a38",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="farmland_parcel",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parcel",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "farmland_parcelevent" ("altitude_from", "altitude_m", "area_mu", "code", "community_id", "created_at", "crop_id", "datum_given", "exact_m", "given_up_on", "household_id", "id", "kind", "latitude", "longitude", "name", "note", "over_border", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_by", "right", "updated_at", "village_id") SELECT new_values."altitude_from", new_values."altitude_m", new_values."area_mu", new_values."code", new_values."community_id", new_values."created_at", new_values."crop_id", new_values."datum_given", new_values."exact_m", new_values."given_up_on", new_values."household_id", new_values."id", new_values."kind", new_values."latitude", new_values."longitude", new_values."name", new_values."note", new_values."over_border", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."placed_by", new_values."right", new_values."updated_at", new_values."village_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3b644e39be6c89daa0516a5ad2a340fa4ba60460",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_36e11",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="farmland_parcel",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parcel",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "farmland_parcelevent" ("altitude_from", "altitude_m", "area_mu", "code", "community_id", "created_at", "crop_id", "datum_given", "exact_m", "given_up_on", "household_id", "id", "kind", "latitude", "longitude", "name", "note", "over_border", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_by", "right", "updated_at", "village_id") SELECT old_values."altitude_from", old_values."altitude_m", old_values."area_mu", old_values."code", old_values."community_id", old_values."created_at", old_values."crop_id", old_values."datum_given", old_values."exact_m", old_values."given_up_on", old_values."household_id", old_values."id", old_values."kind", old_values."latitude", old_values."longitude", old_values."name", old_values."note", old_values."over_border", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."placed_by", old_values."right", old_values."updated_at", old_values."village_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c9f9f47506dc5feda45eb2d73c9c9cdeb5f82d33",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f7b6c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="farmland_parcel",
                    when="AFTER",
                ),
            ),
        ),
    ]
