"""What all API views share."""

from typing import Any

from rest_framework import mixins, serializers, viewsets


class NamedSerializer(serializers.Serializer):
    """A thing by its key and what people call it."""

    id = serializers.IntegerField(source="pk")
    name = serializers.CharField(source="__str__")


class WithSteps(serializers.ModelSerializer):
    """`possible_steps` stands in a detail: in a list it would ask for each row."""

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        listed = isinstance(self.parent, serializers.ListSerializer)
        if listed and not getattr(self.context.get("view"), "swagger_fake_view", False):
            fields.pop("possible_steps", None)
        return fields


class ScopedReadViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """Lists and details within the scope of the person who asks.

    `model` is required; `list_queryset` may add what the serializer shows.
    """

    model: type[Any]

    def list_queryset(self, queryset: Any) -> Any:
        """Extend the scoped queryset with annotations and joins."""
        return queryset

    def get_queryset(self) -> Any:
        if getattr(self, "swagger_fake_view", False):
            return self.model._default_manager.none()
        return self.list_queryset(self.model._default_manager.visible_to(self.request.user))
