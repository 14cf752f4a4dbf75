"""Words of questionnaires that are not in their definitions."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from apps.instruments.form import Choice, Words

# As they stand in files, in both languages.
YES_NO = (Choice("yes", Words("是", "Yes")), Choice("no", Words("否", "No")))


def yes_no_choices() -> tuple[Choice, Choice]:
    """The two answers to a yes-or-no question, in the reader's language."""
    yes, no = pgettext("answer", "Yes"), pgettext("answer", "No")
    return Choice("yes", Words(yes, yes)), Choice("no", Words(no, no))


def script_words() -> dict[str, Any]:
    """What static/instruments/form.js says, in the reader's language; the same faults as form/judge.py, by code."""
    return {
        "required": _("Please answer this question."),
        "not_a_choice": _("Please choose one of the answers."),
        "not_a_number": _("Please give a number."),
        "not_whole": _("Please give a whole number."),
        "too_low": _("It is at least %(low)s."),
        "too_high": _("It is at most %(high)s."),
        "not_a_date": _("Please give a day, such as 2026-11-23."),
        "not_a_phone": _("A telephone number has 5 to 20 digits."),
        "too_long": _("At most %(count)d characters fit."),
        "constraint": _("This does not fit with the other answers."),
        "invalid": _("This answer cannot be read."),
        "missing": _("not collected"),
        "of": pgettext("of a scale", "%(value)s of %(high)s"),
        "parts_missing": _("%(count)s not answered yet"),
        "step": _("%(number)s of %(count)s"),
        "answered": _("%(done)s of %(count)s answered"),
        "next": pgettext("form", "Next"),
        "back": pgettext("form", "Back"),
        "faults": _("%(count)s answers need another look"),
        "sign_again": _("Sign again"),
        "photos": _("%(count)s photos"),
    }
