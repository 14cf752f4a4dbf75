"""What all API views share."""

from typing import Any, ClassVar

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


class RowInput(serializers.ModelSerializer):
    """What a row is registered with or changed to: keys name only rows that the person sees.

    What may be and what not is checked by the action, as for every face.
    """

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        for field in fields.values():
            related: Any = getattr(field, "child_relation", field)
            rows: Any = getattr(related, "queryset", None)
            if rows is not None and hasattr(rows.model.objects, "visible_to"):  # others are the whole county's
                related.queryset = rows.model.objects.visible_to(self.context["request"].user)
        return fields

    def get_unique_together_constraints(self, model: Any) -> Any:
        return iter(())


class ScopedReadViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """Lists and details within the scope of the person who asks.

    `model` is required; `joins` and `order`, or `list_queryset`, add what the serializer shows.
    """

    model: type[Any]
    joins: ClassVar[tuple[str, ...]] = ()
    order: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "model" in vars(cls) and "queryset" not in vars(cls):
            cls.queryset = cls.model._default_manager.none()

    def list_queryset(self, queryset: Any) -> Any:
        """Extend the scoped queryset with annotations and joins."""
        rows = queryset.select_related(*self.joins) if self.joins else queryset
        return rows.order_by(*self.order) if self.order else rows

    def get_queryset(self) -> Any:
        if getattr(self, "swagger_fake_view", False):
            return self.model._default_manager.none()
        return self.list_queryset(self.model._default_manager.visible_to(self.request.user))
