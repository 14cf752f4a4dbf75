"""What the editor of questionnaires asks: one part of a draft at a time, without code."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.instruments.forms.base import pair, spread, words
from apps.instruments.forms.questions import GroupForm, QuestionForm
from apps.instruments.forms.scores import ScoreForm

__all__ = ["GroupForm", "PublishForm", "QuestionForm", "ScoreForm", "TitleForm", "XlsformForm", "pair"]


class TitleForm(forms.Form):
    """Title and introduction."""

    title_zh, title_en = words(_("Title in Chinese"), most=60), words(_("Title in English"), most=80)
    intro_zh, intro_en = words(_("Introduction in Chinese"), rows=3), words(_("Introduction in English"), rows=3)

    def __init__(self, content: dict[str, Any], data: Any) -> None:
        super().__init__(data, initial=spread(content, "title", "intro"))


class PublishForm(forms.Form):
    """What the new version changes."""

    note = forms.CharField(label=_("what changed"), max_length=200, required=False)


class XlsformForm(forms.Form):
    """A questionnaire made elsewhere."""

    file = forms.FileField(label=_("XLSForm (.xlsx)"))
