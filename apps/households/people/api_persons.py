"""People, their further numbers and their skills, written through the REST API."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core import masking
from apps.core.api import ScopedReadViewSet
from apps.core.filters import FilterSet, visible
from apps.core.requests import address_of
from apps.households.actions import persons
from apps.households.models import Contact, Household, Member, MemberSkill, Skill
from apps.households.people.api import VisibleKey
from apps.households.vocabulary import Channel, Education, PhoneOwner, Relation, Sex


class PersonInput(serializers.Serializer):
    """Who somebody is and how they are reached. An identity number brings birth date and sex with it."""

    name = serializers.CharField(max_length=60)
    id_number = serializers.CharField(max_length=40, required=False, allow_blank=True, write_only=True)
    sex = serializers.ChoiceField(choices=Sex.choices, required=False, allow_blank=True)
    birth_date = serializers.DateField(required=False, allow_null=True)
    phone = serializers.CharField(max_length=20, required=False, allow_blank=True)
    phone_of = serializers.ChoiceField(choices=PhoneOwner.choices, required=False, allow_blank=True)
    channel = serializers.ChoiceField(choices=Channel.choices, required=False, allow_blank=True)
    education = serializers.ChoiceField(choices=Education.choices, required=False, allow_blank=True)


class JoiningInput(PersonInput):
    """A person who joins a household."""

    household = VisibleKey(queryset=Household.objects.all())
    relation = serializers.ChoiceField(choices=Relation.choices, required=False, allow_blank=True)
    joined_on = serializers.DateField(required=False)


class PersonWriting:
    """POST adds a person to a household, PATCH corrects one. For the viewset of people."""

    @extend_schema(request=JoiningInput)
    def create(self: Any, request: Request) -> Response:
        """Somebody who was in no register joins a household."""
        given = JoiningInput(data=request.data, context=self.get_serializer_context())
        given.is_valid(raise_exception=True)
        made = persons.member_add(by=request.user, address=address_of(request), **given.validated_data)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=PersonInput)
    def partial_update(self: Any, request: Request, pk: str) -> Response:
        """Correct who somebody is and how they are reached; only what is given changes."""
        member = self.get_object()
        given = PersonInput(data=request.data, partial=True)
        given.is_valid(raise_exception=True)
        row = persons.member_change(member=member, by=request.user, address=address_of(request), **given.validated_data)
        return Response(self.get_serializer(row).data)


class OfMemberFilter(FilterSet):
    """Whose."""

    member = django_filters.ModelChoiceFilter(queryset=visible(Member), label=_("member"))


class ContactSerializer(serializers.ModelSerializer):
    """A number beside the one that is called first."""

    masked_phone = serializers.SerializerMethodField()

    class Meta:
        model = Contact
        fields = ("id", "member", "masked_phone", "phone_of", "note")
        read_only_fields = fields

    def get_masked_phone(self, contact: Contact) -> str:
        return masking.mask_phone(contact.phone)


class ContactInput(serializers.Serializer):
    """One more number of somebody; the first one known becomes the one that is called first."""

    member = VisibleKey(queryset=Member.objects.all())
    phone = serializers.CharField(max_length=20)
    phone_of = serializers.ChoiceField(choices=PhoneOwner.choices, required=False, allow_blank=True)
    note = serializers.CharField(max_length=40, required=False, allow_blank=True)


class ContactFilter(OfMemberFilter):
    """Whose numbers."""

    class Meta:
        model = Contact
        fields: tuple[str, ...] = ()


class ContactViewSet(ScopedReadViewSet):
    """Further telephone numbers."""

    model = Contact
    queryset = Contact.objects.none()
    serializer_class = ContactSerializer
    filterset_class = ContactFilter

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.order_by("pk")

    @extend_schema(request=ContactInput, responses={201: ContactSerializer, 204: None})
    def create(self, request: Request) -> Response:
        """Add a number; 204 where it became the one that is called first."""
        given = ContactInput(data=request.data, context=self.get_serializer_context())
        given.is_valid(raise_exception=True)
        made = persons.contact_add(by=request.user, **given.validated_data)
        if not isinstance(made, Contact):
            return Response(status=status.HTTP_204_NO_CONTENT)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def remove(self, request: Request, pk: str) -> Response:
        """The number is no longer theirs."""
        persons.contact_remove(contact=self.get_object(), by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"], url_path="call-first")
    def call_first(self, request: Request, pk: str) -> Response:
        """This number is called first from now on; the one that was takes its place."""
        persons.contact_call_first(contact=self.get_object(), by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)


class MemberSkillSerializer(serializers.ModelSerializer):
    """A skill somebody has."""

    name = serializers.CharField(source="__str__", read_only=True)

    class Meta:
        model = MemberSkill
        fields = ("id", "member", "skill", "words", "name")
        read_only_fields = fields


class MemberSkillInput(serializers.Serializer):
    """A skill of the county's list, or own words."""

    member = VisibleKey(queryset=Member.objects.all())
    skill = serializers.PrimaryKeyRelatedField(
        queryset=Skill.objects.filter(retired=False), required=False, allow_null=True
    )
    words = serializers.CharField(max_length=60, required=False, allow_blank=True)


class MemberSkillFilter(OfMemberFilter):
    """Whose skills, and which."""

    skill = django_filters.ModelChoiceFilter(queryset=Skill.objects.order_by("name", "pk"), label=_("skill"))

    class Meta:
        model = MemberSkill
        fields: tuple[str, ...] = ()


class MemberSkillViewSet(ScopedReadViewSet):
    """Skills of people."""

    model = MemberSkill
    queryset = MemberSkill.objects.none()
    serializer_class = MemberSkillSerializer
    filterset_class = MemberSkillFilter

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.select_related("skill").order_by("pk")

    @extend_schema(request=MemberSkillInput, responses={201: MemberSkillSerializer})
    def create(self, request: Request) -> Response:
        """Add a skill."""
        given = MemberSkillInput(data=request.data, context=self.get_serializer_context())
        given.is_valid(raise_exception=True)
        made = persons.skill_add(by=request.user, **given.validated_data)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def remove(self, request: Request, pk: str) -> Response:
        """It was entered by mistake."""
        persons.skill_remove(held=self.get_object(), by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)
