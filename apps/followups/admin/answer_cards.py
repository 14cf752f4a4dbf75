"""Answers as a page shows them: in the version in which they were asked, with scores, and what was not answered."""

from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from apps.core import ui
from apps.followups.admin.columns import change_url
from apps.followups.models import Answer
from apps.households.models import Member
from apps.instruments import library
from apps.instruments.showing import show_answers


def answer_card(one: Answer) -> dict[str, Any]:
    """What templates/followups/answer_card.html shows. Wants the version with its questionnaire, and the member."""
    who = f"{one.member.name} · " if one.member_id else ""
    return {
        "title": f"{who}{one.version.instrument}",
        "note": _("version %(n)s · %(day)s") % {"n": one.version.number, "day": ui.exact(one.answered_on)},
        "url": change_url("answer", one.pk),
        "link": _("Page"),
        "scores": [ui.chip("neutral", f"{label} {words}", icon="speed") for label, words in scores_of(one)],
        "missing": missing_words(one),
        "groups": [
            (group, [(said.label, said.words or None) for said in rows])
            for group, rows in show_answers(one.version, one.given, names=_names(one), day=one.answered_on)
        ],
    }


def _names(one: Answer) -> dict[str, str]:
    """Names of the people of whom something was asked, by their key as answers name it."""
    keys = {row["member"] for value in one.answers.values() if isinstance(value, list) for row in value if _is_row(row)}
    return {str(key): name for key, name in Member.objects.filter(pk__in=keys).values_list("pk", "name")}


def _is_row(row: Any) -> bool:
    return isinstance(row, dict) and isinstance(row.get("member"), int)


def scores_of(one: Answer) -> list[tuple[str, str]]:
    """Each score by its name in the version that was asked; “not known” where a part is missing, never 0."""
    return [(label, score_words(one.scores[key])) for key, label in score_labels(one).items()]


def score_labels(one: Answer) -> dict[str, str]:
    """Names of its scores by key, in the order of the questionnaire."""
    language = get_language() or ""
    scores = library.definition_of(one.version).scores
    named = {score.key: score.label.of(language) for score in scores if score.key in one.scores}
    return {**named, **{key: key for key in one.scores if key not in named}}


def score_words(value: Any) -> str:
    """A score as people read it: a number, or the value that an answer keeps of it."""
    number = value.get("value") if isinstance(value, dict) else value
    return _("not known") if number is None else ui.plain(round(number, 1))


def missing_words(one: Answer) -> str:
    """How many of the questions that applied have no answer; "" where all have."""
    count = len(one.missing)
    if not count:
        return ""
    words = ngettext(
        "%(n)s of %(asked)s questions has no answer.", "%(n)s of %(asked)s questions have no answer.", count
    )
    return words % {"n": count, "asked": one.asked}
