"""The words of fields, as the certificates of contracted land and the offices use them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LandKind(models.TextChoices):
    """Kind of land (地类)."""

    PADDY = "paddy", _("paddy field")
    DRY = "dry", _("dry field")
    TEA = "tea", _("tea garden")
    ORCHARD = "orchard", _("orchard")
    FOREST = "forest", _("woodland")
    GRASS = "grass", _("grassland")
    WATER = "water", _("pond")
    OTHER = "other", pgettext_lazy("kind of land", "other")


class Right(models.TextChoices):
    """By what right the household has the land (权属)."""

    CONTRACTED = "contracted", _("contracted")
    TRANSFERRED = "transferred", _("transferred by contract")
    RECLAIMED = "reclaimed", _("reclaimed old homestead")
    OPENED = "opened", _("opened by themselves")
    COLLECTIVE = "collective", _("borrowed from the village")


class Use(models.TextChoices):
    """Who works the field for a time."""

    OWN = "own", _("worked by the household")
    LEASED_IN = "leased_in", _("leased in")
    LEASED_OUT = "leased_out", _("leased out")
    IDLE = "idle", pgettext_lazy("use of a field", "idle")


WORKED = (Use.OWN, Use.LEASED_IN)  # somebody of the household walks there


class PlacedBy(models.TextChoices):
    """How the place of a field became known."""

    MAP = "map", _("pointed at on the map")
    VILLAGE = "village", _("by its village")
    COORDINATES = "coordinates", _("by coordinates")


class AltitudeFrom(models.TextChoices):
    """Where a field's altitude comes from."""

    GIVEN = "given", _("given")
    VILLAGE = "village", _("of its village")


class Band(models.TextChoices):
    """Altitude bands of the farm calendar, half to one month apart."""

    LOW = "low", _("below 800 m")
    MIDDLE = "middle", _("800 to 1,200 m")
    HIGH = "high", _("above 1,200 m")


class Calendar(models.TextChoices):
    """How a season's days are said."""

    SOLAR = "solar", _("solar calendar")
    LUNAR = "lunar", _("lunar calendar")


class Source(models.TextChoices):
    """What a time to a field was computed by."""

    SLOPE = "slope", _("walking function over the straight line with detour")
    OSRM = "osrm", _("routing server (OSRM)")
    VALHALLA = "valhalla", _("routing server (Valhalla)")


ROUTED = (Source.OSRM, Source.VALHALLA)


class Unrouted(models.TextChoices):
    """Why a way is not the routing server's although one is set."""

    NO_WAY = "no_way", _("the routing server knows no way there")
    FAILED = "failed", _("the routing server did not answer; it is asked again")


class Missing(models.TextChoices):
    """Why there is no time to a field."""

    PLACE = "place", _("the field has no place on the map")
    DWELLING = "dwelling", _("the household holds no dwelling")
    BUILDING = "building", _("the building has no place on the map")
