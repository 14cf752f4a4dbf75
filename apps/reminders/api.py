"""One's own inbox through the REST API."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api import ScopedReadViewSet
from apps.reminders.actions import message_read, messages_read_all
from apps.reminders.models import Message
from apps.reminders.words import worded


class MessageSerializer(serializers.ModelSerializer):
    """A message in words of the language that is asked for."""

    title = serializers.SerializerMethodField()
    body = serializers.SerializerMethodField()

    class Meta:
        model = Message
        fields = ("id", "template", "title", "body", "url", "community", "created_at", "read_at")
        read_only_fields = fields

    @extend_schema_field(serializers.CharField())
    def get_title(self, message: Message) -> str:
        return worded(message).title

    @extend_schema_field(serializers.CharField())
    def get_body(self, message: Message) -> str:
        return worded(message).body


class ReadCountSerializer(serializers.Serializer):
    """How many messages were marked."""

    marked = serializers.IntegerField()


class MessageViewSet(ScopedReadViewSet):
    """One's own inbox, newest first."""

    model = Message
    queryset = Message.objects.none()
    serializer_class = MessageSerializer
    permission_classes = (IsAuthenticated,)
    filterset_fields = {"read_at": ["isnull"]}

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.inbox().order_by("-created_at", "-pk")

    @extend_schema(request=None, responses=MessageSerializer)
    @action(detail=True, methods=["post"])
    def read(self, request: Request, pk: str) -> Response:
        """Mark one message as read."""
        message = self.get_object()
        message_read(message=message, by=request.user)
        message.refresh_from_db()
        return Response(self.get_serializer(message).data)

    @extend_schema(request=None, responses=ReadCountSerializer)
    @action(detail=False, methods=["post"], url_path="read-all")
    def read_all(self, request: Request) -> Response:
        """Mark all of them as read."""
        return Response({"marked": messages_read_all(by=request.user)})
