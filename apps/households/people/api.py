"""What is known of people, through the REST API: recorded, corrected and ended by the same actions as on the pages."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api import ScopedReadViewSet
from apps.core.filters import FilterSet, visible
from apps.core.requests import address_of
from apps.households.actions import facts
from apps.households.actions.details import health_details_reveal
from apps.households.models import Member
from apps.households.people.nouns import NOUNS, Noun


class VisibleKey(serializers.PrimaryKeyRelatedField):
    """A key of something that the person who asks may see."""

    def get_queryset(self) -> Any:
        queryset = super().get_queryset()
        request = self.context.get("request")
        return queryset.none() if request is None else queryset.visible_to(request.user)


class EndInput(serializers.Serializer):
    """The day from which it no longer holds."""

    on = serializers.DateField()


class DetailsInput(serializers.Serializer):
    """Why the details are needed; it is logged."""

    reason = serializers.CharField(max_length=200, allow_blank=True, default="")


class DetailsSerializer(serializers.Serializer):
    """What is encrypted; empty where not entered."""

    diagnosis = serializers.CharField()
    hospital = serializers.CharField()


class FactFilter(FilterSet):
    """Which rows."""

    member = django_filters.ModelChoiceFilter(queryset=visible(Member), label=_("member"))
    on = django_filters.DateFilter(field_name="period", lookup_expr="holds_on", label=_("holds on"))


class FactViewSet(ScopedReadViewSet):
    """Rows of one noun. POST records, PATCH corrects, POST <id>/end/ ends."""

    noun: Noun
    filterset_class = FactFilter
    input_class: type[serializers.Serializer]

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.order_by("-pk")

    def _said(self, row: Any, code: int = status.HTTP_200_OK) -> Response:
        return Response(self.get_serializer(row).data, status=code)

    def create(self, request: Request) -> Response:
        """Record; what held before ends on that day."""
        given = self.input_class(data=request.data, context=self.get_serializer_context())
        given.is_valid(raise_exception=True)
        return self._said(self.noun.record(by=request.user, **given.validated_data), status.HTTP_201_CREATED)

    def partial_update(self, request: Request, pk: str) -> Response:
        """Correct what was entered wrongly. `ends` null: it holds on."""
        row = self.get_object()
        given = self.input_class(data=request.data, partial=True, context=self.get_serializer_context())
        given.is_valid(raise_exception=True)
        values = dict(given.validated_data)
        values.pop("member", None)
        still = "ends" in values and values["ends"] is None
        return self._said(facts.fact_correct(row=row, by=request.user, still=still, **values))

    def end(self, request: Request, pk: str) -> Response:
        """It no longer holds from this day on."""
        row = self.get_object()
        given = EndInput(data=request.data)
        given.is_valid(raise_exception=True)
        return self._said(facts.fact_end(row=row, by=request.user, on=given.validated_data["on"]))


def _shown(noun: Noun) -> type[serializers.ModelSerializer]:
    extra: dict[str, Any] = {
        "starts": serializers.DateField(source="started"),
        "ends": serializers.DateField(source="ended", allow_null=True, help_text="It no longer holds from this day."),
    }
    names = ["id", "member", *noun.inputs, "starts", "ends"]
    if noun.key == "employment":
        extra["where"] = serializers.CharField(help_text="The place, by the work or as entered; empty: not collected.")
        names.append("where")
    if noun.secret:
        extra["has_details"] = serializers.BooleanField(help_text="Whether reveal/ has something to show.")
        names.append("has_details")
    meta = type("Meta", (), {"model": noun.model, "fields": names, "read_only_fields": names})
    doc = f"{noun.model._meta.verbose_name}."
    body = {**extra, "Meta": meta, "__doc__": doc}
    return type(f"{noun.model.__name__}Serializer", (serializers.ModelSerializer,), body)


def _input(noun: Noun) -> type[serializers.ModelSerializer]:
    extra: dict[str, Any] = {
        "member": VisibleKey(queryset=Member.objects.all()),
        "starts": serializers.DateField(),
        "ends": serializers.DateField(required=False, allow_null=True),
        **{name: serializers.CharField(required=False, allow_blank=True, max_length=120) for name in noun.secret},
    }
    fields = ["member", *noun.inputs, *noun.secret, "starts", "ends"]
    meta = type("Meta", (), {"model": noun.model, "fields": fields})
    body = {**extra, "Meta": meta, "__doc__": f"What is recorded: {noun.once}"}
    return type(f"{noun.model.__name__}Input", (serializers.ModelSerializer,), body)


def _viewset(noun: Noun) -> type[FactViewSet]:
    shown, given = _shown(noun), _input(noun)
    title = noun.model.__name__
    filters = type(f"{title}Filter", (FactFilter,), {"Meta": type("Meta", (), {"model": noun.model, "fields": ()})})

    def create(self: Any, request: Request) -> Response:
        return FactViewSet.create(self, request)

    def partial_update(self: Any, request: Request, pk: str) -> Response:
        return FactViewSet.partial_update(self, request, pk)

    def end(self: Any, request: Request, pk: str) -> Response:
        return FactViewSet.end(self, request, pk)

    create.__doc__, partial_update.__doc__, end.__doc__ = (
        FactViewSet.create.__doc__, FactViewSet.partial_update.__doc__, FactViewSet.end.__doc__,
    )  # fmt: skip
    body = {
        "noun": noun, "model": noun.model, "queryset": noun.model._default_manager.none(), "serializer_class": shown,
        "input_class": given, "filterset_class": filters, "__doc__": f"{noun.model.__doc__}",
        "create": extend_schema(request=given, responses={201: shown})(create),
        "partial_update": extend_schema(request=given, responses=shown)(partial_update),
        "end": action(detail=True, methods=["post"])(extend_schema(request=EndInput, responses=shown)(end)),
    }  # fmt: skip
    return type(f"{title}ViewSet", (FactViewSet,), body)


VIEWSETS = {noun.plural: _viewset(noun) for noun in NOUNS.values() if noun.key != "health"}


class HealthViewSet(_viewset(NOUNS["health"])):
    """States of health. Diagnosis and hospital are written here and shown by reveal/ only."""

    looks = ("reveal",)

    @extend_schema(request=DetailsInput, responses=DetailsSerializer)
    @action(detail=True, methods=["post"])
    def reveal(self, request: Request, pk: str) -> Response:
        """Diagnosis and hospital, after the look was logged with its reason."""
        given = DetailsInput(data=request.data)
        given.is_valid(raise_exception=True)
        shown = health_details_reveal(
            record=self.get_object(), by=request.user, reason=given.validated_data["reason"],
            address=address_of(request),
        )  # fmt: skip
        return Response(shown, headers={"Cache-Control": "no-store"})


VIEWSETS[NOUNS["health"].plural] = HealthViewSet
