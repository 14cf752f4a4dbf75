"""How a household's six guarantees stand: passed, failed or unchecked, by the newest check of each."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from apps.core import clock, ui
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
