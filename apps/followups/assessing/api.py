"""Stages of integration, assessments of the livelihood and living costs through the API."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.communities.models import Community
from apps.core import clock
from apps.core.errors import InvalidInput
from apps.core.requests import key_of
from apps.followups.assessing.actions import stage_decide, stage_take_back
from apps.followups.assessing.capitals import CAPITALS, Medians, capitals, capitals_median
from apps.followups.assessing.community import assessed, by_community, indicators, medians_first, registered, spreads
from apps.followups.assessing.evidence import stage_proposed
from apps.followups.assessing.filters import StageFilter
from apps.followups.assessing.flow import stage_flow
from apps.followups.assessing.halves import Half
from apps.followups.assessing.similar import similar
from apps.followups.models import IntegrationStage
from apps.households.facts_api.base import FactInput, FactViewSet, records
from apps.households.models import Household


class StageSerializer(serializers.ModelSerializer):
    """How far a household had settled in for a time. `until` null: it still has."""

    since = serializers.DateField(source="started", allow_null=True)
    until = serializers.DateField(source="ended", allow_null=True)

    class Meta:
        model = IntegrationStage
        fields = ("id", "household", "stage", "proposed", "evidence", "why", "decided_by", "since", "until")
        read_only_fields = fields


class StageInput(FactInput):
    """Which stage holds from a day on; `why` is needed where the evidence speaks for another."""

    start = serializers.DateField()
    why = serializers.CharField(max_length=300, allow_blank=True, required=False)

    class Meta:
        model = IntegrationStage
        fields = ("household", "stage", "start", "why")


class EvidenceSerializer(serializers.Serializer):
    """One heading: its score (0–100, null: does not concern them or is not known) and what it says."""

    key = serializers.CharField()
    verdict = serializers.CharField()
    value = serializers.FloatField(allow_null=True)
    source = serializers.CharField()
    leaves = serializers.CharField(source="heading.leaves")


class ProposalSerializer(serializers.Serializer):
    """The stage that the evidence speaks for now; null while nothing is known. Nothing is decided by it."""

    stage = serializers.CharField(allow_null=True)
    evidence = EvidenceSerializer(many=True)


class FlowCellSerializer(serializers.Serializer):
    """How many households were in one state then and in another since."""

    then = serializers.CharField()
    since = serializers.CharField()
    households = serializers.IntegerField()


class LevelsSerializer(serializers.Serializer):
    """The five capitals, each 0 to 100; null: not known, or fewer than five households. There is no sum."""

    def get_fields(self) -> dict[str, Any]:
        return {key: serializers.FloatField(allow_null=True) for key in CAPITALS}


class AssessmentSerializer(serializers.Serializer):
    """One assessment of a household."""

    day = serializers.DateField()
    moment = serializers.CharField()
    levels = LevelsSerializer()


class LivelihoodSerializer(serializers.Serializer):
    """A household's assessments, and the middle of its community and of households like it."""

    assessments = AssessmentSerializer(many=True)
    median = LevelsSerializer()
    median_of = serializers.IntegerField()
    similar = LevelsSerializer(allow_null=True)
    similar_of = serializers.IntegerField()
    alike_in = serializers.ListField(child=serializers.CharField())


class SpreadSerializer(serializers.Serializer):
    """How one level (0 to 100) lies among households. `unknown`: nothing is known of them; `median` null: too few."""

    key = serializers.CharField()
    name = serializers.CharField()
    median = serializers.FloatField(allow_null=True)
    low = serializers.IntegerField()
    between = serializers.IntegerField()
    high = serializers.IntegerField()
    unknown = serializers.IntegerField()


class PlaceLevelsSerializer(serializers.Serializer):
    """One community: how many households are assessed, and the middle of each capital."""

    community = serializers.IntegerField()
    households = serializers.IntegerField()
    median = LevelsSerializer()


class CommunityCapitalsSerializer(serializers.Serializer):
    """The five capitals of whole communities; of each household its newest assessment counts."""

    households = serializers.IntegerField()
    capitals = SpreadSerializer(many=True)
    indicators = SpreadSerializer(many=True)
    first = LevelsSerializer(help_text="The middle when the households were first assessed.")
    communities = PlaceLevelsSerializer(many=True)


PLACE = OpenApiParameter("community", OpenApiTypes.INT, description="One community; all in view if none.")
HOME = OpenApiParameter("household", OpenApiTypes.INT, required=True, description="A household in view.")


