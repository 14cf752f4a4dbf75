"""Consents, bank accounts and erasures through the API: masked, and with the same steps and refusals as the pages."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.actions import reveal
from apps.core.api import ScopedReadViewSet
from apps.core.requests import address_of
from apps.households.actions.consents import consent_record, consent_withdraw
from apps.households.actions.erasing import erasure_keep, erasure_refuse, erasure_request, household_erase
from apps.households.likeness.api import MayView, WhyInput
from apps.households.models import BankAccount, Consent, Erasure, Household, Member
from apps.households.models.consent import Basis, ConsentState, Purpose
from apps.households.models.erasure import ErasureState
from apps.households.privacy.filters import BankAccountFilter, ConsentFilter, ErasureFilter


class ConsentSerializer(serializers.ModelSerializer):
    """A consent or statutory basis. `member` null: the whole household. `state` is of today."""

    state = serializers.ChoiceField(choices=ConsentState.choices)

    class Meta:
        model = Consent
        fields = (
            "id", "household", "member", "purpose", "basis", "law", "recipient", "covers", "paper", "signed_on",
            "valid_until", "withdrawn_on", "state",
        )  # fmt: skip
        read_only_fields = fields


class ConsentInput(serializers.Serializer):
    """What was signed, or which statute holds."""

    household = serializers.IntegerField()
    member = serializers.IntegerField(required=False, allow_null=True)
    purpose = serializers.ChoiceField(choices=Purpose.choices)
    basis = serializers.ChoiceField(choices=Basis.choices, default=Basis.SEPARATE)
    law = serializers.CharField(max_length=120, default="", allow_blank=True)
    recipient = serializers.CharField(max_length=80, default="", allow_blank=True)
    covers = serializers.CharField(max_length=200, default="", allow_blank=True)
    paper = serializers.CharField(max_length=80, default="", allow_blank=True)
    signed_on = serializers.DateField()
    valid_until = serializers.DateField(required=False, allow_null=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Household and person by their keys, within scope."""
        user = self.context["request"].user
        for name, model in (("household", Household), ("member", Member)):
            if attrs.get(name) is not None:
                found = model.objects.visible_to(user).filter(pk=attrs[name]).first()
                if found is None:
                    raise ValidationError({name: "not_found"})
                attrs[name] = found
        return attrs


class BankAccountSerializer(serializers.ModelSerializer):
    """An account: the last four digits."""

    masked = serializers.CharField()
    holder = serializers.CharField()

    class Meta:
        model = BankAccount
        fields = ("id", "household", "use", "bank", "masked", "holder", "closed_on")
        read_only_fields = fields


class AccountNumberSerializer(serializers.Serializer):
    """The whole number."""

    number = serializers.CharField()


class RevealAccountInput(serializers.Serializer):
    """Why the number is needed."""

    reason = serializers.CharField(max_length=200, allow_blank=True, default="")


class ErasureSerializer(serializers.ModelSerializer):
    """A household whose data are due, and what was decided."""

    state = serializers.ChoiceField(choices=ErasureState.choices)

    class Meta:
        model = Erasure
        fields = (
            "id", "household", "state", "due_on", "why", "keep_until", "requested_by", "requested_at", "approved_by",
            "approved_at",
        )  # fmt: skip
        read_only_fields = fields


class KeepInput(WhyInput):
    """Until when it is kept, and why."""

    until = serializers.DateField()


def _read(inputs: type[serializers.Serializer], request: Request) -> dict[str, Any]:
    given = inputs(data=request.data)
    given.is_valid(raise_exception=True)
    return given.validated_data


class ConsentViewSet(ScopedReadViewSet):
    """Consents within scope."""

    model = Consent
    queryset = Consent.objects.none()
    serializer_class = ConsentSerializer
    filterset_class = ConsentFilter
    permission_classes = (MayView,)

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.order_by("-signed_on", "-pk")

    @extend_schema(request=ConsentInput, responses={201: ConsentSerializer})
    def create(self, request: Request) -> Response:
        """Record one."""
        given = ConsentInput(data=request.data, context={"request": request})
        given.is_valid(raise_exception=True)
        made = consent_record(by=request.user, **given.validated_data)
        return Response(ConsentSerializer(made).data, status.HTTP_201_CREATED)

    @extend_schema(request=WhyInput, responses=ConsentSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        """The person has taken it back."""
        row = self.get_object()
        done = consent_withdraw(consent=row, by=request.user, why=_read(WhyInput, request)["why"])
        return Response(ConsentSerializer(done).data)


class BankAccountViewSet(ScopedReadViewSet):
    """Bank accounts within scope, masked."""

    model = BankAccount
    queryset = BankAccount.objects.none()
    serializer_class = BankAccountSerializer
    filterset_class = BankAccountFilter
    permission_classes = (MayView,)

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.select_related("member").defer("number").order_by("pk")

    @extend_schema(request=RevealAccountInput, responses=AccountNumberSerializer)
    @action(detail=True, methods=["post"])
    def reveal(self, request: Request, pk: str) -> Response:
        """The whole number, after the look was logged with its reason."""
        row = self.get_object()
        reason = _read(RevealAccountInput, request)["reason"]
        number = reveal(staff=request.user, obj=row, field="number", reason=reason, address=address_of(request))
        return Response({"number": number}, headers={"Cache-Control": "no-store"})


class ErasureViewSet(ScopedReadViewSet):
    """Households due for erasure, within scope."""

    model = Erasure
    queryset = Erasure.objects.none()
    serializer_class = ErasureSerializer
    filterset_class = ErasureFilter
    permission_classes = (MayView,)

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.order_by("due_on", "pk")

    def _answer(self, done: Erasure) -> Response:
        return Response(ErasureSerializer(done).data)

    @extend_schema(request=WhyInput, responses=ErasureSerializer)
    @action(detail=True, methods=["post"], url_path="request", url_name="request")
    def ask(self, request: Request, pk: str) -> Response:
        """Ask for the erasure; somebody else approves."""
        why = _read(WhyInput, request)["why"]
        return self._answer(erasure_request(erasure=self.get_object(), by=request.user, why=why))

    @extend_schema(request=KeepInput, responses=ErasureSerializer)
    @action(detail=True, methods=["post"])
    def keep(self, request: Request, pk: str) -> Response:
        """Still needed, until a day."""
        row = self.get_object()
        return self._answer(erasure_keep(erasure=row, by=request.user, **_read(KeepInput, request)))

    @extend_schema(request=WhyInput, responses=ErasureSerializer)
    @action(detail=True, methods=["post"])
    def refuse(self, request: Request, pk: str) -> Response:
        """Turn the request down."""
        why = _read(WhyInput, request)["why"]
        return self._answer(erasure_refuse(erasure=self.get_object(), by=request.user, why=why))

    @extend_schema(request=None, responses=ErasureSerializer)
    @action(detail=True, methods=["post"])
    def erase(self, request: Request, pk: str) -> Response:
        """Approve and erase, for good."""
        return self._answer(household_erase(erasure=self.get_object(), by=request.user, address=address_of(request)))
