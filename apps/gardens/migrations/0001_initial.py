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


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("communities", "0001_initial"),
        ("households", "0006_rosters_on_the_engine"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="AllocationDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="draft")),
                ("name", models.CharField(blank=True, max_length=60, verbose_name="what is tried")),
                ("constraints_asked", models.JSONField(default=dict, verbose_name="constraints")),
                ("seed", models.CharField(max_length=64, verbose_name="lottery seed")),
                ("method", models.CharField(max_length=40, verbose_name="method")),
                ("inputs", models.JSONField(verbose_name="inputs")),
                ("outputs", models.JSONField(verbose_name="result")),
                ("totals", models.JSONField(default=dict, verbose_name="figures")),
                ("cost", models.BigIntegerField(verbose_name="weighted seconds")),
                ("bound", models.BigIntegerField(verbose_name="proven bound")),
                ("content_hash", models.CharField(max_length=64, verbose_name="content hash")),
                ("made_at", models.DateTimeField(default=apps.core.clock.now, verbose_name="made on")),
                (
                    "base",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="gardens.allocationdraft",
                        verbose_name="computed from",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
            ],
            options={
                "verbose_name": "allocation draft",
                "verbose_name_plural": "allocation drafts",
                "ordering": ("round", "number"),
            },
        ),
        migrations.CreateModel(
            name="GardenZone",
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
                (
                    "code",
                    models.CharField(
                        help_text="Stands before the plot numbers, such as A.", max_length=4, verbose_name="letter"
                    ),
                ),
                (
                    "rows",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="rows",
                    ),
                ),
                (
                    "columns",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="columns",
                    ),
                ),
                (
                    "cell_width_m",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="plot width (m)"
                    ),
                ),
                (
                    "cell_depth_m",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="plot depth (m)"
                    ),
                ),
                (
                    "angle",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(359)],
                        verbose_name="turned by (°)",
                    ),
                ),
                (
                    "water",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("tap", "tap at the plot"),
                            ("point", "shared tap nearby"),
                            ("cistern", "cistern or ditch"),
                            ("none", "no water"),
                        ],
                        max_length=8,
                        verbose_name="water",
                    ),
                ),
                ("accessible", models.BooleanField(blank=True, null=True, verbose_name="paths fit for wheelchairs")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="given up on")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
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
                "verbose_name": "garden zone",
                "verbose_name_plural": "garden zones",
                "ordering": ("community", "code"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("community", "code"),
                        name="gardens_zone_code_once",
                        violation_error_message="This community already has a zone with this letter.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("cell_depth_m__isnull", True),
                                ("cell_width_m__isnull", True),
                                ("columns__isnull", True),
                                ("rows__isnull", True),
                            ),
                            models.Q(
                                ("columns__gte", 1),
                                ("columns__lte", 200),
                                ("rows__gte", 1),
                                ("rows__lte", 200),
                                ("cell_depth_m__gt", 0),
                                ("cell_width_m__gt", 0),
                            ),
                            _connector="OR",
                        ),
                        name="gardens_grid_whole",
                        violation_error_message="A grid needs rows, columns, and the width and depth of a plot.",
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
                        name="gardens_zone_place_whole",
                        violation_error_message="A place needs both latitude and longitude.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GardenPlot",
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
                ("number", models.CharField(help_text="Such as A-3-07.", max_length=12, verbose_name="plot number")),
                ("row", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="row")),
                ("column", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="column")),
                (
                    "block",
                    models.CharField(
                        help_text="Plots with the same one adjoin in order of their place.",
                        max_length=12,
                        verbose_name="run of plots",
                    ),
                ),
                ("place", models.PositiveSmallIntegerField(default=1, verbose_name="place in the run")),
                ("area_m2", models.DecimalField(decimal_places=1, max_digits=6, verbose_name="area (m²)")),
                (
                    "water",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("tap", "tap at the plot"),
                            ("point", "shared tap nearby"),
                            ("cistern", "cistern or ditch"),
                            ("none", "no water"),
                        ],
                        max_length=8,
                        verbose_name="water",
                    ),
                ),
                ("accessible", models.BooleanField(default=False, verbose_name="fit for disabled people")),
                (
                    "condition",
                    models.CharField(
                        choices=[("good", "good"), ("work", "needs work"), ("unusable", "not usable")],
                        default="good",
                        max_length=10,
                        verbose_name="condition",
                    ),
                ),
                ("retired_on", models.DateField(blank=True, null=True, verbose_name="given up on")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
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
                    "zone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plots",
                        to="gardens.gardenzone",
                        verbose_name="garden zone",
                    ),
                ),
            ],
            options={
                "verbose_name": "garden plot",
                "verbose_name_plural": "garden plots",
                "ordering": ("zone", "block", "place", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("community", "number"),
                        name="gardens_plot_number_once",
                        violation_error_message="This community already has a plot with this number.",
                    ),
                    models.UniqueConstraint(
                        fields=("zone", "block", "place"),
                        name="gardens_plot_place_once",
                        violation_error_message="There is already a plot at this place of the run.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("area_m2__gt", 0), ("area_m2__lte", 1000)),
                        name="gardens_plot_area_sane",
                        violation_error_message="The area of a plot is more than 0 and at most 1,000 m².",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GardenRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("registering", "needs are registered"),
                            ("eligibility", "eligibility"),
                            ("allocation", "allocation"),
                            ("publicity", "publicity"),
                            ("signing", "signing"),
                            ("in_use", "in use"),
                            ("closed", "closed"),
                        ],
                        default="registering",
                        max_length=24,
                        verbose_name="state",
                    ),
                ),
                (
                    "registration_ends_on",
                    models.DateField(blank=True, null=True, verbose_name="needs are registered until"),
                ),
                ("use_from", models.DateField(verbose_name="in use from")),
                ("use_to", models.DateField(blank=True, null=True, verbose_name="in use until")),
                ("seed", models.CharField(blank=True, editable=False, max_length=64, verbose_name="lottery seed")),
                ("published_on", models.DateField(blank=True, editable=False, null=True, verbose_name="published")),
                (
                    "objections_until",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="objections until"),
                ),
                ("sign_by", models.DateField(blank=True, editable=False, null=True, verbose_name="sign by")),
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
                    "published",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="gardens.allocationdraft",
                        verbose_name="published draft",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="published by",
                    ),
                ),
                (
                    "zones",
                    models.ManyToManyField(related_name="rounds", to="gardens.gardenzone", verbose_name="garden zones"),
                ),
            ],
            options={
                "verbose_name": "garden round",
                "verbose_name_plural": "garden rounds",
                "ordering": ("-created_at", "-pk"),
                "indexes": [models.Index(fields=["community", "state"], name="gardens_round_state")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("community", "name"),
                        name="gardens_round_name_once",
                        violation_error_message="This community already has a round of this name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("use_to__isnull", True), ("use_to__gt", models.F("use_from")), _connector="OR"
                        ),
                        name="gardens_round_use_in_order",
                        violation_error_message="The use ends after it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("allocation", "publicity", "signing", "in_use")), _negated=True),
                            models.Q(("seed", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="gardens_seed_before_drafts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("publicity", "signing", "in_use")), _negated=True),
                            ("published__isnull", False),
                            _connector="OR",
                        ),
                        name="gardens_published_has_a_draft",
                    ),
                ],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="GardenOffer",
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
                            ("waiting", "to be signed"),
                            ("signed", "signed"),
                            ("declined", "declined"),
                            ("lapsed", "lapsed"),
                        ],
                        default="waiting",
                        max_length=24,
                        verbose_name="state",
                    ),
                ),
                ("offered_at", models.DateTimeField(default=apps.core.clock.now, verbose_name="offered")),
                ("sign_by", models.DateField(verbose_name="sign by")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="settled")),
                ("signer", models.CharField(blank=True, max_length=60, verbose_name="who signed")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="why")),
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
                        related_name="garden_offers",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="settled by",
                    ),
                ),
                (
                    "plot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="gardens.gardenplot",
                        verbose_name="garden plot",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="gardens.gardenround",
                        verbose_name="garden round",
                    ),
                ),
            ],
            options={
                "verbose_name": "offer of a plot",
                "verbose_name_plural": "offers of plots",
                "ordering": ("sign_by", "pk"),
                "indexes": [
                    models.Index(fields=["round", "state"], name="gardens_offers"),
                    models.Index(
                        condition=models.Q(("state", "waiting")), fields=["sign_by"], name="gardens_offers_due"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("household",),
                        name="gardens_one_open_offer_a_household",
                        violation_error_message="Another plot is offered to this household. Settle that offer first.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("plot",),
                        name="gardens_one_open_offer_a_plot",
                        violation_error_message="This plot is offered to another household. Settle that offer first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", True), ("state", "waiting")),
                            models.Q(models.Q(("state", "waiting"), _negated=True), ("settled_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="gardens_offer_settled_once",
                    ),
                ],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="GardenRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("client_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("phone", "by the resident's phone"),
                            ("staff", "by staff"),
                            ("roster", "from the register"),
                        ],
                        default="staff",
                        max_length=8,
                        verbose_name="registered",
                    ),
                ),
                ("registered_at", models.DateTimeField(default=apps.core.clock.now, verbose_name="registered on")),
                (
                    "together",
                    models.CharField(
                        blank=True,
                        help_text="Households that name the same word get adjoining plots.",
                        max_length=12,
                        verbose_name="together with",
                    ),
                ),
                ("needs_accessible", models.BooleanField(default=False, verbose_name="needs an accessible plot")),
                ("keep_present", models.BooleanField(default=False, verbose_name="keeps its present plot")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "eligibility",
                    models.CharField(
                        choices=[
                            ("unjudged", "not yet judged"),
                            ("eligible", "eligible"),
                            ("refused", "not eligible"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="unjudged",
                        max_length=10,
                        verbose_name="eligibility",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("left", "The household has left the register."),
                            ("no_dwelling", "The household holds no dwelling in this community."),
                            ("not_resident", "The household does not live here for most of the year."),
                            ("residence_unknown", "Nobody has recorded yet whether the household lives here."),
                            ("too_new", "The household moved in too short a time ago."),
                            ("has_plot", "The household already has a plot beyond this round."),
                            ("by_hand", "Decided by a person."),
                        ],
                        max_length=20,
                        verbose_name="reason",
                    ),
                ),
                ("reason_note", models.CharField(blank=True, max_length=200, verbose_name="why")),
                ("judged_at", models.DateTimeField(blank=True, null=True, verbose_name="decided on")),
                (
                    "oldest_age",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="age of the oldest"),
                ),
                ("people", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="people")),
                ("residence", models.CharField(blank=True, max_length=16, verbose_name="residence status")),
                (
                    "frailty",
                    models.CharField(
                        choices=[
                            ("usual", "none"),
                            ("over60", "oldest over 60"),
                            ("over75", "oldest over 75"),
                            ("ill", "serious illness"),
                            ("disabled", "disability"),
                        ],
                        default="usual",
                        max_length=10,
                        verbose_name="frailty",
                    ),
                ),
                ("weight", models.PositiveSmallIntegerField(default=10, verbose_name="weight of the walk (tenths)")),
                ("waited", models.PositiveSmallIntegerField(default=0, verbose_name="earlier rounds without a plot")),
                (
                    "building",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
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
                        related_name="garden_requests",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
                (
                    "judged_by",
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
                    "registered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="registered by",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="gardens.gardenround",
                        verbose_name="garden round",
                    ),
                ),
            ],
            options={
                "verbose_name": "request for a plot",
                "verbose_name_plural": "requests for plots",
                "ordering": ("registered_at", "pk"),
                "indexes": [models.Index(models.F("round"), models.F("eligibility"), name="gardens_request_found")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "household"),
                        name="gardens_one_request_a_round",
                        violation_error_message="This household is already registered in this round.",
                    ),
                    models.UniqueConstraint(fields=("client_id",), name="gardens_request_filed_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("eligibility", "refused"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="gardens_refusal_has_a_reason",
                        violation_error_message="Say why the household is not eligible.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("eligibility", "eligible"), _negated=True),
                            ("building__isnull", False),
                            _connector="OR",
                        ),
                        name="gardens_eligible_lives_somewhere",
                        violation_error_message="An eligible household holds a dwelling here.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weight__gte", 1), ("weight__lte", 100)),
                        name="gardens_weight_sane",
                        violation_error_message="A weight is between 1 and 100 tenths.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GardenRequestEvent",
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
                ("client_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("phone", "by the resident's phone"),
                            ("staff", "by staff"),
                            ("roster", "from the register"),
                        ],
                        default="staff",
                        max_length=8,
                        verbose_name="registered",
                    ),
                ),
                ("registered_at", models.DateTimeField(default=apps.core.clock.now, verbose_name="registered on")),
                (
                    "together",
                    models.CharField(
                        blank=True,
                        help_text="Households that name the same word get adjoining plots.",
                        max_length=12,
                        verbose_name="together with",
                    ),
                ),
                ("needs_accessible", models.BooleanField(default=False, verbose_name="needs an accessible plot")),
                ("keep_present", models.BooleanField(default=False, verbose_name="keeps its present plot")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "eligibility",
                    models.CharField(
                        choices=[
                            ("unjudged", "not yet judged"),
                            ("eligible", "eligible"),
                            ("refused", "not eligible"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="unjudged",
                        max_length=10,
                        verbose_name="eligibility",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("left", "The household has left the register."),
                            ("no_dwelling", "The household holds no dwelling in this community."),
                            ("not_resident", "The household does not live here for most of the year."),
                            ("residence_unknown", "Nobody has recorded yet whether the household lives here."),
                            ("too_new", "The household moved in too short a time ago."),
                            ("has_plot", "The household already has a plot beyond this round."),
                            ("by_hand", "Decided by a person."),
                        ],
                        max_length=20,
                        verbose_name="reason",
                    ),
                ),
                ("reason_note", models.CharField(blank=True, max_length=200, verbose_name="why")),
                ("judged_at", models.DateTimeField(blank=True, null=True, verbose_name="decided on")),
                (
                    "oldest_age",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="age of the oldest"),
                ),
                ("people", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="people")),
                ("residence", models.CharField(blank=True, max_length=16, verbose_name="residence status")),
                (
                    "frailty",
                    models.CharField(
                        choices=[
                            ("usual", "none"),
                            ("over60", "oldest over 60"),
                            ("over75", "oldest over 75"),
                            ("ill", "serious illness"),
                            ("disabled", "disability"),
                        ],
                        default="usual",
                        max_length=10,
                        verbose_name="frailty",
                    ),
                ),
                ("weight", models.PositiveSmallIntegerField(default=10, verbose_name="weight of the walk (tenths)")),
                ("waited", models.PositiveSmallIntegerField(default=0, verbose_name="earlier rounds without a plot")),
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
                    "judged_by",
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
                        to="gardens.gardenrequest",
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="registered by",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="gardens.gardenround",
                        verbose_name="garden round",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="GardenOfferEvent",
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
                            ("waiting", "to be signed"),
                            ("signed", "signed"),
                            ("declined", "declined"),
                            ("lapsed", "lapsed"),
                        ],
                        default="waiting",
                        max_length=24,
                        verbose_name="state",
                    ),
                ),
                ("offered_at", models.DateTimeField(default=apps.core.clock.now, verbose_name="offered")),
                ("sign_by", models.DateField(verbose_name="sign by")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="settled")),
                ("signer", models.CharField(blank=True, max_length=60, verbose_name="who signed")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="why")),
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
                        to="gardens.gardenoffer",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="settled by",
                    ),
                ),
                (
                    "plot",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="gardens.gardenplot",
                        verbose_name="garden plot",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="gardens.gardenround",
                        verbose_name="garden round",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="GardenTenure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("in_use", "in use"),
                            ("idle", "idle"),
                            ("ended", "ended"),
                            ("reclaimed", "reclaimed"),
                        ],
                        default="in_use",
                        max_length=24,
                        verbose_name="state",
                    ),
                ),
                ("idle_since", models.DateField(blank=True, editable=False, null=True, verbose_name="idle since")),
                (
                    "cure_by",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="to be in use again by"),
                ),
                (
                    "ended_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("given_up", "given back by the household"),
                            ("reclaimed", "reclaimed since it lay idle"),
                            ("swapped", "swapped by consent"),
                            ("run_out", "the time ran out"),
                            ("moved", "another plot in a later round"),
                        ],
                        editable=False,
                        max_length=12,
                        verbose_name="ended",
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
                        related_name="garden_tenures",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
                (
                    "offer",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tenure",
                        to="gardens.gardenoffer",
                        verbose_name="offer of a plot",
                    ),
                ),
                (
                    "plot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tenures",
                        to="gardens.gardenplot",
                        verbose_name="garden plot",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tenures",
                        to="gardens.gardenround",
                        verbose_name="garden round",
                    ),
                ),
            ],
            options={
                "verbose_name": "tenure of a plot",
                "verbose_name_plural": "tenures of plots",
                "ordering": ("-period", "-pk"),
                "indexes": [
                    models.Index(condition=models.Q(("state", "idle")), fields=["cure_by"], name="gardens_idle_due"),
                    models.Index(fields=["community", "state"], name="gardens_tenure_state"),
                ],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("household", "="), ("period", "&&")],
                        name="gardens_one_plot_a_household",
                        violation_error_message="This household already has a plot at that time.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("plot", "="), ("period", "&&")],
                        name="gardens_one_holder_a_plot",
                        violation_error_message="Another household has this plot at that time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_by", ""), ("state__in", ("in_use", "idle"))),
                            models.Q(
                                models.Q(("state__in", ("in_use", "idle")), _negated=True),
                                models.Q(("ended_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="gardens_tenure_ended_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "idle"), _negated=True),
                            models.Q(("cure_by__isnull", False), ("idle_since__isnull", False)),
                            _connector="OR",
                        ),
                        name="gardens_idle_has_a_day",
                    ),
                ],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="GardenTenureEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="period")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("in_use", "in use"),
                            ("idle", "idle"),
                            ("ended", "ended"),
                            ("reclaimed", "reclaimed"),
                        ],
                        default="in_use",
                        max_length=24,
                        verbose_name="state",
                    ),
                ),
                ("idle_since", models.DateField(blank=True, editable=False, null=True, verbose_name="idle since")),
                (
                    "cure_by",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="to be in use again by"),
                ),
                (
                    "ended_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("given_up", "given back by the household"),
                            ("reclaimed", "reclaimed since it lay idle"),
                            ("swapped", "swapped by consent"),
                            ("run_out", "the time ran out"),
                            ("moved", "another plot in a later round"),
                        ],
                        editable=False,
                        max_length=12,
                        verbose_name="ended",
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
                    "offer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="gardens.gardenoffer",
                        verbose_name="offer of a plot",
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
                        to="gardens.gardentenure",
                    ),
                ),
                (
                    "plot",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="gardens.gardenplot",
                        verbose_name="garden plot",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="gardens.gardenround",
                        verbose_name="garden round",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="GardenPlotEvent",
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
                ("number", models.CharField(help_text="Such as A-3-07.", max_length=12, verbose_name="plot number")),
                ("row", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="row")),
                ("column", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="column")),
                (
                    "block",
                    models.CharField(
                        help_text="Plots with the same one adjoin in order of their place.",
                        max_length=12,
                        verbose_name="run of plots",
                    ),
                ),
                ("place", models.PositiveSmallIntegerField(default=1, verbose_name="place in the run")),
                ("area_m2", models.DecimalField(decimal_places=1, max_digits=6, verbose_name="area (m²)")),
                (
                    "water",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("tap", "tap at the plot"),
                            ("point", "shared tap nearby"),
                            ("cistern", "cistern or ditch"),
                            ("none", "no water"),
                        ],
                        max_length=8,
                        verbose_name="water",
                    ),
                ),
                ("accessible", models.BooleanField(default=False, verbose_name="fit for disabled people")),
                (
                    "condition",
                    models.CharField(
                        choices=[("good", "good"), ("work", "needs work"), ("unusable", "not usable")],
                        default="good",
                        max_length=10,
                        verbose_name="condition",
                    ),
                ),
                ("retired_on", models.DateField(blank=True, null=True, verbose_name="given up on")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
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
                        to="gardens.gardenplot",
                    ),
                ),
                (
                    "zone",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="gardens.gardenzone",
                        verbose_name="garden zone",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="GardenZoneEvent",
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
                    "code",
                    models.CharField(
                        help_text="Stands before the plot numbers, such as A.", max_length=4, verbose_name="letter"
                    ),
                ),
                (
                    "rows",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="rows",
                    ),
                ),
                (
                    "columns",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="columns",
                    ),
                ),
                (
                    "cell_width_m",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="plot width (m)"
                    ),
                ),
                (
                    "cell_depth_m",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="plot depth (m)"
                    ),
                ),
                (
                    "angle",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(359)],
                        verbose_name="turned by (°)",
                    ),
                ),
                (
                    "water",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("tap", "tap at the plot"),
                            ("point", "shared tap nearby"),
                            ("cistern", "cistern or ditch"),
                            ("none", "no water"),
                        ],
                        max_length=8,
                        verbose_name="water",
                    ),
                ),
                ("accessible", models.BooleanField(blank=True, null=True, verbose_name="paths fit for wheelchairs")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="given up on")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
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
                        to="gardens.gardenzone",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ToolLocker",
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
                ("number", models.CharField(max_length=12, verbose_name="locker number")),
                ("size_l", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="size (litres)")),
                ("accessible", models.BooleanField(default=False, verbose_name="fit for disabled people")),
                (
                    "condition",
                    models.CharField(
                        choices=[("good", "good"), ("work", "needs work"), ("unusable", "not usable")],
                        default="good",
                        max_length=10,
                        verbose_name="condition",
                    ),
                ),
                ("retired_on", models.DateField(blank=True, null=True, verbose_name="given up on")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
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
                    "zone",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lockers",
                        to="gardens.gardenzone",
                        verbose_name="garden zone",
                    ),
                ),
            ],
            options={
                "verbose_name": "tool locker",
                "verbose_name_plural": "tool lockers",
                "ordering": ("community", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("community", "number"),
                        name="gardens_locker_number_once",
                        violation_error_message="This community already has a locker with this number.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("size_l__isnull", True),
                            models.Q(("size_l__gte", 10), ("size_l__lte", 5000)),
                            _connector="OR",
                        ),
                        name="gardens_locker_size_sane",
                        violation_error_message="A locker holds between 10 and 5,000 litres.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LockerHolding",
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
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="locker_holdings",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
                (
                    "locker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holdings",
                        to="gardens.toollocker",
                        verbose_name="tool locker",
                    ),
                ),
            ],
            options={
                "verbose_name": "locker held",
                "verbose_name_plural": "lockers held",
                "ordering": ("-pk",),
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("locker", "="), ("period", "&&")],
                        name="gardens_one_holder_a_locker",
                        violation_error_message="Another household has this locker at that time.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("household", "="), ("period", "&&")],
                        name="gardens_one_locker_a_household",
                        violation_error_message="This household already has a locker at that time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Objection",
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
                        choices=[("open", "open"), ("upheld", "upheld"), ("rejected", "rejected")],
                        default="open",
                        max_length=24,
                        verbose_name="state",
                    ),
                ),
                ("text", models.TextField(max_length=500, verbose_name="what it objects to")),
                ("recorded_at", models.DateTimeField(default=apps.core.clock.now, verbose_name="recorded")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided on")),
                ("why", models.TextField(blank=True, max_length=500, verbose_name="reason of the decision")),
                (
                    "remedy",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("facts", "read the household's facts anew"),
                            ("accessible", "it needs an accessible plot"),
                            ("admit", "it is eligible after all"),
                            ("exclude", "it is not eligible"),
                            ("plot_unfit", "the plot cannot be used"),
                            ("separate", "it does not ask to be together"),
                        ],
                        max_length=12,
                        verbose_name="what changes",
                    ),
                ),
                ("moved", models.JSONField(blank=True, default=list, verbose_name="what moved")),
                (
                    "about",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="households.household",
                        verbose_name="household concerned",
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
                    "draft",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="gardens.allocationdraft",
                        verbose_name="new draft",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="garden_objections",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
                (
                    "plot",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="gardens.gardenplot",
                        verbose_name="garden plot",
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
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="gardens.gardenround",
                        verbose_name="garden round",
                    ),
                ),
            ],
            options={
                "verbose_name": "objection to an allocation",
                "verbose_name_plural": "objections to allocations",
                "ordering": ("-recorded_at", "-pk"),
                "indexes": [models.Index(fields=["round", "state"], name="gardens_objections")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            ("recorded_by__isnull", True),
                            models.Q(("decided_by", models.F("recorded_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="gardens_objection_four_eyes",
                        violation_error_message="Somebody else than the one who recorded it decides on an objection.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("decided_at__isnull", False),
                                models.Q(("why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="gardens_objection_decided_with_reason",
                    ),
                ],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="ObjectionEvent",
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
                        choices=[("open", "open"), ("upheld", "upheld"), ("rejected", "rejected")],
                        default="open",
                        max_length=24,
                        verbose_name="state",
                    ),
                ),
                ("text", models.TextField(max_length=500, verbose_name="what it objects to")),
                ("recorded_at", models.DateTimeField(default=apps.core.clock.now, verbose_name="recorded")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided on")),
                ("why", models.TextField(blank=True, max_length=500, verbose_name="reason of the decision")),
                (
                    "remedy",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("facts", "read the household's facts anew"),
                            ("accessible", "it needs an accessible plot"),
                            ("admit", "it is eligible after all"),
                            ("exclude", "it is not eligible"),
                            ("plot_unfit", "the plot cannot be used"),
                            ("separate", "it does not ask to be together"),
                        ],
                        max_length=12,
                        verbose_name="what changes",
                    ),
                ),
                ("moved", models.JSONField(blank=True, default=list, verbose_name="what moved")),
                (
                    "about",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="households.household",
                        verbose_name="household concerned",
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
                    "draft",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="gardens.allocationdraft",
                        verbose_name="new draft",
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
                        to="gardens.objection",
                    ),
                ),
                (
                    "plot",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="gardens.gardenplot",
                        verbose_name="garden plot",
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
                (
                    "round",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="gardens.gardenround",
                        verbose_name="garden round",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlotSwap",
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
                        choices=[("proposed", "proposed"), ("done", "done"), ("dropped", "dropped")],
                        default="proposed",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("agreed_at", models.DateTimeField(blank=True, null=True, verbose_name="the first agreed")),
                ("agreed_note", models.CharField(blank=True, max_length=120, verbose_name="how the first agreed")),
                ("other_agreed_at", models.DateTimeField(blank=True, null=True, verbose_name="the other agreed")),
                (
                    "other_agreed_note",
                    models.CharField(blank=True, max_length=120, verbose_name="how the other agreed"),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="settled")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="why")),
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
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="swaps_as_other",
                        to="gardens.gardentenure",
                        verbose_name="other tenure",
                    ),
                ),
                (
                    "other_household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="households.household",
                        verbose_name="other household",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="proposed by",
                    ),
                ),
                (
                    "tenure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="swaps",
                        to="gardens.gardentenure",
                        verbose_name="tenure of a plot",
                    ),
                ),
            ],
            options={
                "verbose_name": "swap of plots",
                "verbose_name_plural": "swaps of plots",
                "ordering": ("-created_at", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("tenure", models.F("other")), _negated=True),
                        name="gardens_swap_needs_two",
                        violation_error_message="A swap needs two plots.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True),
                            models.Q(("agreed_at__isnull", False), ("other_agreed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="gardens_swap_by_consent_of_both",
                        violation_error_message="Plots are swapped when both households have agreed.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "proposed")),
                        fields=("tenure",),
                        name="gardens_one_open_swap",
                        violation_error_message="A swap of this plot is already proposed.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlotSwapEvent",
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
                        choices=[("proposed", "proposed"), ("done", "done"), ("dropped", "dropped")],
                        default="proposed",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("agreed_at", models.DateTimeField(blank=True, null=True, verbose_name="the first agreed")),
                ("agreed_note", models.CharField(blank=True, max_length=120, verbose_name="how the first agreed")),
                ("other_agreed_at", models.DateTimeField(blank=True, null=True, verbose_name="the other agreed")),
                (
                    "other_agreed_note",
                    models.CharField(blank=True, max_length=120, verbose_name="how the other agreed"),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="settled")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="why")),
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
                    "other",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="gardens.gardentenure",
                        verbose_name="other tenure",
                    ),
                ),
                (
                    "other_household",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="households.household",
                        verbose_name="other household",
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
                        to="gardens.plotswap",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="proposed by",
                    ),
                ),
                (
                    "tenure",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="gardens.gardentenure",
                        verbose_name="tenure of a plot",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlotVisit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("done_on", models.DateField(verbose_name="seen on")),
                (
                    "found",
                    models.CharField(
                        choices=[("used", "in use"), ("partly", "partly in use"), ("idle", "idle")],
                        max_length=8,
                        verbose_name="found",
                    ),
                ),
                ("cure_by", models.DateField(blank=True, null=True, verbose_name="to be in use again by")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                ("at", models.DateTimeField(default=apps.core.clock.now, verbose_name="recorded")),
                (
                    "by",
                    models.ForeignKey(
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
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
                (
                    "tenure",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="gardens.gardentenure",
                        verbose_name="tenure of a plot",
                    ),
                ),
            ],
            options={
                "verbose_name": "visit to a plot",
                "verbose_name_plural": "visits to plots",
                "ordering": ("-done_on", "-pk"),
                "indexes": [models.Index(fields=["tenure", "-done_on"], name="gardens_visits")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("found", "idle"), _negated=True), ("cure_by__isnull", False), _connector="OR"
                        ),
                        name="gardens_idle_visit_sets_a_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reclaim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("why", models.CharField(max_length=200, verbose_name="why")),
                ("proposed_at", models.DateTimeField(default=apps.core.clock.now, verbose_name="proposed")),
                ("agreed", models.BooleanField(blank=True, null=True, verbose_name="agreed")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided on")),
                ("decision_note", models.CharField(blank=True, max_length=200, verbose_name="reason of the decision")),
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="proposed by",
                    ),
                ),
                (
                    "tenure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reclaims",
                        to="gardens.gardentenure",
                        verbose_name="tenure of a plot",
                    ),
                ),
            ],
            options={
                "verbose_name": "reclaiming of a plot",
                "verbose_name_plural": "reclaiming of plots",
                "ordering": ("-proposed_at", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("agreed__isnull", True)),
                        fields=("tenure",),
                        name="gardens_one_open_reclaim",
                        violation_error_message="It is already proposed to reclaim this plot.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="gardens_reclaim_four_eyes",
                        violation_error_message="Somebody else than the one who proposed it decides.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed__isnull", True), ("decided_at__isnull", True)),
                            models.Q(
                                ("agreed__isnull", False), ("decided_at__isnull", False), ("decided_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="gardens_reclaim_decided_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReclaimEvent",
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
                ("why", models.CharField(max_length=200, verbose_name="why")),
                ("proposed_at", models.DateTimeField(default=apps.core.clock.now, verbose_name="proposed")),
                ("agreed", models.BooleanField(blank=True, null=True, verbose_name="agreed")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided on")),
                ("decision_note", models.CharField(blank=True, max_length=200, verbose_name="reason of the decision")),
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
                        to="gardens.reclaim",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="proposed by",
                    ),
                ),
                (
                    "tenure",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="gardens.gardentenure",
                        verbose_name="tenure of a plot",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RoundStep",
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
                    "round",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="gardens.gardenround",
                        verbose_name="garden round",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a garden round",
                "verbose_name_plural": "steps of garden rounds",
                "ordering": ("at", "pk"),
                "indexes": [models.Index(fields=["round", "at"], name="gardens_round_steps")],
            },
        ),
        migrations.CreateModel(
            name="TenureStep",
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
                    "household",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="households.household",
                    ),
                ),
                (
                    "tenure",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="gardens.gardentenure",
                        verbose_name="tenure of a plot",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a tenure",
                "verbose_name_plural": "steps of tenures",
                "ordering": ("at", "pk"),
                "indexes": [models.Index(fields=["tenure", "at"], name="gardens_tenure_steps")],
            },
        ),
        migrations.CreateModel(
            name="LockerHoldingEvent",
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
                        to="gardens.lockerholding",
                    ),
                ),
                (
                    "locker",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="gardens.toollocker",
                        verbose_name="tool locker",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ToolLockerEvent",
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
                ("number", models.CharField(max_length=12, verbose_name="locker number")),
                ("size_l", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="size (litres)")),
                ("accessible", models.BooleanField(default=False, verbose_name="fit for disabled people")),
                (
                    "condition",
                    models.CharField(
                        choices=[("good", "good"), ("work", "needs work"), ("unusable", "not usable")],
                        default="good",
                        max_length=10,
                        verbose_name="condition",
                    ),
                ),
                ("retired_on", models.DateField(blank=True, null=True, verbose_name="given up on")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
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
                        to="gardens.toollocker",
                    ),
                ),
                (
                    "zone",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="gardens.gardenzone",
                        verbose_name="garden zone",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="WaitlistEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("place", models.PositiveIntegerField(verbose_name="place")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("offered", "a plot is offered"),
                            ("served", "has a plot"),
                            ("left", "no longer waiting"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
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
                        related_name="garden_waits",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waitlist",
                        to="gardens.gardenround",
                        verbose_name="garden round",
                    ),
                ),
            ],
            options={
                "verbose_name": "entry of the waitlist",
                "verbose_name_plural": "waitlist",
                "ordering": ("round", "place"),
                "constraints": [
                    models.UniqueConstraint(fields=("round", "place"), name="gardens_waitlist_place_once"),
                    models.UniqueConstraint(
                        fields=("round", "household"),
                        name="gardens_waits_once_a_round",
                        violation_error_message="This household is already on the waitlist of this round.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WaitlistEntryEvent",
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
                ("place", models.PositiveIntegerField(verbose_name="place")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("offered", "a plot is offered"),
                            ("served", "has a plot"),
                            ("left", "no longer waiting"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
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
                        to="gardens.waitlistentry",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="gardens.gardenround",
                        verbose_name="garden round",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="YieldNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=apps.core.clock.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("month", models.DateField(help_text="its first day", verbose_name="month")),
                (
                    "growing",
                    models.CharField(
                        choices=[
                            ("vegetables", "vegetables"),
                            ("herbs", "spices and herbs"),
                            ("fruit", "fruit"),
                            ("other", "other"),
                        ],
                        default="vegetables",
                        max_length=12,
                        verbose_name="grown",
                    ),
                ),
                (
                    "yield_kg",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=7, null=True, verbose_name="yield (kg)"
                    ),
                ),
                (
                    "saved_yuan",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=8,
                        null=True,
                        verbose_name="vegetables not bought (yuan)",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "by",
                    models.ForeignKey(
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
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="yield_notes",
                        to="households.household",
                        verbose_name="household",
                    ),
                ),
                (
                    "tenure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="yields",
                        to="gardens.gardentenure",
                        verbose_name="tenure of a plot",
                    ),
                ),
            ],
            options={
                "verbose_name": "use and yield of a plot",
                "verbose_name_plural": "use and yields of plots",
                "ordering": ("-month", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenure", "month"),
                        name="gardens_one_yield_a_month",
                        violation_error_message="This month is already noted for this plot. Change that note instead.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("month__day", 1),
                            models.Q(("yield_kg__isnull", True), ("yield_kg__gte", 0), _connector="OR"),
                            models.Q(("saved_yuan__isnull", True), ("saved_yuan__gte", 0), _connector="OR"),
                        ),
                        name="gardens_yield_sane",
                        violation_error_message="Yield and savings cannot be negative.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="YieldNoteEvent",
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
                ("month", models.DateField(help_text="its first day", verbose_name="month")),
                (
                    "growing",
                    models.CharField(
                        choices=[
                            ("vegetables", "vegetables"),
                            ("herbs", "spices and herbs"),
                            ("fruit", "fruit"),
                            ("other", "other"),
                        ],
                        default="vegetables",
                        max_length=12,
                        verbose_name="grown",
                    ),
                ),
                (
                    "yield_kg",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=7, null=True, verbose_name="yield (kg)"
                    ),
                ),
                (
                    "saved_yuan",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=8,
                        null=True,
                        verbose_name="vegetables not bought (yuan)",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
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
                        to="gardens.yieldnote",
                    ),
                ),
                (
                    "tenure",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="gardens.gardentenure",
                        verbose_name="tenure of a plot",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="allocationdraft",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="drafts",
                to="gardens.gardenround",
                verbose_name="garden round",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gardenrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_gardenrequestevent" ("building_id", "channel", "client_id", "community_id", "created_at", "eligibility", "frailty", "household_id", "id", "judged_at", "judged_by_id", "keep_present", "needs_accessible", "note", "oldest_age", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reason_note", "registered_at", "registered_by_id", "residence", "round_id", "together", "updated_at", "waited", "weight") SELECT new_values."building_id", new_values."channel", new_values."client_id", new_values."community_id", new_values."created_at", new_values."eligibility", new_values."frailty", new_values."household_id", new_values."id", new_values."judged_at", new_values."judged_by_id", new_values."keep_present", new_values."needs_accessible", new_values."note", new_values."oldest_age", new_values."people", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."reason_note", new_values."registered_at", new_values."registered_by_id", new_values."residence", new_values."round_id", new_values."together", new_values."updated_at", new_values."waited", new_values."weight" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1d516668e51c2927540c491eee9355c64943e5b1",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e1280",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="gardens_gardenrequest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gardenrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_gardenrequestevent" ("building_id", "channel", "client_id", "community_id", "created_at", "eligibility", "frailty", "household_id", "id", "judged_at", "judged_by_id", "keep_present", "needs_accessible", "note", "oldest_age", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reason_note", "registered_at", "registered_by_id", "residence", "round_id", "together", "updated_at", "waited", "weight") SELECT new_values."building_id", new_values."channel", new_values."client_id", new_values."community_id", new_values."created_at", new_values."eligibility", new_values."frailty", new_values."household_id", new_values."id", new_values."judged_at", new_values."judged_by_id", new_values."keep_present", new_values."needs_accessible", new_values."note", new_values."oldest_age", new_values."people", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."reason_note", new_values."registered_at", new_values."registered_by_id", new_values."residence", new_values."round_id", new_values."together", new_values."updated_at", new_values."waited", new_values."weight" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="00099f8074a2764c30fcf66df2bd36c71fe8bba2",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4621f",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="gardens_gardenrequest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gardenrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_gardenrequestevent" ("building_id", "channel", "client_id", "community_id", "created_at", "eligibility", "frailty", "household_id", "id", "judged_at", "judged_by_id", "keep_present", "needs_accessible", "note", "oldest_age", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reason_note", "registered_at", "registered_by_id", "residence", "round_id", "together", "updated_at", "waited", "weight") SELECT old_values."building_id", old_values."channel", old_values."client_id", old_values."community_id", old_values."created_at", old_values."eligibility", old_values."frailty", old_values."household_id", old_values."id", old_values."judged_at", old_values."judged_by_id", old_values."keep_present", old_values."needs_accessible", old_values."note", old_values."oldest_age", old_values."people", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."reason_note", old_values."registered_at", old_values."registered_by_id", old_values."residence", old_values."round_id", old_values."together", old_values."updated_at", old_values."waited", old_values."weight" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="02f7a0d68ee9cce58c653889b4f233b4cd5405fd",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_12370",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="gardens_gardenrequest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gardenoffer",
            trigger=pgtrigger.compiler.Trigger(
                name="allowed_steps",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{waiting:declined,waiting:lapsed,waiting:signed}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="44b2b7525ba3db7bc272e5421a4d6ac887b5aca9",
                    operation="UPDATE",
                    pgid="pgtrigger_allowed_steps_f9e23",
                    table="gardens_gardenoffer",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gardenoffer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_gardenofferevent" ("community_id", "created_at", "household_id", "id", "offered_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plot_id", "round_id", "settled_at", "settled_by_id", "sign_by", "signer", "state", "updated_at", "why") SELECT new_values."community_id", new_values."created_at", new_values."household_id", new_values."id", new_values."offered_at", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."plot_id", new_values."round_id", new_values."settled_at", new_values."settled_by_id", new_values."sign_by", new_values."signer", new_values."state", new_values."updated_at", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4ecd5f00f507e2d0eea5e253ac2cb2c4d73b67d3",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bca0e",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="gardens_gardenoffer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gardenoffer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_gardenofferevent" ("community_id", "created_at", "household_id", "id", "offered_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plot_id", "round_id", "settled_at", "settled_by_id", "sign_by", "signer", "state", "updated_at", "why") SELECT new_values."community_id", new_values."created_at", new_values."household_id", new_values."id", new_values."offered_at", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."plot_id", new_values."round_id", new_values."settled_at", new_values."settled_by_id", new_values."sign_by", new_values."signer", new_values."state", new_values."updated_at", new_values."why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d1ed28fe2456e7f600ccb2341654251d176bafc9",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1ab2f",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="gardens_gardenoffer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gardenoffer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_gardenofferevent" ("community_id", "created_at", "household_id", "id", "offered_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plot_id", "round_id", "settled_at", "settled_by_id", "sign_by", "signer", "state", "updated_at", "why") SELECT old_values."community_id", old_values."created_at", old_values."household_id", old_values."id", old_values."offered_at", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."plot_id", old_values."round_id", old_values."settled_at", old_values."settled_by_id", old_values."sign_by", old_values."signer", old_values."state", old_values."updated_at", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="b9bd2eb0d2cc6da2da06b96ee2785b9e3965905b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e1782",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="gardens_gardenoffer",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="allocationdraft",
            constraint=models.UniqueConstraint(fields=("round", "number"), name="gardens_draft_number_once"),
        ),
        migrations.AddConstraint(
            model_name="allocationdraft",
            constraint=models.CheckConstraint(
                condition=models.Q(("bound__lte", models.F("cost"))), name="gardens_bound_not_over_cost"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="allocationdraft",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="2bb42e263490e8c6e7a590f15713f9a6c8d99270",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7e234",
                    table="gardens_allocationdraft",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gardentenure",
            trigger=pgtrigger.compiler.Trigger(
                name="allowed_steps",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{idle:ended,idle:in_use,idle:reclaimed,in_use:ended,in_use:idle}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="286045b6243d2bcc5158f909c7b9c6851027574a",
                    operation="UPDATE",
                    pgid="pgtrigger_allowed_steps_7b249",
                    table="gardens_gardentenure",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gardentenure",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_gardentenureevent" ("community_id", "cure_by", "ended_by", "household_id", "id", "idle_since", "offer_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plot_id", "round_id", "state") SELECT new_values."community_id", new_values."cure_by", new_values."ended_by", new_values."household_id", new_values."id", new_values."idle_since", new_values."offer_id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."plot_id", new_values."round_id", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0652ff4d615b162e2860dcff0bf1b503d7d196a4",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7f9cb",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="gardens_gardentenure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gardentenure",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_gardentenureevent" ("community_id", "cure_by", "ended_by", "household_id", "id", "idle_since", "offer_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plot_id", "round_id", "state") SELECT new_values."community_id", new_values."cure_by", new_values."ended_by", new_values."household_id", new_values."id", new_values."idle_since", new_values."offer_id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."plot_id", new_values."round_id", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."community_id" IS DISTINCT FROM (new_values."community_id") OR old_values."cure_by" IS DISTINCT FROM (new_values."cure_by") OR old_values."ended_by" IS DISTINCT FROM (new_values."ended_by") OR old_values."household_id" IS DISTINCT FROM (new_values."household_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."idle_since" IS DISTINCT FROM (new_values."idle_since") OR old_values."offer_id" IS DISTINCT FROM (new_values."offer_id") OR old_values."period" IS DISTINCT FROM (new_values."period") OR old_values."plot_id" IS DISTINCT FROM (new_values."plot_id") OR old_values."round_id" IS DISTINCT FROM (new_values."round_id") OR old_values."state" IS DISTINCT FROM (new_values."state")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6bb474d5d4b372e10849dd0d3c2d21d01629c6e5",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_dc8ec",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="gardens_gardentenure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gardentenure",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_gardentenureevent" ("community_id", "cure_by", "ended_by", "household_id", "id", "idle_since", "offer_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plot_id", "round_id", "state") SELECT old_values."community_id", old_values."cure_by", old_values."ended_by", old_values."household_id", old_values."id", old_values."idle_since", old_values."offer_id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."plot_id", old_values."round_id", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="97ad445da6123fd0daf5f8bdd469ea167bf6993c",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_91abf",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="gardens_gardentenure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gardenzone",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_gardenzoneevent" ("accessible", "altitude_m", "angle", "cell_depth_m", "cell_width_m", "closed_on", "code", "columns", "community_id", "created_at", "id", "latitude", "longitude", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rows", "updated_at", "water") SELECT new_values."accessible", new_values."altitude_m", new_values."angle", new_values."cell_depth_m", new_values."cell_width_m", new_values."closed_on", new_values."code", new_values."columns", new_values."community_id", new_values."created_at", new_values."id", new_values."latitude", new_values."longitude", new_values."name", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."rows", new_values."updated_at", new_values."water" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4ac925fb87dd6e2a506639be7a39b59652095187",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_abd60",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="gardens_gardenzone",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gardenzone",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_gardenzoneevent" ("accessible", "altitude_m", "angle", "cell_depth_m", "cell_width_m", "closed_on", "code", "columns", "community_id", "created_at", "id", "latitude", "longitude", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rows", "updated_at", "water") SELECT new_values."accessible", new_values."altitude_m", new_values."angle", new_values."cell_depth_m", new_values."cell_width_m", new_values."closed_on", new_values."code", new_values."columns", new_values."community_id", new_values."created_at", new_values."id", new_values."latitude", new_values."longitude", new_values."name", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."rows", new_values."updated_at", new_values."water" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="37d7afcc87ddcc32d1e0252738ef5b591b95fb36",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3d68a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="gardens_gardenzone",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gardenzone",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_gardenzoneevent" ("accessible", "altitude_m", "angle", "cell_depth_m", "cell_width_m", "closed_on", "code", "columns", "community_id", "created_at", "id", "latitude", "longitude", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rows", "updated_at", "water") SELECT old_values."accessible", old_values."altitude_m", old_values."angle", old_values."cell_depth_m", old_values."cell_width_m", old_values."closed_on", old_values."code", old_values."columns", old_values."community_id", old_values."created_at", old_values."id", old_values."latitude", old_values."longitude", old_values."name", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."rows", old_values."updated_at", old_values."water" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="3d222c81b82885373a112e11fff2ac899e6df5f7",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_17c9a",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="gardens_gardenzone",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gardenround",
            trigger=pgtrigger.compiler.Trigger(
                name="allowed_steps",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{allocation:closed,allocation:publicity,eligibility:allocation,eligibility:closed,eligibility:registering,in_use:closed,publicity:allocation,publicity:closed,publicity:signing,registering:closed,registering:eligibility,signing:in_use}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="ce87839e1d0b1f08c1cdbfccca287284eacfbc65",
                    operation="UPDATE",
                    pgid="pgtrigger_allowed_steps_5d8c4",
                    table="gardens_gardenround",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gardenround",
            trigger=pgtrigger.compiler.Trigger(
                name="seed_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."seed" IS DISTINCT FROM (NEW."seed") AND NOT (OLD."seed" = \'\'))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="c997b732f26794335d5fed376a86c7860f5f000c",
                    operation="UPDATE",
                    pgid="pgtrigger_seed_stays_481b0",
                    table="gardens_gardenround",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gardenplot",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_gardenplotevent" ("accessible", "altitude_m", "area_m2", "block", "column", "community_id", "condition", "created_at", "id", "latitude", "longitude", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "retired_on", "row", "updated_at", "water", "zone_id") SELECT new_values."accessible", new_values."altitude_m", new_values."area_m2", new_values."block", new_values."column", new_values."community_id", new_values."condition", new_values."created_at", new_values."id", new_values."latitude", new_values."longitude", new_values."note", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."retired_on", new_values."row", new_values."updated_at", new_values."water", new_values."zone_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ee9ef82c1c170543958a3eecf7d762072411c4a5",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_df066",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="gardens_gardenplot",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gardenplot",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_gardenplotevent" ("accessible", "altitude_m", "area_m2", "block", "column", "community_id", "condition", "created_at", "id", "latitude", "longitude", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "retired_on", "row", "updated_at", "water", "zone_id") SELECT new_values."accessible", new_values."altitude_m", new_values."area_m2", new_values."block", new_values."column", new_values."community_id", new_values."condition", new_values."created_at", new_values."id", new_values."latitude", new_values."longitude", new_values."note", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."retired_on", new_values."row", new_values."updated_at", new_values."water", new_values."zone_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="10139f21c60bfe730866bc42f2d7f4053aa051cf",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5626a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="gardens_gardenplot",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gardenplot",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_gardenplotevent" ("accessible", "altitude_m", "area_m2", "block", "column", "community_id", "condition", "created_at", "id", "latitude", "longitude", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "retired_on", "row", "updated_at", "water", "zone_id") SELECT old_values."accessible", old_values."altitude_m", old_values."area_m2", old_values."block", old_values."column", old_values."community_id", old_values."condition", old_values."created_at", old_values."id", old_values."latitude", old_values."longitude", old_values."note", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."retired_on", old_values."row", old_values."updated_at", old_values."water", old_values."zone_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c011e37da790b45c151351c92965b20569da7e43",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5d746",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="gardens_gardenplot",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="objection",
            trigger=pgtrigger.compiler.Trigger(
                name="allowed_steps",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{open:rejected,open:upheld}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="dca8d119363283ae2167ca3a0777d5090ce95204",
                    operation="UPDATE",
                    pgid="pgtrigger_allowed_steps_91eef",
                    table="gardens_objection",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="objection",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_objectionevent" ("about_id", "community_id", "created_at", "decided_at", "decided_by_id", "draft_id", "household_id", "id", "moved", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plot_id", "recorded_at", "recorded_by_id", "remedy", "round_id", "state", "text", "updated_at", "why") SELECT new_values."about_id", new_values."community_id", new_values."created_at", new_values."decided_at", new_values."decided_by_id", new_values."draft_id", new_values."household_id", new_values."id", new_values."moved", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."plot_id", new_values."recorded_at", new_values."recorded_by_id", new_values."remedy", new_values."round_id", new_values."state", new_values."text", new_values."updated_at", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="098db6cd1b7f5922bacd8eb5b5497c90b1487124",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cd7ae",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="gardens_objection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="objection",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_objectionevent" ("about_id", "community_id", "created_at", "decided_at", "decided_by_id", "draft_id", "household_id", "id", "moved", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plot_id", "recorded_at", "recorded_by_id", "remedy", "round_id", "state", "text", "updated_at", "why") SELECT new_values."about_id", new_values."community_id", new_values."created_at", new_values."decided_at", new_values."decided_by_id", new_values."draft_id", new_values."household_id", new_values."id", new_values."moved", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."plot_id", new_values."recorded_at", new_values."recorded_by_id", new_values."remedy", new_values."round_id", new_values."state", new_values."text", new_values."updated_at", new_values."why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f2250a6d9c23326e21168ce6449e85de485132c6",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_75cca",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="gardens_objection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="objection",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_objectionevent" ("about_id", "community_id", "created_at", "decided_at", "decided_by_id", "draft_id", "household_id", "id", "moved", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plot_id", "recorded_at", "recorded_by_id", "remedy", "round_id", "state", "text", "updated_at", "why") SELECT old_values."about_id", old_values."community_id", old_values."created_at", old_values."decided_at", old_values."decided_by_id", old_values."draft_id", old_values."household_id", old_values."id", old_values."moved", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."plot_id", old_values."recorded_at", old_values."recorded_by_id", old_values."remedy", old_values."round_id", old_values."state", old_values."text", old_values."updated_at", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="308636174a4993392aeae7c59cbb981fc2d7a613",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_fa7e0",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="gardens_objection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plotswap",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_plotswapevent" ("agreed_at", "agreed_note", "community_id", "created_at", "household_id", "id", "other_agreed_at", "other_agreed_note", "other_household_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "settled_at", "state", "tenure_id", "updated_at", "why") SELECT new_values."agreed_at", new_values."agreed_note", new_values."community_id", new_values."created_at", new_values."household_id", new_values."id", new_values."other_agreed_at", new_values."other_agreed_note", new_values."other_household_id", new_values."other_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."proposed_by_id", new_values."settled_at", new_values."state", new_values."tenure_id", new_values."updated_at", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="26f04bc3c96ec856c401238fc341c028184813a0",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_64c72",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="gardens_plotswap",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plotswap",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_plotswapevent" ("agreed_at", "agreed_note", "community_id", "created_at", "household_id", "id", "other_agreed_at", "other_agreed_note", "other_household_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "settled_at", "state", "tenure_id", "updated_at", "why") SELECT new_values."agreed_at", new_values."agreed_note", new_values."community_id", new_values."created_at", new_values."household_id", new_values."id", new_values."other_agreed_at", new_values."other_agreed_note", new_values."other_household_id", new_values."other_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."proposed_by_id", new_values."settled_at", new_values."state", new_values."tenure_id", new_values."updated_at", new_values."why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2d249da56852d7c898bf34612c19ed354c13d85a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_76c54",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="gardens_plotswap",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plotswap",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_plotswapevent" ("agreed_at", "agreed_note", "community_id", "created_at", "household_id", "id", "other_agreed_at", "other_agreed_note", "other_household_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "settled_at", "state", "tenure_id", "updated_at", "why") SELECT old_values."agreed_at", old_values."agreed_note", old_values."community_id", old_values."created_at", old_values."household_id", old_values."id", old_values."other_agreed_at", old_values."other_agreed_note", old_values."other_household_id", old_values."other_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."proposed_by_id", old_values."settled_at", old_values."state", old_values."tenure_id", old_values."updated_at", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="f84a59ccfddd97e7f6e8e89c84d2c6ea3f6b7c38",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_50cf7",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="gardens_plotswap",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plotvisit",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="07b9b4b32501e91ae549c2bcc642f694f0234b7b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3c21b",
                    table="gardens_plotvisit",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reclaim",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_reclaimevent" ("agreed", "community_id", "created_at", "decided_at", "decided_by_id", "decision_note", "household_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "tenure_id", "updated_at", "why") SELECT new_values."agreed", new_values."community_id", new_values."created_at", new_values."decided_at", new_values."decided_by_id", new_values."decision_note", new_values."household_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."proposed_at", new_values."proposed_by_id", new_values."tenure_id", new_values."updated_at", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="74fa8f44df52633e12ddca219b7e1869efe3cbc4",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3835a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="gardens_reclaim",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reclaim",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_reclaimevent" ("agreed", "community_id", "created_at", "decided_at", "decided_by_id", "decision_note", "household_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "tenure_id", "updated_at", "why") SELECT new_values."agreed", new_values."community_id", new_values."created_at", new_values."decided_at", new_values."decided_by_id", new_values."decision_note", new_values."household_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."proposed_at", new_values."proposed_by_id", new_values."tenure_id", new_values."updated_at", new_values."why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5b9fca0b88525bc2c1ac2120343fcc2d7d9a9425",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fa78d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="gardens_reclaim",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reclaim",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_reclaimevent" ("agreed", "community_id", "created_at", "decided_at", "decided_by_id", "decision_note", "household_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "tenure_id", "updated_at", "why") SELECT old_values."agreed", old_values."community_id", old_values."created_at", old_values."decided_at", old_values."decided_by_id", old_values."decision_note", old_values."household_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."proposed_at", old_values."proposed_by_id", old_values."tenure_id", old_values."updated_at", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c1404411cce366264addd280aa153b38336c67f3",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_faa18",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="gardens_reclaim",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="roundstep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a48316a9dd82b39540d7e7ffb735b7f9453266e1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ba554",
                    table="gardens_roundstep",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tenurestep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="6ca9b545b82790b320335d72e0d7b5ab480b21b8",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d15c7",
                    table="gardens_tenurestep",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="toollocker",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_toollockerevent" ("accessible", "altitude_m", "community_id", "condition", "created_at", "id", "latitude", "longitude", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_on", "size_l", "updated_at", "zone_id") SELECT new_values."accessible", new_values."altitude_m", new_values."community_id", new_values."condition", new_values."created_at", new_values."id", new_values."latitude", new_values."longitude", new_values."note", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."retired_on", new_values."size_l", new_values."updated_at", new_values."zone_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9626f5071b510a945096d9b7b51809ceb607fda5",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_aff7a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="gardens_toollocker",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="toollocker",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_toollockerevent" ("accessible", "altitude_m", "community_id", "condition", "created_at", "id", "latitude", "longitude", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_on", "size_l", "updated_at", "zone_id") SELECT new_values."accessible", new_values."altitude_m", new_values."community_id", new_values."condition", new_values."created_at", new_values."id", new_values."latitude", new_values."longitude", new_values."note", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."retired_on", new_values."size_l", new_values."updated_at", new_values."zone_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ae78c430e28773800af2358189100e15ec62fa76",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8e11a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="gardens_toollocker",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="toollocker",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_toollockerevent" ("accessible", "altitude_m", "community_id", "condition", "created_at", "id", "latitude", "longitude", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_on", "size_l", "updated_at", "zone_id") SELECT old_values."accessible", old_values."altitude_m", old_values."community_id", old_values."condition", old_values."created_at", old_values."id", old_values."latitude", old_values."longitude", old_values."note", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."retired_on", old_values."size_l", old_values."updated_at", old_values."zone_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="3a57118735098a08a42bc3c5e5fc122641381728",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b843f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="gardens_toollocker",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lockerholding",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_lockerholdingevent" ("community_id", "created_at", "household_id", "id", "locker_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") SELECT new_values."community_id", new_values."created_at", new_values."household_id", new_values."id", new_values."locker_id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="083def74dfddb884e5bea681db50bfae3ad7e772",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_92a6b",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="gardens_lockerholding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lockerholding",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_lockerholdingevent" ("community_id", "created_at", "household_id", "id", "locker_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") SELECT new_values."community_id", new_values."created_at", new_values."household_id", new_values."id", new_values."locker_id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c0b1107e86f277d4ffb4c848c559106e859cf37c",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e337e",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="gardens_lockerholding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lockerholding",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_lockerholdingevent" ("community_id", "created_at", "household_id", "id", "locker_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") SELECT old_values."community_id", old_values."created_at", old_values."household_id", old_values."id", old_values."locker_id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6eefa19bb3ab0f41fdfbeaa306694afd78b22fc1",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0ccd2",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="gardens_lockerholding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="waitlistentry",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_waitlistentryevent" ("community_id", "created_at", "household_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "round_id", "state", "updated_at") SELECT new_values."community_id", new_values."created_at", new_values."household_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."round_id", new_values."state", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="36552c98737712aca6bef20e585466eec9cce341",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9dd30",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="gardens_waitlistentry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="waitlistentry",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_waitlistentryevent" ("community_id", "created_at", "household_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "round_id", "state", "updated_at") SELECT new_values."community_id", new_values."created_at", new_values."household_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."round_id", new_values."state", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="20d0b78c6a0a13628649c2695aab648d7ed9e913",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a9877",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="gardens_waitlistentry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="waitlistentry",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_waitlistentryevent" ("community_id", "created_at", "household_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "round_id", "state", "updated_at") SELECT old_values."community_id", old_values."created_at", old_values."household_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."round_id", old_values."state", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="b86c53e718f3cc98ad7d626defe8cd2f46f537a0",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_58901",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="gardens_waitlistentry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="yieldnote",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_yieldnoteevent" ("by_id", "community_id", "created_at", "growing", "household_id", "id", "month", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_yuan", "tenure_id", "updated_at", "yield_kg") SELECT new_values."by_id", new_values."community_id", new_values."created_at", new_values."growing", new_values."household_id", new_values."id", new_values."month", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."saved_yuan", new_values."tenure_id", new_values."updated_at", new_values."yield_kg" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="96a0a2dad0e628a069d9857c7ce2532b658be65b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8ef7d",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="gardens_yieldnote",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="yieldnote",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_yieldnoteevent" ("by_id", "community_id", "created_at", "growing", "household_id", "id", "month", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_yuan", "tenure_id", "updated_at", "yield_kg") SELECT new_values."by_id", new_values."community_id", new_values."created_at", new_values."growing", new_values."household_id", new_values."id", new_values."month", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."saved_yuan", new_values."tenure_id", new_values."updated_at", new_values."yield_kg" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="94911e367502eacc5633cb64b7bfa3ba48d4057a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2ff9c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="gardens_yieldnote",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="yieldnote",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "gardens_yieldnoteevent" ("by_id", "community_id", "created_at", "growing", "household_id", "id", "month", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_yuan", "tenure_id", "updated_at", "yield_kg") SELECT old_values."by_id", old_values."community_id", old_values."created_at", old_values."growing", old_values."household_id", old_values."id", old_values."month", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."saved_yuan", old_values."tenure_id", old_values."updated_at", old_values."yield_kg" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="851b4b5ae59c382ba8adbe3e85488fbbaac05bd1",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7de69",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="gardens_yieldnote",
                    when="AFTER",
                ),
            ),
        ),
    ]
