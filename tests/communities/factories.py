"""Townships, communities, buildings, dwellings."""

import factory

from apps.communities.models import Building, Community, Dwelling, Township


class TownshipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Township

    name = factory.Sequence(lambda n: f"测试{n}镇")


class CommunityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Community

    township = factory.SubFactory(TownshipFactory)
    name = factory.Sequence(lambda n: f"测试{n}社区")
    slug = factory.Sequence(lambda n: f"test{n}")


class BuildingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Building

    community = factory.SubFactory(CommunityFactory)
    number = factory.Sequence(lambda n: n % 30_000 + 1)
    units = 3


class DwellingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Dwelling

    building = factory.SubFactory(BuildingFactory)
    community = factory.SelfAttribute("building.community")
    unit = 1
    room = factory.Sequence(lambda n: f"{n + 101}")
    area_m2 = 75
