"""Reading households and people through the API: ages, not birth dates; identity numbers and phones masked."""

from typing import Any

from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.actions import open_record, reveal
from apps.communities.models import Community
from apps.core import masking
from apps.core.api import NamedSerializer, ScopedReadViewSet
from apps.core.lists.api import ExportMixin
from apps.core.requests import address_of
from apps.core.text import tight
from apps.households import actions
from apps.households.facts_api.living import OldHouseInput, TitleInput, given
from apps.households.filters import HouseholdFilter, MemberFilter
from apps.households.guarantees import standings_of
from apps.households.life.api import LifeOfHousehold
from apps.households.likeness.taken import number_taken
from apps.households.models import Household, Member, Membership
from apps.households.people.api import VisibleKey
from apps.households.people.api_persons import PersonWriting
from apps.households.vocabulary import Labour


class CodedSerializer(serializers.Serializer):
    """A household by its key and code; who lives in it is asked of /households/."""

    id = serializers.IntegerField(source="pk")
    code = serializers.CharField()


class HouseholdSerializer(serializers.ModelSerializer):
    """A household in a list, as of today."""

    community = NamedSerializer()
    head = serializers.CharField(source="head_name", allow_null=True)
    place = serializers.CharField(source="place_label", help_text="3-2-501; empty: no dwelling")
    size = serializers.SerializerMethodField(help_text="Registered members.")
    residence = serializers.CharField(allow_null=True, help_text="Residence status; null: not collected.")

    class Meta:
        model = Household
        fields = (
            "id", "code", "community", "head", "place", "size", "kind", "residence", "origin_village", "moved_in_on",
            "old_house", "demolished_on", "reclaimed_on", "compensation_yuan", "compensation_paid_on",
            "contract_land_mu", "title_issued", "title_issued_on", "title_number", "left_on",
        )  # fmt: skip
        read_only_fields = fields

    def get_size(self, household: Any) -> int:
        return household.size or 0


class MemberSerializer(serializers.ModelSerializer):
    """A person. `age` in full years; null where the birth date was not collected."""

    community = NamedSerializer()
    age = serializers.IntegerField(allow_null=True)
    masked_id = serializers.CharField(help_text="First and last digit; empty: not collected.")
    masked_phone = serializers.SerializerMethodField()
    labour = serializers.ChoiceField(choices=Labour.choices, help_text="Today; empty: not collected.")

    class Meta:
        model = Member
        fields = (
            "id", "name", "community", "sex", "age", "masked_id", "masked_phone", "education", "labour", "died_on",
        )  # fmt: skip
        read_only_fields = fields

    def get_masked_phone(self, member: Member) -> str:
        return masking.mask_phone(member.phone)


class MembershipSerializer(serializers.ModelSerializer):
    """A person's place in a household today."""

    member = MemberSerializer()
    since = serializers.DateField(source="started", allow_null=True)

    class Meta:
        model = Membership
        fields = ("member", "relation", "since")
        read_only_fields = fields


class HouseholdDetailSerializer(HouseholdSerializer):
    """A household with its people of today, and what is derived from its facts."""

    members = serializers.SerializerMethodField()
    floor_area = serializers.DecimalField(8, 2, allow_null=True, help_text="m² of the dwelling held; null: unknown.")
    space = serializers.CharField(allow_null=True, help_text="Against the norm: under, exact, over; null: unknown.")
    at_home = serializers.CharField(allow_null=True, help_text="By the 8-month rule: yes, no; null: unknown.")
    guarantees = serializers.SerializerMethodField(help_text="Of each: pass, fail or unchecked.")

    class Meta(HouseholdSerializer.Meta):
        fields = (*HouseholdSerializer.Meta.fields, "members", "floor_area", "space", "at_home", "guarantees")
        read_only_fields = fields

    def get_guarantees(self, household: Household) -> dict[str, str]:
        standings = standings_of(household)
        return {s.guarantee.value: s.newest.result if s.newest else "unchecked" for s in standings}

    @extend_schema_field(MembershipSerializer(many=True))
    def get_members(self, household: Household) -> Any:
        people = Prefetch("member", Member.objects.with_labour().select_related("community"))
        rows = Membership.objects.current().filter(household=household).prefetch_related(people)
        return MembershipSerializer(rows.order_by("pk"), many=True).data


class NewHouseholdInput(serializers.ModelSerializer):
    """A household of a community within scope."""

    community = VisibleKey(queryset=Community.objects.all())

    class Meta:
        model = Household
        fields = ("community", "code", "kind", "origin_village", "moved_in_on", "contract_land_mu")


