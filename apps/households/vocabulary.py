"""The words of the household file, as national forms use them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HouseholdClass(models.TextChoices):
    """Household class (户类型)."""

    LIFTED_OUT = "lifted_out", _("lifted out of poverty")
    ORDINARY = "ordinary", _("ordinary farm household")
    SUBSISTENCE = "subsistence", _("subsistence allowance")
    EXTREMELY_POOR = "extremely_poor", _("extremely poor")
    CO_RELOCATED = "co_relocated", _("co-relocated")


class OldHouse(models.TextChoices):
    """What became of the old house (旧房)."""

    STANDING = "standing", _("standing")
    DEMOLISHED = "demolished", _("demolished")
    RECLAIMED = "reclaimed", _("reclaimed")


class Sex(models.TextChoices):
    """Sex as registered."""

    MALE = "male", _("male")
    FEMALE = "female", _("female")


class Relation(models.TextChoices):
    """Relation to the head (GB/T 4761, in the coarse classes that rosters use)."""

    HEAD = "head", _("head")
    SPOUSE = "spouse", _("spouse")
    CHILD = "child", _("child")
    CHILD_IN_LAW = "child_in_law", _("child-in-law")
    GRANDCHILD = "grandchild", _("grandchild")
    PARENT = "parent", _("parent")
    GRANDPARENT = "grandparent", _("grandparent")
    SIBLING = "sibling", _("brother or sister")
    OTHER = "other", _("other relation")


class Health(models.TextChoices):
    """Health (健康状况); one person may have several."""

    HEALTHY = "healthy", _("healthy")
    CHRONIC = "chronic", _("long-term chronic illness")
    SERIOUS = "serious", _("serious illness")
    DISABLED = "disabled", _("disabled")


class Labour(models.TextChoices):
    """Labour ability (劳动能力)."""

    SKILLED = "skilled", _("skilled labour")
    ORDINARY = "ordinary", _("ordinary labour")
    WEAK = "weak", _("weak labour")
    LOST = "lost", _("labour lost")
    NONE = "none", _("no labour")


class Education(models.TextChoices):
    """Education (文化程度)."""

    PRESCHOOL = "preschool", _("before school")
    ILLITERATE = "illiterate", _("illiterate or nearly")
    PRIMARY = "primary", _("primary school")
    JUNIOR = "junior", _("junior middle school")
    SENIOR = "senior", _("senior middle school")
    COLLEGE = "college", _("college")
    UNIVERSITY = "university", _("university")


class Work(models.TextChoices):
    """Where somebody works (务工情况)."""

    OUT_OF_PROVINCE = "out_of_province", _("outside the province")
    IN_PROVINCE = "in_province", _("in the province, outside the county")
    IN_COUNTY = "in_county", _("in the county, outside the township")
    IN_TOWNSHIP = "in_township", _("in the township")
    PUBLIC_POST = "public_post", _("public-welfare post")
    FARMING = "farming", _("farming")
    NOT_WORKING = "not_working", _("not working")


class ResidenceStatus(models.TextChoices):
    """Where people really live (居住状态)."""

    PERMANENT = "permanent", _("permanent resident")
    MIGRANT_WORK = "migrant_work", _("away for work")
    DUAL = "dual", _("two homes")
    RETURNED = "returned", _("moved back")
    VACANT = "vacant", _("vacant")


class IncomeSource(models.TextChoices):
    """Sources of income; business expense is subtracted."""

    WAGE = "wage", _("wages")
    BUSINESS = "business", _("production and business")
    BUSINESS_EXPENSE = "business_expense", _("production and business expense")
    PROPERTY = "property", _("property")
    TRANSFER = "transfer", _("transfers")
