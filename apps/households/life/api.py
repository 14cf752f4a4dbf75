"""Life events, transfers and “as of” through the API: the same forms and actions as in the admin, the same refusals."""

from collections.abc import Mapping
from typing import Any

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.actions import open_record
from apps.core import clock
from apps.core.api import NamedSerializer, ScopedReadViewSet
from apps.core.requests import address_of
from apps.households.actions.transfers import BY_STEP
from apps.households.asof import household_as_of, known_when
from apps.households.life.filters import LifeEventFilter, TransferFilter
from apps.households.life.forms import transfer_form
from apps.households.life.verbs import VERBS
from apps.households.life.words import lines_of
from apps.households.models import EventKind, LifeEvent, Transfer
from apps.households.transfers.show import whom
from apps.households.vocabulary import Relation, Sex


class LifeEventSerializer(serializers.ModelSerializer):
    """A life event. `changes` says in words what it did to the register."""

    community = NamedSerializer()
    changes = serializers.SerializerMethodField()
    corrected_by = serializers.SerializerMethodField(help_text="The event that corrected this one; null: it stands.")

    class Meta:
        model = LifeEvent
        fields = (
            "id", "kind", "happened_on", "recorded_at", "community", "household", "other_households", "members", "note",
            "document", "corrects", "correction", "corrected_by", "changes",
        )  # fmt: skip
        read_only_fields = fields

    def get_changes(self, event: LifeEvent) -> list[str]:
        return lines_of(event)

    def get_corrected_by(self, event: LifeEvent) -> int | None:
        return None if event.successor is None else event.successor.pk


class LifeEventRowSerializer(LifeEventSerializer):
    """A life event in a list."""

    class Meta(LifeEventSerializer.Meta):
        fields = tuple(name for name in LifeEventSerializer.Meta.fields if name != "changes")
        read_only_fields = fields


class TransferSerializer(serializers.ModelSerializer):
    """A transfer between two communities."""

    community = NamedSerializer(help_text="The giving one.")
    to_community = NamedSerializer()

    class Meta:
        model = Transfer
        fields = (
            "id", "state", "community", "to_community", "household", "member", "happens_on", "marriage", "why",
            "document", "asked_at", "decided_at",
        )  # fmt: skip
        read_only_fields = fields


class TransferDetailSerializer(TransferSerializer):
    """A transfer with the names of those who move."""

    whom = serializers.SerializerMethodField()

    class Meta(TransferSerializer.Meta):
        fields = (*TransferSerializer.Meta.fields, "whom")
        read_only_fields = fields

    def get_whom(self, transfer: Transfer) -> str:
        return whom(transfer)


class LifeEventInput(serializers.Serializer):
    """What happened. Each kind of event reads its own fields; the others are left out."""

    happened_on = serializers.DateField()
    note = serializers.CharField(required=False, help_text="For a transfer: the reason.")
    document = serializers.CharField(required=False)
    name = serializers.CharField(required=False, help_text="birth, marriage-in: the new person.")
    sex = serializers.ChoiceField(choices=Sex.choices, required=False)
    birth_date = serializers.DateField(required=False)
    id_number = serializers.CharField(required=False)
    relation = serializers.ChoiceField(choices=Relation.choices, required=False)
    spouse = serializers.IntegerField(required=False, help_text="marriage-in: whom they married.")
    other_household = serializers.CharField(required=False, help_text="marriage: the code of the spouse's household.")
    spouse_name = serializers.CharField(required=False, help_text="marriage: the spouse, by name or key.")
    live_here = serializers.ChoiceField(choices=("here", "there"), required=False, help_text="marriage: who moves.")
    member = serializers.IntegerField(required=False, help_text="death, marriage-out, transfer: the person.")
    members = serializers.ListField(child=serializers.IntegerField(), required=False)
    head = serializers.IntegerField(required=False, help_text="split, divorce, return: head of those people.")
    new_head = serializers.IntegerField(required=False, help_text="Who follows a head that goes.")
    to_household = serializers.CharField(required=False, help_text="Code of a household of the same community.")
    into = serializers.CharField(required=False, help_text="merge: code of the household that stays.")
    destination = serializers.CharField(required=False)
    dwelling = serializers.CharField(required=False, help_text="3-2-501")
    shares_dwelling = serializers.BooleanField(required=False)
    code = serializers.CharField(required=False)
    to_community = serializers.IntegerField(required=False)
    marriage = serializers.BooleanField(required=False)
    event = serializers.IntegerField(required=False, help_text="correct: which event.")
    what = serializers.ChoiceField(choices=("cancel", "change"), required=False)
    why = serializers.CharField(required=False, help_text="correct: why.")


class TransferStepInput(serializers.Serializer):
    """What a step asks for: a code and a room for a household, a household for one person, a reason."""

    code = serializers.CharField(required=False)
    dwelling = serializers.CharField(required=False, help_text="3-2-501")
    to_household = serializers.CharField(required=False)
    relation = serializers.ChoiceField(choices=Relation.choices, required=False)
    why = serializers.CharField(required=False)


