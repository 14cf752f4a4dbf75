"""The search box for programs."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.core.requests import address_of
from apps.core.search import LONGEST, find, refuse_in_address

HITS = 20


class SearchInput(serializers.Serializer):
    """What to look for."""

    q = serializers.CharField(max_length=LONGEST, allow_blank=True)


class HitSerializer(serializers.Serializer):
    """One thing found; `rank` 0 is certain."""

    type = serializers.CharField(source="model", help_text="household, complaint")
    id = serializers.IntegerField(source="key")
    rank = serializers.IntegerField()
    title = serializers.CharField()
    note = serializers.CharField(help_text="Where it is.")
    why = serializers.CharField(help_text="What fitted.")


class SearchView(APIView):
    """One search over everything within scope: name, pinyin, initials, room, code, telephone, complaint number.

    An identity number is taken by POST only, because addresses are written to logs; finding somebody by it is recorded.
    """

    permission_classes = (IsAuthenticated,)

    @extend_schema(parameters=[OpenApiParameter("q", str, required=True)], responses=HitSerializer(many=True))
    def get(self, request: Request) -> Response:
        text = request.query_params.get("q", "")
        refuse_in_address(text)
        return self._answer(request, text)

    @extend_schema(request=SearchInput, responses=HitSerializer(many=True))
    def post(self, request: Request) -> Response:
        given = SearchInput(data=request.data)
        given.is_valid(raise_exception=True)
        return self._answer(request, given.validated_data["q"])

    def _answer(self, request: Request, text: str) -> Response:
        hits: list[Any] = find(request.user, text, limit=HITS, address=address_of(request))
        return Response(HitSerializer(hits, many=True).data, headers={"Cache-Control": "no-store"})
