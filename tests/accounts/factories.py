"""Staff with areas."""

from typing import Any

import factory

from apps.accounts.models import Assignment, Staff
from apps.accounts.roles import Role

PASSWORD = "correct horse battery"


class StaffFactory(factory.django.DjangoModelFactory):
    """A staff member; `areas` is a list of areas, or "county"."""

    class Meta:
        model = Staff
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"staff{n}")
    name = factory.Sequence(lambda n: f"向工作{n}")
    role = Role.COMMUNITY_MANAGER
    password = factory.django.Password(PASSWORD)
    email = factory.LazyAttribute(lambda o: f"{o.username}@example.org")

    @factory.post_generation
    def areas(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        if extracted == "county":
            Assignment.objects.create(staff=self, level="county")
            return
        for area in extracted or ():
            level = area._meta.model_name
            Assignment.objects.create(staff=self, level=level, **{level: area})
