"""Duplicates and merges through the API: the same decisions, the same refusals."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api import NamedSerializer, ScopedReadViewSet
from apps.households.actions.merging import members_merge, members_not_same, merge_undo
from apps.households.likeness.filters import LikelyPairFilter, MergeFilter
from apps.households.models import LikelyPair, MergeRecord
from apps.households.models.duplicate import Likeness


class MayView(BasePermission):
    """Reading needs the permission to view; what is done, the action decides."""

    def has_permission(self, request: Request, view: Any) -> bool:
        opts = view.model._meta
        return request.user.has_perm(f"{opts.app_label}.view_{opts.model_name}")


class PairPersonSerializer(serializers.Serializer):
    """One of the two: an age, first and last digit."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    age = serializers.IntegerField(allow_null=True)
    masked_id = serializers.CharField()
    community = NamedSerializer()


class LikelyPairSerializer(serializers.ModelSerializer):
    """Two people who may be one, and why."""

    first = PairPersonSerializer()
    second = PairPersonSerializer()
    reasons = serializers.ListField(child=serializers.ChoiceField(choices=Likeness.choices))

    class Meta:
        model = LikelyPair
        fields = ("id", "first", "second", "reasons", "found_at")
        read_only_fields = fields


class MergeSerializer(serializers.ModelSerializer):
    """A merge. `kept` is the person who stayed; `undone` whether it was taken back."""

    undone = serializers.SerializerMethodField()
    by = serializers.CharField(source="by.name", allow_null=True, default=None)
    proposed_by = serializers.CharField(source="proposed_by.name", allow_null=True, default=None)

    class Meta:
        model = MergeRecord
        fields = ("id", "kind", "kept", "dropped", "proposed_by", "by", "at", "why", "undone")
        read_only_fields = fields

    def get_undone(self, merge: MergeRecord) -> bool:
        return hasattr(merge, "undoing")


class MergeInput(serializers.Serializer):
    """Which record stays, and what was chosen: “keep” or “drop” by column, or by row as the refusal names it."""

    keep = serializers.ChoiceField(choices=("first", "second"), default="first")
    choices = serializers.DictField(child=serializers.ChoiceField(choices=("keep", "drop")), default=dict)
    why = serializers.CharField(max_length=200, default="", allow_blank=True)


class WhyInput(serializers.Serializer):
    """A note."""

    why = serializers.CharField(max_length=200, default="", allow_blank=True)


class LikelyPairViewSet(ScopedReadViewSet):
    """Likely duplicates of which both people are within scope."""

    model = LikelyPair
    queryset = LikelyPair.objects.none()
    serializer_class = LikelyPairSerializer
    filterset_class = LikelyPairFilter
    permission_classes = (MayView,)

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.with_people().order_by("-found_at", "-pk")

    @extend_schema(request=MergeInput, responses={201: MergeSerializer})
    @action(detail=True, methods=["post"])
    def merge(self, request: Request, pk: str) -> Response:
        """Make one person of two."""
        pair = self.get_object()
        given = MergeInput(data=request.data)
        given.is_valid(raise_exception=True)
        data = given.validated_data
        two = (pair.first, pair.second)
        keep, drop = two if data["keep"] == "first" else two[::-1]
        made = members_merge(keep=keep, drop=drop, by=request.user, choices=data["choices"], why=data["why"])
        return Response(MergeSerializer(made).data, status.HTTP_201_CREATED)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"], url_path="not-same")
    def not_same(self, request: Request, pk: str) -> Response:
        """These are two people."""
        pair = self.get_object()
        members_not_same(one=pair.first, other=pair.second, by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)


class MergeViewSet(ScopedReadViewSet):
    """Merges within scope."""

    model = MergeRecord
    queryset = MergeRecord.objects.none()
    serializer_class = MergeSerializer
    filterset_class = MergeFilter
    permission_classes = (MayView,)

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.select_related("by", "proposed_by", "undoing").defer("journal").order_by("-at", "-pk")

    @extend_schema(request=WhyInput, responses=MergeSerializer)
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, pk: str) -> Response:
        """Take it back."""
        merge = self.get_object()
        given = WhyInput(data=request.data)
        given.is_valid(raise_exception=True)
        merge_undo(merge=merge, by=request.user, why=given.validated_data["why"])
        return Response(MergeSerializer(self.list_queryset(MergeRecord.objects.filter(pk=merge.pk)).get()).data)
