"""The words of the household file, as national forms use them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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


class DisabilityCategory(models.TextChoices):
    """Categories of disability (GB/T 26341)."""

    VISUAL = "visual", pgettext_lazy("disability", "visual")
    HEARING = "hearing", pgettext_lazy("disability", "hearing")
    SPEECH = "speech", pgettext_lazy("disability", "speech")
    PHYSICAL = "physical", pgettext_lazy("disability", "physical")
    INTELLECTUAL = "intellectual", pgettext_lazy("disability", "intellectual")
    MENTAL = "mental", pgettext_lazy("disability", "mental")
    MULTIPLE = "multiple", pgettext_lazy("disability", "multiple")


class DisabilityGrade(models.IntegerChoices):
    """Grades of disability, 1 the gravest (GB/T 26341)."""

    FIRST = 1, _("grade 1")
    SECOND = 2, _("grade 2")
    THIRD = 3, _("grade 3")
    FOURTH = 4, _("grade 4")


class Stage(models.TextChoices):
    """The stage of present schooling (在读学段)."""

    KINDERGARTEN = "kindergarten", _("kindergarten")
    PRIMARY = "primary", _("primary school")
    JUNIOR = "junior", _("junior middle school")
    SENIOR = "senior", _("senior middle school")
    VOCATIONAL = "vocational", _("vocational school")
    COLLEGE = "college", _("college")
    UNIVERSITY = "university", _("university")
    SPECIAL = "special", _("special school")


class InsuranceBranch(models.TextChoices):
    """What an insurance is for (险种)."""

    MEDICAL = "medical", _("medical insurance")
    OLD_AGE = "old_age", _("old-age insurance")


class InsuranceScheme(models.TextChoices):
    """Under which scheme; `NONE` is known not to be insured, no row is not collected."""

    RESIDENT = "resident", _("residents' scheme")
    EMPLOYEE = "employee", _("employees' scheme")
    NONE = "none", _("not insured")


class Channel(models.TextChoices):
    """How somebody is best reached."""

    PHONE = "phone", pgettext_lazy("reached by", "telephone")
    WECHAT = "wechat", pgettext_lazy("reached by", "WeChat")
    VISIT = "visit", pgettext_lazy("reached by", "visit")
    LETTER = "letter", pgettext_lazy("reached by", "letter")


class PhoneOwner(models.TextChoices):
    """Whose number it is."""

    SELF = "self", _("their own")
    SPOUSE = "spouse", _("spouse's")
    CHILD = "child", _("child's")
    PARENT = "parent", _("parent's")
    RELATIVE = "relative", _("other relative's")
    NEIGHBOUR = "neighbour", _("neighbour's")
    EMPLOYER = "employer", _("employer's")


class Work(models.TextChoices):
    """The kind of work (务工情况); four of them name the place at once, as the national forms do."""

    OUT_OF_PROVINCE = "out_of_province", _("outside the province")
    IN_PROVINCE = "in_province", _("in the province, outside the county")
    IN_COUNTY = "in_county", _("in the county, outside the township")
    IN_TOWNSHIP = "in_township", _("in the township")
    WORKSHOP = "workshop", _("community workshop")
    PUBLIC_POST = "public_post", _("public-welfare post")
    SELF_EMPLOYED = "self_employed", _("own business")
    FARMING = "farming", _("farming")
    NOT_WORKING = "not_working", _("not working")


class WorkPlace(models.TextChoices):
    """Where somebody works, from near to far."""

    COMMUNITY = "community", _("in the community")
    TOWNSHIP = "township", _("in the township")
    COUNTY = "county", _("in the county, outside the township")
    PROVINCE = "province", _("in the province, outside the county")
    OUTSIDE = "outside", _("outside the province")


# Kinds of work that say where it is; for the others the place is entered.
PLACE_OF_WORK: dict[str, WorkPlace] = {
    Work.WORKSHOP.value: WorkPlace.COMMUNITY,
    Work.IN_TOWNSHIP.value: WorkPlace.TOWNSHIP,
    Work.IN_COUNTY.value: WorkPlace.COUNTY,
    Work.IN_PROVINCE.value: WorkPlace.PROVINCE,
    Work.OUT_OF_PROVINCE.value: WorkPlace.OUTSIDE,
}
# Who can do a full day's work; the weak, those who lost it and those without are not counted as able.
ABLE_LABOUR: frozenset[str] = frozenset({Labour.SKILLED, Labour.ORDINARY})


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


class SecondHome(models.TextChoices):
    """Why people live in two homes, or moved back."""

    FIELDS = "fields", _("fields in the busy season")
    OLD_PEOPLE = "old_people", _("old people at the old house")
    SCHOOLING = "schooling", _("schooling of children")
    WORK = "work", _("work near there")
    OTHER = "other", _("other reason")


class ExpenseKind(models.TextChoices):
    """Large expenses (大额支出)."""

    MEDICAL = "medical", _("medical treatment")
    SCHOOLING = "schooling", _("schooling")
    BUILDING = "building", _("building and furnishing")
    CEREMONY = "ceremony", _("wedding or funeral")
    DEBT = "debt", _("debt service")
    OTHER = "other", _("other large expense")


class Phase(models.TextChoices):
    """Before or after the move, for what is compared."""

    BEFORE = "before", _("before the move")
    AFTER = "after", _("after the move")


class Guarantee(models.TextChoices):
    """Two assurances, three guarantees and drinking water (两不愁三保障及饮水)."""

    FOOD = "food", _("food")
    CLOTHING = "clothing", _("clothing")
    EDUCATION = "education", _("compulsory education")
    MEDICAL = "medical", _("basic medical care")
    HOUSING = "housing", _("safe housing")
    WATER = "water", _("safe drinking water")


class CheckResult(models.TextChoices):
    """What a check found. “Unchecked” is never a row: it is that none counts."""

    PASS = "pass", _("passed")
    FAIL = "fail", _("failed")


class HousingGrade(models.TextChoices):
    """Grades of a house's safety (JGJ 125): C and D are dangerous."""

    A = "A", _("grade A")
    B = "B", _("grade B")
    C = "C", _("grade C")
    D = "D", _("grade D")


class AssetKind(models.TextChoices):
    """Durable things of worth to a household."""

    CAR = "car", _("car or van")
    MOTORCYCLE = "motorcycle", _("motorcycle or electric bike")
    TRICYCLE = "tricycle", _("farm tricycle")
    MACHINE = "machine", _("farm machine")
    LIVESTOCK = "livestock", _("large livestock")
    TELEVISION = "television", _("television")
    FRIDGE = "fridge", _("refrigerator")
    WASHER = "washer", _("washing machine")
    HEATER = "heater", _("water heater")
    COMPUTER = "computer", _("computer")
    SMARTPHONE = "smartphone", _("smartphone")
    OTHER = "other", _("other thing")


class DebtKind(models.TextChoices):
    """What money was borrowed for."""

    BUILDING = "building", _("building and furnishing")
    MEDICAL = "medical", _("medical treatment")
    SCHOOLING = "schooling", _("schooling")
    BUSINESS = "business", _("production and business")
    CEREMONY = "ceremony", _("wedding or funeral")
    LIVING = "living", _("daily living")
    OTHER = "other", _("other purpose")


class Lender(models.TextChoices):
    """Who lent."""

    MICROCREDIT = "microcredit", _("microcredit for poor households")
    BANK = "bank", _("bank or credit cooperative")
    KIN = "kin", _("relatives and friends")
    PRIVATE = "private", _("private lender")
    OTHER = "other", _("other lender")