@records(StageInput, StageSerializer)
class IntegrationStageViewSet(FactViewSet):
    """Stages of integration over time. POST decides on one."""

    model = IntegrationStage
    filterset_class = StageFilter

    def record(self, **given: Any) -> IntegrationStage:
        return stage_decide(**given)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def take_back(self, request: Request, pk: str) -> Response:
        """This decision was a mistake: what held before goes on."""
        stage_take_back(decided=self.get_object(), by=request.user)
        return Response(status=204)

    @extend_schema(parameters=[HOME], responses=ProposalSerializer, filters=False)
    @action(detail=False, filterset_class=None, pagination_class=None)
    def proposal(self, request: Request) -> Response:
        """What the evidence of a household speaks for today."""
        return Response(ProposalSerializer(stage_proposed(self._home(request))).data)

    @extend_schema(parameters=[HOME], responses=LivelihoodSerializer, filters=False)
    @action(detail=False, filterset_class=None, pagination_class=None)
    def livelihood(self, request: Request) -> Response:
        """The five capitals of a household over time, beside its community and households like it."""
        home, today = self._home(request), clock.today()
        median, alike = capitals_median([home.community_id], today), similar(home, today)
        shown = {
            "assessments": capitals(home, today), "median": median.levels, "median_of": median.households,
            "similar": alike.medians.levels if isinstance(alike.medians, Medians) else None,
            "similar_of": alike.others if alike.medians else 0, "alike_in": alike.alike,
        }  # fmt: skip
        return Response(LivelihoodSerializer(shown).data)

    @extend_schema(
        parameters=[
            PLACE,
            OpenApiParameter("first", OpenApiTypes.STR, description="A half-year like 2026h1; the one before if none."),
            OpenApiParameter("last", OpenApiTypes.STR, description="A half-year like 2026h2; this one if none."),
        ],
        responses=FlowCellSerializer(many=True),
        filters=False,
    )
    @action(detail=False, filterset_class=None, pagination_class=None)
    def flow(self, request: Request) -> Response:
        """How households moved between stages from the end of one half-year to that of another."""
        last = _half(request, "last") or Half.of(clock.today())
        first = _half(request, "first") or last.before
        matrix = stage_flow(self._places(request), first.as_at, last.as_at)
        rows = [{"then": then, "since": since, "households": n} for (then, since), n in sorted(matrix.items())]
        return Response(FlowCellSerializer(rows, many=True).data)

    @extend_schema(parameters=[PLACE], responses=CommunityCapitalsSerializer, filters=False)
    @action(detail=False, filterset_class=None, pagination_class=None)
    def capitals(self, request: Request) -> Response:
        """The five capitals of whole communities: the middle, the bands, and each indicator."""
        places, today, known = self._places(request), clock.today(), indicators()
        words = {**CAPITALS, **{one.key: one.words(get_language() or "") for one in known}}
        homes, found = registered(places).count(), spreads(assessed(places, today), list(words))
        shown = [
            {"key": key, "name": str(words[key]), "median": one.median, **one.bands, "unknown": homes - one.known}
            for key, one in found.items()
        ]
        told = {
            "households": homes, "capitals": shown[: len(CAPITALS)], "indicators": shown[len(CAPITALS) :],
            "first": medians_first(places, today),
            "communities": [
                {"community": place, "households": levels["households"], "median": levels}
                for place, levels in sorted(by_community(places, today).items())
            ],
        }  # fmt: skip
        return Response(CommunityCapitalsSerializer(told).data)

    def _places(self, request: Request) -> list[int]:
        """Keys of the communities in view, or of the one that was asked for."""
        rows = Community.objects.visible_to(request.user).order_by("pk")
        if asked := request.query_params.get("community"):
            rows = rows.filter(pk=key_of(asked))
        return list(rows.values_list("pk", flat=True))

    def _home(self, request: Request) -> Household:
        """The household asked for, within the person's scope."""
        rows = Household.objects.visible_to(request.user)
        found = rows.filter(pk=key_of(request.query_params.get("household", ""))).first()
        if found is None:
            raise InvalidInput(_("No such household in your area."), code="not_found", field="household")
        return found


def _half(request: Request, name: str) -> Half | None:
    asked = request.query_params.get(name, "")
    found = Half.read(asked)
    if asked and found is None:
        raise InvalidInput(_("Write the half-year like 2026h1."), code="invalid", field=name)
    return found