class RevealMemberInput(serializers.Serializer):
    """Why the number is needed."""

    reason = serializers.CharField(max_length=200, allow_blank=True, default="")


class RevealedSerializer(serializers.Serializer):
    """The whole number; empty where none was collected."""

    id_number = serializers.CharField()


class NumberInput(serializers.Serializer):
    """An identity number that somebody is about to register."""

    id_number = serializers.CharField(max_length=40)


class NumberAnswerSerializer(serializers.Serializer):
    """`free`, `here` (with the person) or `elsewhere` (nothing more is told)."""

    state = serializers.ChoiceField(choices=("free", "here", "elsewhere"))
    message = serializers.CharField()
    member = serializers.IntegerField(allow_null=True)


class HouseholdViewSet(LifeOfHousehold, ExportMixin, ScopedReadViewSet):
    """Households within scope. Opening one is logged."""

    model = Household
    queryset = Household.objects.none()
    serializer_class = HouseholdSerializer
    filterset_class = HouseholdFilter

    def list_queryset(self, queryset: Any) -> Any:
        rows = queryset.select_related("community").with_place().with_head().with_size().with_residence()
        if self.action == "retrieve":
            rows = rows.with_space().with_at_home()
        return rows.order_by("code", "pk")

    @extend_schema(responses=HouseholdDetailSerializer)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        household = self.get_object()
        open_record(staff=request.user, subject=household, address=address_of(request))
        return Response(HouseholdDetailSerializer(household, context=self.get_serializer_context()).data)

    @extend_schema(request=NewHouseholdInput, responses={201: HouseholdSerializer})
    def create(self, request: Request) -> Response:
        """A household joins the register; its people, dwelling and presence are recorded next."""
        asked = NewHouseholdInput(data=request.data, context=self.get_serializer_context())
        asked.is_valid(raise_exception=True)
        made = actions.household_add(by=request.user, **asked.validated_data)
        return Response(self.get_serializer(self.get_queryset().get(pk=made.pk)).data, status=201)

    @extend_schema(request=TitleInput, responses=HouseholdSerializer)
    @action(detail=True, methods=["post"])
    def title(self, request: Request, pk: str) -> Response:
        """Record whether the title of the new flat was issued."""
        actions.title_record(household=self.get_object(), by=request.user, **given(TitleInput, request))
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=OldHouseInput, responses=HouseholdSerializer)
    @action(detail=True, methods=["post"], url_path="old-house")
    def old_house(self, request: Request, pk: str) -> Response:
        """Record what became of the old house."""
        actions.old_house_record(household=self.get_object(), by=request.user, **given(OldHouseInput, request))
        return Response(self.get_serializer(self.get_object()).data)


class MemberViewSet(ExportMixin, PersonWriting, ScopedReadViewSet):
    """People within scope."""

    model = Member
    queryset = Member.objects.none()
    serializer_class = MemberSerializer
    filterset_class = MemberFilter
    looks = ("reveal",)
    reveals = {"masked_id": lambda member: member.id_number, "masked_phone": lambda member: member.phone}

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.with_labour().select_related("community").order_by("name_key", "pk")

    @extend_schema(request=RevealMemberInput, responses=RevealedSerializer)
    @action(detail=True, methods=["post"], url_path="reveal")
    def reveal(self, request: Request, pk: str) -> Response:
        """The whole identity number, after the look was logged with its reason."""
        member = self.get_object()
        given = RevealMemberInput(data=request.data)
        given.is_valid(raise_exception=True)
        number = reveal(
            staff=request.user,
            obj=member,
            field="id_number",
            reason=given.validated_data["reason"],
            address=address_of(request),
        )
        return Response({"id_number": number}, headers={"Cache-Control": "no-store"})

    @extend_schema(request=NumberInput, responses=NumberAnswerSerializer)
    @action(detail=False, methods=["post"], url_path="check-number")
    def check_number(self, request: Request) -> Response:
        """Whether an identity number is free in the county. Hits outside one's scope are logged."""
        if not request.user.has_perm("households.add_member"):
            raise PermissionDenied
        given = NumberInput(data=request.data)
        given.is_valid(raise_exception=True)
        number = tight(given.validated_data["id_number"]).upper()
        taken = number_taken(number=number, by=request.user, address=address_of(request))
        answer: dict[str, Any] = {"state": "free", "message": "", "member": None}
        if taken is not None:
            key = taken.member.pk if taken.member else None
            answer = {"state": taken.code, "message": str(taken.message), "member": key}
        return Response(answer, headers={"Cache-Control": "no-store"})