class PersonAsOfSerializer(serializers.Serializer):
    """Somebody of the household on that day; empty strings were not collected."""

    member = serializers.IntegerField(source="member_id")
    name = serializers.CharField()
    relation = serializers.CharField()
    age = serializers.IntegerField(allow_null=True)
    health = serializers.ListField(child=serializers.CharField())
    work = serializers.CharField()
    labour = serializers.CharField()


class AsOfSerializer(serializers.Serializer):
    """A household on a day; `known_at` null: as known now."""

    day = serializers.DateField()
    known_at = serializers.DateTimeField(allow_null=True)
    people = PersonAsOfSerializer(many=True)
    dwelling = serializers.SerializerMethodField()
    residence = serializers.CharField()
    kind = serializers.CharField(help_text="Household class of that day; empty: not collected.")
    recorded_late = serializers.SerializerMethodField(help_text="Events recorded or corrected since.")

    def get_dwelling(self, state: Any) -> str | None:
        return state.dwelling.label if state.dwelling else None

    @extend_schema_field(LifeEventRowSerializer(many=True))
    def get_recorded_late(self, state: Any) -> Any:
        return LifeEventRowSerializer(state.late, many=True).data


class AsOfInput(serializers.Serializer):
    day = serializers.DateField(required=False)
    known = serializers.DateField(required=False)


def as_typed(data: Any) -> MultiValueDict:
    """JSON as a form reads it."""
    if not isinstance(data, Mapping):
        raise serializers.ValidationError(_("Send an object with named values."))
    rows = {key: value if isinstance(value, list) else [value] for key, value in data.items()}
    return MultiValueDict({key: ["" if v is None else str(v) for v in values] for key, values in rows.items()})


def answers_of(form: Any) -> Any:
    """The form, if it is filled in rightly."""
    if not form.is_valid():
        raise serializers.ValidationError({name: list(errors) for name, errors in form.errors.items()})
    return form


class LifeOfHousehold:
    """What the household's address offers besides: recording events, and the household as of a day."""

    get_object: Any
    get_serializer_context: Any

    @extend_schema(request=LifeEventInput, responses={201: LifeEventSerializer}, operation_id="households_record_event")
    @action(detail=True, methods=["post"], url_path=f"(?P<event>{'|'.join(VERBS)})", url_name="record")
    def record(self, request: Request, pk: str, event: str) -> Response:
        """Record a life event: birth, death, split … A transfer answers with the request that was made."""
        household = self.get_object()
        verb = VERBS[event]
        made = verb.act(household, request.user, answers_of(verb.form(household, request.user, as_typed(request.data))))
        shown = TransferSerializer if isinstance(made, Transfer) else LifeEventSerializer
        return Response(shown(made, context=self.get_serializer_context()).data, status=201)

    @extend_schema(
        parameters=[
            OpenApiParameter("day", OpenApiTypes.DATE, description="The day; today where it is left out."),
            OpenApiParameter("known", OpenApiTypes.DATE, description="As it had been recorded by the end of this day."),
        ],
        responses=AsOfSerializer,
    )
    @action(detail=True, methods=["get"], url_path="as-of", url_name="as-of")
    def as_of(self, request: Request, pk: str) -> Response:
        """The household as it was on a day. Looking is logged like opening the file."""
        household = self.get_object()
        asked = AsOfInput(data=request.query_params)
        asked.is_valid(raise_exception=True)
        open_record(staff=request.user, subject=household, address=address_of(request))
        day = asked.validated_data.get("day") or clock.today()
        state = household_as_of(household, day, known_when(asked.validated_data.get("known")))
        return Response(AsOfSerializer(state, context=self.get_serializer_context()).data)


class LifeEventViewSet(ScopedReadViewSet):
    """Life events within scope, latest first."""

    model = LifeEvent
    queryset = LifeEvent.objects.none()
    filterset_class = LifeEventFilter
    kinds = EventKind.values

    def get_serializer_class(self) -> Any:
        return LifeEventSerializer if self.action == "retrieve" else LifeEventRowSerializer

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.select_related("community", "corrected_by").order_by("-happened_on", "-pk")


class TransferViewSet(ScopedReadViewSet):
    """Transfers from and to one's communities, with their steps."""

    model = Transfer
    queryset = Transfer.objects.none()
    filterset_class = TransferFilter

    def get_serializer_class(self) -> Any:
        return TransferDetailSerializer if self.action == "retrieve" else TransferSerializer

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.select_related("community", "to_community").order_by("-asked_at", "-pk")

    @extend_schema(request=TransferStepInput, responses=TransferSerializer)
    @action(detail=True, methods=["post"], url_path=f"(?P<step>{'|'.join(BY_STEP)})", url_name="step")
    def step(self, request: Request, pk: str, step: str) -> Response:
        """Accept, reject or withdraw."""
        transfer = self.get_object()
        form = answers_of(transfer_form(step, transfer, as_typed(request.data)))
        after = BY_STEP[step](transfer=transfer, by=request.user, **form.cleaned_data)
        return Response(TransferSerializer(after, context=self.get_serializer_context()).data)
