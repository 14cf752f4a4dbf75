"""Two answers to the same, as people read them: what they are about, and what each says."""

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from apps.core import ui
from apps.followups.models import VisitClash
from apps.households.models import Member
from apps.households.vocabulary import CheckResult, Health, Labour, ResidenceStatus, Work
from apps.instruments.writes import TARGETS

# The words of coded values, by the target or by what stands before its dot.
WORDS: dict[str, type[TextChoices]] = {
    "guarantee": CheckResult, "presence": ResidenceStatus, "health": Health, "labour": Labour, "employment": Work,
}  # fmt: skip


def about_words(row: VisitClash) -> str:
    """“Drinking water”, or “Health: 谭建国” where it is about one person."""
    key, _sep, member = row.field.partition(":")
    words = str(TARGETS[key].words) if key in TARGETS else key
    name = Member.objects.filter(pk=int(member)).values_list("name", flat=True).first() if member else None
    return _("%(what)s: %(who)s") % {"what": words, "who": name} if name else words


def value_words(field: str, value: Any) -> str:
    """A value of a register; what was never collected says so."""
    if value is None or value in ("", []):
        return _("not collected")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return _(", ").join(value_words(field, each) for each in value)
    if isinstance(value, int | float):
        return ui.plain(value)
    key = field.partition(":")[0]
    words = WORDS.get(key, WORDS.get(key.partition(".")[0]))
    return str(words(value).label) if words and value in words.values else str(value)
