"""What the viewsets of a household's facts share: lists within scope, and POST through the actions of the pages."""

from typing import Any

import django_filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api import ScopedReadViewSet
from apps.core.filters import FilterSet, visible
from apps.households.models import Household

REFUSAL = OpenApiResponse(OpenApiTypes.OBJECT, description="Refused: {code, message, field}.")


class MyHousehold(serializers.PrimaryKeyRelatedField):
    """A household within the scope of the person who asks; any other does not exist."""

    def get_queryset(self) -> Any:
        request = self.context.get("request")
        return Household.objects.none() if request is None else Household.objects.visible_to(request.user)


class FactInput(serializers.ModelSerializer):
    """What an action asks for, with the model's own choices and limits; the action does the rest."""

    household = MyHousehold()

    def get_unique_together_validators(self) -> list[Any]:
        return []  # said again, a fact is corrected

    def get_unique_together_constraints(self, model: Any) -> Any:
        return iter(())


class FactFilter(FilterSet):
    """Facts of one household."""

    household = django_filters.ModelChoiceFilter(queryset=visible(Household))


class FactViewSet(ScopedReadViewSet):
    """Lists of one kind of fact; POST records one."""

    input_class: type[serializers.BaseSerializer]

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.order_by("-pk")

    def record(self, **given: Any) -> Any:
        """The action behind POST."""
        raise NotImplementedError

    def create(self, request: Request) -> Response:
        """Record it; refused and corrected in the words of the pages."""
        given = self.input_class(data=request.data, context=self.get_serializer_context())
        given.is_valid(raise_exception=True)
        row = self.record(by=request.user, **given.validated_data)
        return Response(self.get_serializer(row).data, status=201)


def records(asked: Any, shown: Any) -> Any:
    """Documents POST of a viewset: what it asks, and what it answers."""

    def document(viewset: Any) -> Any:
        answers = {201: shown, 403: REFUSAL, 409: REFUSAL}
        viewset.create = extend_schema(request=asked, responses=answers)(viewset.create)
        viewset.input_class, viewset.serializer_class = asked, shown
        viewset.queryset = viewset.model.objects.none()
        return viewset

    return document
