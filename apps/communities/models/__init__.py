"""Models of communities."""

from apps.communities.models.building import Building, Dwelling
from apps.communities.models.calendar_day import CalendarDay
from apps.communities.models.community import Community
from apps.communities.models.site import SiteOwned
from apps.communities.models.township import Township

__all__ = ["Building", "CalendarDay", "Community", "Dwelling", "SiteOwned", "Township"]
