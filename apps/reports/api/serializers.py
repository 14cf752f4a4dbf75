"""What the API shows of figures and reports."""

from typing import Any

from rest_framework import serializers

from apps.reports.actions import is_as_submitted
from apps.reports.content import content_of
from apps.reports.differences import differences
from apps.reports.lines import Line
from apps.reports.models import MonthlyReport, ReportStep
from apps.reports.policies import steps_for

NUMBER: dict[str, Any] = {"max_digits": 14, "decimal_places": 1, "allow_null": True, "coerce_to_string": False}


class ExtraField(serializers.DictField):
    """Counts to be read beside a figure, by name."""

    child = serializers.IntegerField()


class CumulativeSerializer(serializers.Serializer):
    """The figure since 1 January."""

    collected = serializers.BooleanField()
    value = serializers.DecimalField(**NUMBER)


class LineSerializer(serializers.Serializer):
    """A figure of a month. `collected` false: nobody entered what it counts. `value` null: it has no meaning."""

    key = serializers.CharField()
    section = serializers.CharField()
    group = serializers.CharField()
    name = serializers.CharField()
    unit = serializers.CharField()
    kind = serializers.CharField(help_text="stock: on the last day; flow: during the month; rate: per cent.")
    definition = serializers.CharField()
    collected = serializers.BooleanField(source="now.collected")
    value = serializers.DecimalField(source="now.value", **NUMBER)
    numerator = serializers.IntegerField(source="now.numerator", allow_null=True)
    denominator = serializers.IntegerField(source="now.denominator", allow_null=True)
    extra = ExtraField(source="now.extra")
    note = serializers.CharField(source="now.note")
    before = serializers.DecimalField(**NUMBER, help_text="The month before.")
    change = serializers.DecimalField(**NUMBER, help_text="Against the month before; for rates in percentage points.")
    cumulative = CumulativeSerializer(allow_null=True, help_text="Since 1 January; null for a stock.")


class PlaceSerializer(serializers.Serializer):
    """A community or township by its key and name."""

    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()


class FiguresSerializer(serializers.Serializer):
    """All figures of a month, of the communities together."""

    month = serializers.DateField(help_text="Its first day.")
    communities = PlaceSerializer(many=True)
    figures = LineSerializer(many=True)


class MonthlyReportSerializer(serializers.ModelSerializer):
    """One version of a report in a list."""

    community = PlaceSerializer()
    township = PlaceSerializer(source="community.township")
    state_name = serializers.CharField(source="get_state_display")

    class Meta:
        model = MonthlyReport
        fields = (
            "id", "community", "township", "month", "version", "state", "state_name", "confirmed_at", "submitted_at",
            "decided_at", "content_hash", "replaces",
        )  # fmt: skip
        read_only_fields = fields


class ReportStepSerializer(serializers.ModelSerializer):
    """One thing that happened to a report."""

    by = serializers.CharField(source="by.name", allow_null=True)

    class Meta:
        model = ReportStep
        fields = ("step", "from_state", "to_state", "by", "why", "at")
        read_only_fields = fields


class DifferenceSerializer(serializers.Serializer):
    """Something that reads differently in a new version."""

    name = serializers.CharField()
    before = serializers.CharField()
    after = serializers.CharField()


class MonthlyReportDetailSerializer(MonthlyReportSerializer):
    """A report with its figures: counted now while it is a draft, as set down since."""

    figures = LineSerializer(many=True)
    steps = ReportStepSerializer(many=True, source="log")
    possible_steps = serializers.ListField(child=serializers.CharField())
    as_submitted = serializers.BooleanField(
        allow_null=True, help_text="Whether what is stored still gives content_hash; null before submission."
    )
    differences = DifferenceSerializer(many=True, help_text="Against the version that it replaces.")

    class Meta(MonthlyReportSerializer.Meta):
        fields = (
            *MonthlyReportSerializer.Meta.fields, "problems", "plan", "annex", "figures", "steps", "possible_steps",
            "as_submitted", "differences",
        )  # fmt: skip
        read_only_fields = fields

    def to_representation(self, report: MonthlyReport) -> dict[str, Any]:
        content = content_of(report)
        shown: Any = report
        shown.possible_steps = [step.name for step in steps_for(report, self.context["request"].user)]
        shown.as_submitted = is_as_submitted(report) if report.is_frozen else None
        shown.differences = differences(report, content)
        shown.log = list(report.steps.select_related("by").order_by("at", "pk"))
        lines: list[Line] = content.lines
        return super().to_representation(_WithFigures(shown, lines))


class _WithFigures:
    """The report with the lines of its content in place of its stored rows."""

    def __init__(self, report: Any, lines: list[Line]) -> None:
        self._report, self.figures = report, lines

    def __getattr__(self, name: str) -> Any:
        return getattr(self._report, name)


class ProduceInput(serializers.Serializer):
    """Whose report, and on which month."""

    community = serializers.IntegerField()
    month = serializers.DateField(help_text="The first day of a month that is over.")


class TextsInput(serializers.Serializer):
    """Texts of a draft; what is left out stays."""

    problems = serializers.CharField(required=False, allow_blank=True)
    plan = serializers.CharField(required=False, allow_blank=True)
    annex = serializers.CharField(required=False, allow_blank=True)


class WhyInput(serializers.Serializer):
    """A note to a step; return and correct need one."""

    why = serializers.CharField(required=False, allow_blank=True, default="", max_length=2000)


class CasesSerializer(serializers.Serializer):
    """The keys of the cases behind a figure that this person may see, and how many it counted."""

    model = serializers.CharField()
    count = serializers.IntegerField()
    ids = serializers.ListField(child=serializers.IntegerField())
