"""How a household's six guarantees stand: passed, failed or unchecked, by the newest check of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core import clock, ui
from apps.households.file import Concern, add_concerns
from apps.households.models import GuaranteeCheck, Household
from apps.households.vocabulary import CheckResult, Guarantee


@dataclass(frozen=True, slots=True)
class Standing:
    """One guarantee with all its checks, the newest first, the withdrawn ones too."""

    guarantee: Guarantee
    checks: tuple[GuaranteeCheck, ...]

    @property
    def newest(self) -> GuaranteeCheck | None:
        """The check that counts; None: unchecked."""
        today = clock.today()
        return next((check for check in self.checks if not check.withdrawn and check.checked_on <= today), None)

    @property
    def failed(self) -> bool:
        return self.newest is not None and self.newest.result == CheckResult.FAIL

    @staticmethod
    def words(check: GuaranteeCheck) -> str:
        """The result, with the grade of a house."""
        grade = check.get_grade_display()
        return f"{check.get_result_display()} · {grade}" if grade else str(check.get_result_display())

    def chip(self) -> Any:
        """The state with its word and icon."""
        if self.newest is None:
            return ui.chip("neutral", _("unchecked"), icon="help")
        kind, icon = ("late", "error") if self.failed else ("done", "")
        return ui.chip(kind, self.words(self.newest), icon=icon)


def standings_of(household: Household) -> list[Standing]:
    """All six, in the order of national forms. One query."""
    rows = list(GuaranteeCheck.objects.filter(household=household).order_by("-checked_on", "-pk"))
    return [Standing(g, tuple(row for row in rows if row.guarantee == g)) for g in Guarantee]


def guarantee_concerns(household: Household, user: Any) -> Iterable[Concern]:
    """A guarantee that fails comes first; one that nobody checked is a gap."""
    if household.left_on:
        return
    tab = f"{reverse('admin:households_household_change', args=[household.pk])}?tab=guarantees"
    way, standings = _("All checks"), standings_of(household)
    for standing in standings:
        if standing.failed and standing.newest is not None:
            word = _("%(guarantee)s: failed") % {"guarantee": standing.guarantee.label}
            said = [standing.newest.note, _("checked on %(day)s") % {"day": ui.exact(standing.newest.checked_on)}]
            yield Concern("late", word, " · ".join(filter(None, said)), tab, way, "gpp_bad")
    unchecked = [str(standing.guarantee.label) for standing in standings if standing.newest is None]
    if unchecked:
        yield Concern("neutral", _("Guarantees unchecked"), _(", ").join(unchecked), tab, way, "help")


add_concerns(guarantee_concerns)
