"""The fixed words of garden plots."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Water(models.TextChoices):
    """Where the water comes from; blank: not collected."""

    TAP = "tap", _("tap at the plot")
    POINT = "point", _("shared tap nearby")
    CISTERN = "cistern", _("cistern or ditch")
    NONE = "none", pgettext_lazy("water", "no water")


class Condition(models.TextChoices):
    """Whether something can be grown on a plot."""

    GOOD = "good", pgettext_lazy("plot", "good")
    WORK = "work", _("needs work")
    UNUSABLE = "unusable", _("not usable")


class Channel(models.TextChoices):
    """How a need was registered."""

    PHONE = "phone", _("by the resident's phone")
    STAFF = "staff", _("by staff")
    ROSTER = "roster", _("from the register")


class Frailty(models.TextChoices):
    """Why walking weighs more for a household: the heaviest that applies, frozen when eligibility is judged."""

    USUAL = "usual", pgettext_lazy("frailty", "none")
    OVER60 = "over60", _("oldest over 60")
    OVER75 = "over75", _("oldest over 75")
    ILL = "ill", _("serious illness")
    DISABLED = "disabled", pgettext_lazy("frailty", "disability")


class Eligibility(models.TextChoices):
    """What was found of a request."""

    UNJUDGED = "unjudged", _("not yet judged")
    ELIGIBLE = "eligible", _("eligible")
    REFUSED = "refused", pgettext_lazy("request for a plot", "not eligible")
    WITHDRAWN = "withdrawn", pgettext_lazy("request for a plot", "withdrawn")


class Reason(models.TextChoices):
    """Why a request was refused; each says what would mend it (words.REASON_WORDS)."""

    LEFT = "left", _("The household has left the register.")
    NO_DWELLING = "no_dwelling", _("The household holds no dwelling in this community.")
    NOT_RESIDENT = "not_resident", _("The household does not live here for most of the year.")
    RESIDENCE_UNKNOWN = "residence_unknown", _("Nobody has recorded yet whether the household lives here.")
    TOO_NEW = "too_new", _("The household moved in too short a time ago.")
    HAS_PLOT = "has_plot", _("The household already has a plot beyond this round.")
    BY_HAND = "by_hand", _("Decided by a person.")


class Remedy(models.TextChoices):
    """What an upheld objection changes before the allocation is computed anew."""

    FACTS = "facts", _("read the household's facts anew")
    ACCESSIBLE = "accessible", _("it needs an accessible plot")
    ADMIT = "admit", _("it is eligible after all")
    EXCLUDE = "exclude", _("it is not eligible")
    PLOT_UNFIT = "plot_unfit", _("the plot cannot be used")
    SEPARATE = "separate", _("it does not ask to be together")


class Found(models.TextChoices):
    """What a visit found on a plot."""

    USED = "used", _("in use")
    PARTLY = "partly", _("partly in use")
    IDLE = "idle", pgettext_lazy("garden plot", "idle")


class Growing(models.TextChoices):
    """What a plot is used for."""

    VEGETABLES = "vegetables", pgettext_lazy("grown", "vegetables")
    HERBS = "herbs", _("spices and herbs")
    FRUIT = "fruit", _("fruit")
    OTHER = "other", pgettext_lazy("grown on a plot", "other")


class EndedBy(models.TextChoices):
    """Why a tenure ended."""

    GIVEN_UP = "given_up", _("given back by the household")
    RECLAIMED = "reclaimed", _("reclaimed since it lay idle")
    SWAPPED = "swapped", _("swapped by consent")
    RUN_OUT = "run_out", _("the time ran out")
    MOVED = "moved", _("another plot in a later round")


class WaitState(models.TextChoices):
    """Where a household on the waitlist stands."""

    WAITING = "waiting", pgettext_lazy("waitlist", "waiting")
    OFFERED = "offered", pgettext_lazy("waitlist", "a plot is offered")
    SERVED = "served", pgettext_lazy("waitlist", "has a plot")
    LEFT = "left", pgettext_lazy("waitlist", "no longer waiting")


class ReclaimCause(models.TextChoices):
    """Why it is proposed to reclaim a plot."""

    IDLE = "idle", _("it lies idle")
    LEFT = "left", _("the household has left")


class SwapState(models.TextChoices):
    """Where a swap stands."""

    PROPOSED = "proposed", pgettext_lazy("swap", "proposed")
    DONE = "done", pgettext_lazy("swap", "done")
    DROPPED = "dropped", pgettext_lazy("swap", "dropped")
