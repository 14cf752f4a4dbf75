"""What the editor of questionnaires asks: one part of a draft at a time, without code."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.instruments import writes
from apps.instruments.editing import choices as choice_lines
from apps.instruments.editing.conditions import How, answer_key, simple, tree_of
from apps.instruments.form import Definition
from apps.instruments.form.definition import CHINESE, ENGLISH
from apps.instruments.form.expressions import ExpressionError, from_json, parse
from apps.instruments.form.expressions import write as text_of
from apps.instruments.looks import KIND_WORDS
from apps.instruments.scoring import METHOD_WORDS, parts_read, parts_shown

OUTSIDE_MEMBERS = ("repeat", "photo", "signature")


def pair(values: dict[str, Any], name: str) -> dict[str, str]:
    """A text in both languages, from two fields."""
    both = {CHINESE: values.get(f"{name}_zh", ""), ENGLISH: values.get(f"{name}_en", "")}
    return {language: said.strip() for language, said in both.items() if said.strip()}


def spread(part: dict[str, Any], *names: str) -> dict[str, str]:
    """The other way: what the two fields of each text show."""
    return {
        f"{name}_{short}": part.get(name, {}).get(language, "")
        for name in names
        for short, language in (("zh", CHINESE), ("en", ENGLISH))
    }


def _words(label: Any, *, most: int = 300, required: bool = False, rows: int = 1) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
    return forms.CharField(label=label, max_length=most, required=required, widget=widget)


def _expression(label: Any, help_text: Any = "") -> forms.CharField:
    widget = forms.TextInput(attrs={"class": "iq-code", "spellcheck": "false"})
    return forms.CharField(label=label, max_length=2000, required=False, widget=widget, help_text=help_text)


def clean_expression(text: str) -> Any:
    """The tree of what was written. Raises ValidationError in words."""
    if not text.strip():
        return None
    try:
        return parse(text)
    except ExpressionError as error:
        raise ValidationError(str(error.message), code="expression") from error


class WithCondition(forms.Form):
    """“Asked only if”: a question, a comparison and an answer; or a condition that is written out."""

    when = forms.ChoiceField(label=_("Ask only if"), required=False)
    how = forms.ChoiceField(label=_("comparison"), choices=[("", "—"), *How.choices], required=False)
    answer = forms.CharField(
        label=pgettext_lazy("condition", "answer"), max_length=80, required=False,
        help_text=_("As it stands in the answers, or a number."),
    )  # fmt: skip
    relevant = _expression(
        _("or a condition in full"),
        _("Such as: ${age} >= 60 and selected(${help}, 'stairs'). It goes before the one above."),
    )

    def __init__(self, definition: Definition, part: dict[str, Any], data: Any, **initial: Any) -> None:
        self.definition = definition
        tree = from_json(part["relevant"]) if part.get("relevant") else None
        found = simple(tree)
        if found:
            question = definition.by_key.get(found[0])
            choice = question.choice(found[2]) if question else None
            initial |= {
                "when": found[0],
                "how": found[1],
                "answer": choice.label.zh or choice.label.en if choice else found[2],
            }
        elif tree:
            initial["relevant"] = text_of(tree)
        super().__init__(data, initial=initial)
        self.part = part
        earlier = [
            (key, f"{question.label.zh or question.label.en} ({key})")
            for key, question in definition.by_key.items()
            if key != part.get("key") and question.kind not in ("note", "photo", "signature", "repeat")
        ]
        self.fields["when"].choices = [("", _t("always")), *earlier]  # type: ignore[attr-defined]

    def clean_relevant(self) -> Any:
        return clean_expression(self.cleaned_data["relevant"])

    def condition(self) -> Any:
        """The tree of the condition, as JSON; None: always asked."""
        given = self.cleaned_data
        if given.get("relevant"):
            return given["relevant"]
        question = self.definition.by_key.get(given.get("when") or "")
        if question is None:
            return None
        how = given.get("how") or How.IS
        return tree_of(question, how, answer_key(question, given.get("answer", "")))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("when") and not given.get("relevant"):
            if given.get("how") != How.ANSWERED and not given.get("answer", "").strip():
                self.add_error("answer", _t("Which answer?"))
            else:
                try:
                    self.condition()
                except ValueError:
                    self.add_error("answer", _t("Please give a number."))
        return given


class QuestionForm(WithCondition):
    """One question."""

    label_zh, label_en = _words(_("Question in Chinese"), rows=2), _words(_("Question in English"), rows=2)
    kind = forms.ChoiceField(label=_("Kind of answer"))
    choices = forms.CharField(
        label=_("Answers to choose from"), required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One a line: Chinese | English | points. Points may be left out."),
    )  # fmt: skip
    required = forms.BooleanField(label=_("must be answered"), required=False)
    hint_zh, hint_en = _words(_("Hint in Chinese")), _words(_("Hint in English"))
    unit_zh, unit_en = _words(_("Unit in Chinese"), most=20), _words(_("Unit in English"), most=30)
    low, high = (forms.FloatField(label=label, required=False) for label in (_("at least"), _("at most")))
    constraint = _expression(_("The answer must hold"), _("“.” is the answer itself, such as: . <= ${people}"))
    constraint_message_zh = _words(_("What to say otherwise, in Chinese"))
    constraint_message_en = _words(_("What to say otherwise, in English"))
    calculate = _expression(_("Formula"), _("For a calculated value only, such as: ${wage} + ${business}"))
    writes = forms.ChoiceField(label=_("Updates the register"), required=False)
    key = forms.RegexField(
        r"^[A-Za-z_][A-Za-z0-9_-]{0,59}$", label=_("Name for formulas and files"), required=False,
        help_text=_("Letters, digits and underscores. Left empty, one is given."),
    )  # fmt: skip

    def __init__(self, definition: Definition, part: dict[str, Any], data: Any, *, within: bool = False) -> None:
        initial = {name: part.get(name) for name in ("key", "kind", "required", "low", "high", "writes")}
        initial |= spread(part, "label", "hint", "unit", "constraint_message")
        initial["choices"] = choice_lines.shown(part.get("choices", []))
        for name in ("constraint", "calculate"):
            initial[name] = text_of(from_json(part[name])) if part.get(name) else ""
        super().__init__(definition, part, data, **initial)
        kinds = [(kind, said) for kind, said in KIND_WORDS.items() if not (within and kind in OUTSIDE_MEMBERS)]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        targets = {key: target.words for key, target in writes.TARGETS.items()}
        if part.get("writes") and part["writes"] not in targets:
            targets[part["writes"]] = part["writes"]
        self.fields["writes"].choices = [("", _t("nothing")), *targets.items()]  # type: ignore[attr-defined]

    def clean_constraint(self) -> Any:
        return clean_expression(self.cleaned_data["constraint"])

    def clean_calculate(self) -> Any:
        return clean_expression(self.cleaned_data["calculate"])

    def clean_choices(self) -> Any:
        try:
            return choice_lines.read(self.cleaned_data["choices"], self.part.get("choices", []))
        except ValueError as error:
            raise ValidationError(_t("The points of “%(line)s” are no number.") % {"line": error}) from error

    def question(self) -> dict[str, Any]:
        """The question as JSON."""
        given = self.cleaned_data
        kind = given["kind"]
        made = {
            "key": given["key"] or self.part.get("key") or _free("q", set(self.definition.by_key)),
            "kind": kind,
            "required": given["required"],
            "relevant": self.condition(),
            "constraint": given["constraint"],
            "calculate": given["calculate"] if kind == "calculated" else None,
            "choices": given["choices"] if kind in ("choose_one", "choose_many", "yes_no") else [],
            "writes": given["writes"],
            **{name: pair(given, name) for name in ("label", "hint", "unit", "constraint_message")},
        }
        if kind in ("integer", "decimal", "money"):
            made |= {name: _whole(given[name]) for name in ("low", "high") if given[name] is not None}
        return {name: value for name, value in made.items() if value not in (None, "", [], {})}


class GroupForm(WithCondition):
    """The heading of a group."""

    label_zh, label_en = _words(_("Heading in Chinese"), most=80), _words(_("Heading in English"), most=120)
    hint_zh, hint_en = _words(_("Hint in Chinese")), _words(_("Hint in English"))

    def __init__(self, definition: Definition, part: dict[str, Any], data: Any) -> None:
        super().__init__(definition, part, data, **spread(part, "label", "hint"))
        self.order_fields(["label_zh", "label_en", "hint_zh", "hint_en"])

    def group(self) -> dict[str, Any]:
        """The group as JSON, without its questions."""
        key = self.part.get("key") or _free("g", {group.key for group in self.definition.groups})
        made = {
            "key": key,
            "relevant": self.condition(),
            **{name: pair(self.cleaned_data, name) for name in ("label", "hint")},
        }
        return {name: value for name, value in made.items() if value}


class ScoreForm(forms.Form):
    """A score with its parts."""

    label_zh = _words(_("Score in Chinese"), most=60, required=True)
    label_en = _words(_("Score in English"), most=80)
    method = forms.ChoiceField(label=_("How its parts become one figure"), choices=METHOD_WORDS)
    unit_zh, unit_en = _words(_("Unit in Chinese"), most=20), _words(_("Unit in English"), most=30)
    parts = forms.CharField(
        label=_("Parts"), max_length=8000, widget=forms.Textarea(attrs={"rows": 8, "class": "iq-code"}),
        help_text=_("One a line: name of a question or formula | least | most | Chinese | English | weight. A question"
                    " with points counts by its points. Least above most: the less the better."),
    )  # fmt: skip

    def __init__(self, definition: Definition, part: dict[str, Any], data: Any) -> None:
        initial = {
            "method": part.get("method", "mean"),
            "parts": parts_shown(part.get("parts", [])),
            **spread(part, "label", "unit"),
        }
        super().__init__(data, initial=initial)
        self.definition, self.part = definition, part

    def clean_parts(self) -> Any:
        try:
            return parts_read(self.cleaned_data["parts"], self.definition, self.part.get("parts", []))
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def score(self) -> dict[str, Any]:
        """The score as JSON."""
        given = self.cleaned_data
        key = self.part.get("key") or _free("s", {score.key for score in self.definition.scores})
        made = {"key": key, "method": given["method"], "group": self.part.get("group", ""), "parts": given["parts"],
                "label": pair(given, "label"), "unit": pair(given, "unit")}  # fmt: skip
        return {name: value for name, value in made.items() if value}


class TitleForm(forms.Form):
    """Title and introduction."""

    title_zh, title_en = _words(_("Title in Chinese"), most=60), _words(_("Title in English"), most=80)
    intro_zh, intro_en = _words(_("Introduction in Chinese"), rows=3), _words(_("Introduction in English"), rows=3)

    def __init__(self, content: dict[str, Any], data: Any) -> None:
        super().__init__(data, initial=spread(content, "title", "intro"))


class PublishForm(forms.Form):
    """What the new version changes."""

    note = forms.CharField(label=_("what changed"), max_length=200, required=False)


class XlsformForm(forms.Form):
    """A questionnaire made elsewhere."""

    file = forms.FileField(label=_("XLSForm (.xlsx)"))


def _free(letter: str, taken: set[str]) -> str:
    return next(f"{letter}{number}" for number in range(1, 10_000) if f"{letter}{number}" not in taken)


def _whole(value: float) -> float:
    return int(value) if value == int(value) else value
