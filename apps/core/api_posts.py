"""Steps through the API: POST …/<id>/<step>/ reads inputs, acts, and shows the row as it is now."""

from collections.abc import Callable, Mapping
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.errors import InvalidInput

REFUSAL = OpenApiResponse(OpenApiTypes.OBJECT, description="Refused: {code, message, field}.")


def read(inputs: Any, request: Request, **options: Any) -> dict[str, Any]:
    """What was sent, as `inputs` (a serializer, made with `options`) reads it. Raises its errors."""
    given = inputs(data=request.data, **options)
    given.is_valid(raise_exception=True)
    return dict(given.validated_data)


def one_of(model: Any, user: Any, key: int, field: str) -> Any:
    """The row of this key within scope. Raises InvalidInput at its field."""
    found = model.objects.visible_to(user).filter(pk=key).first()
    if found is None:
        raise InvalidInput(code="unknown", field=field)
    return found


def keyed(given: dict[str, Any], user: Any, models: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent, with rows in place of the keys that `models` names. Raises InvalidInput at the field."""
    found = {
        name: one_of(model, user, given[name], name) for name, model in models.items() if given.get(name) is not None
    }
    return given | found


class NothingInput(serializers.Serializer):
    """A step that asks for nothing."""


class Registers:
    """For a view set with `creates` and `changes`: who may is the policy's matter, in the words of the pages."""

    def get_permissions(self) -> Any:
        given: Any = super()
        return [IsAuthenticated()] if self.action in ("create", "partial_update") else given.get_permissions()  # type: ignore[attr-defined]


def creates(
    inputs: Any, act: Callable[[Any, dict[str, Any]], Any], shows: Any, operation: str
) -> Callable[..., Response]:
    """POST …/: `act(user, answers)` registers a row, which is shown."""

    def create(self: Any, request: Request) -> Response:
        """Register one."""
        row = act(request.user, read(inputs, request, context=self.get_serializer_context()))
        self.kwargs["pk"] = row.pk
        return Response(shows(self.get_object(), context=self.get_serializer_context()).data, status=201)

    answers = {201: shows, 403: REFUSAL, 409: REFUSAL}
    return extend_schema(request=inputs, responses=answers, operation_id=operation)(create)


def changes(
    inputs: Any, act: Callable[[Any, Any, dict[str, Any]], Any], shows: Any, operation: str
) -> Callable[..., Response]:
    """PATCH …/<id>/: `act(row, user, answers)` changes what was sent; what is left out stays."""

    def partial_update(self: Any, request: Request, pk: str) -> Response:
        """Change what is known of it; what is left out stays."""
        given = read(inputs, request, context=self.get_serializer_context(), partial=True)
        act(self.get_object(), request.user, given)
        return Response(shows(self.get_object(), context=self.get_serializer_context()).data)

    answers = {200: shows, 403: REFUSAL, 409: REFUSAL}
    return extend_schema(request=inputs, responses=answers, operation_id=operation)(partial_update)


def posts(
    name: str, inputs: Any, act: Callable[[Any, Any, dict[str, Any]], Any], shows: Any, operation: str
) -> Callable[..., Response]:
    """POST …/<id>/<name>/: `act(row, user, answers)`. Who may is the policy's matter, in the same words as on pages."""

    def take(self: Any, request: Request, pk: str) -> Response:
        act(self.get_object(), request.user, read(inputs, request))
        return Response(shows(self.get_object(), context=self.get_serializer_context()).data)

    return _documented(take, name, inputs, {200: shows}, operation)


def begins(
    name: str, inputs: Any, act: Callable[[Any, Any, dict[str, Any]], Any], shows: Any, operation: str
) -> Callable[..., Response]:
    """POST …/<id>/<name>/: `act(row, user, answers)` gives a row that a worker goes on with, which is shown (202)."""

    def begin(self: Any, request: Request, pk: str) -> Response:
        made = act(self.get_object(), request.user, read(inputs, request))
        return Response(shows(made, context=self.get_serializer_context()).data, status=202)

    return _documented(begin, name, inputs, {202: shows}, operation)


def _documented(
    take: Callable[..., Response], name: str, inputs: Any, answers: dict[int, Any], operation: str
) -> Callable[..., Response]:
    take.__name__ = name.replace("-", "_")
    take.__doc__ = f"{name.replace('-', ' ').capitalize()}."
    responses = {**answers, 403: REFUSAL, 409: REFUSAL}
    documented = extend_schema(request=inputs, responses=responses, operation_id=operation)(take)
    return action(detail=True, methods=["post"], url_path=name, url_name=name, permission_classes=[IsAuthenticated])(
        documented
    )
