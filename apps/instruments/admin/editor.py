"""The editor of a draft: one part at a time, each on a page of its own."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from apps.core.errors import DomainError
from apps.core.handlers import REFUSAL_HEADER
from apps.instruments import editing
from apps.instruments.actions import draft_write
from apps.instruments.form import Definition
from apps.instruments.forms import GroupForm, QuestionForm, ScoreForm, TitleForm, pair
from apps.instruments.library import definition_of
from apps.instruments.policies import may_write

NEW = "-"
# What few questions need; a condition that is written out stands among the others.
MORE = (
    "unit_zh", "unit_en", "low", "high", "constraint", "constraint_message_zh", "constraint_message_en", "calculate",
    "writes", "relevant", "key",
)  # fmt: skip
Content = dict[str, Any]


class Editor:
    """For the admin of versions: …/part/<title|group|question|score>/<key or ->/."""

    def part_view(self, request: HttpRequest, object_id: str, kind: str, key: str) -> HttpResponse:
        """Show or change one part; `do` says what: save, up, down, drop."""
        row = self.find(request, object_id)  # type: ignore[attr-defined]
        if not request.user.has_perm("instruments.change_instrumentversion"):
            raise PermissionDenied
        part = Part(row, kind, key, request.GET)
        sent = request.POST if request.method == "POST" else None
        form = part.form(sent if sent is not None and sent.get("do", "save") == "save" else None)
        error: DomainError | None = None
        if sent is not None:
            try:
                if (content := part.changed(sent.get("do", "save"), form)) is not None:
                    draft_write(version=row, by=request.user, content=content)
                    messages.success(request, _("Saved."))
                    return HttpResponseRedirect(f"{self.url_of(row)}#{part.anchor(content)}")  # type: ignore[attr-defined]
            except DomainError as refused:
                error = refused
                messages.error(request, str(refused.message))
        response: HttpResponse = self.page(  # type: ignore[attr-defined]
            request, row, "instruments/part.html", part.title, form=form, known=key != NEW, kind=kind,
            editable=bool(may_write(row, request.user)), fields=part.fields(form),
        )  # fmt: skip
        if error is not None:
            response.status_code, response[REFUSAL_HEADER] = error.status, error.code
        return response


class Part:
    """One part of a draft, by its kind and key."""

    def __init__(self, row: Any, kind: str, key: str, asked: Any) -> None:
        self.content: Content = row.content
        self.definition: Definition = definition_of(row)
        self.kind, self.key = kind, "" if key == NEW else key
        self.group, self.repeat = asked.get("group", ""), asked.get("repeat", "")
        self.held = self._held()

    def _held(self) -> Content:
        """The part as it is; empty for a new one. Raises Http404."""
        if self.kind == "title":
            return self.content
        if self.kind == "question":
            place = editing.find(self.content, self.key) if self.key else None
            self.repeat = place.repeat if place else self.repeat
            known = place.question if place else None
            self._place_known()
        elif self.kind in ("group", "score"):
            known = next((one for one in self.content.get(f"{self.kind}s", []) if one["key"] == self.key), None)
        else:
            raise Http404
        if self.key and known is None:
            raise Http404
        return known or {}

    def _place_known(self) -> None:
        """A new question stands in a group, or in what is asked of each member."""
        groups = {group["key"] for group in self.content.get("groups", [])}
        if not self.key and self.group not in groups and editing.find(self.content, self.repeat) is None:
            raise Http404

    @property
    def title(self) -> str:
        words = {
            "title": (_("Title and introduction"), ""),
            "group": (_("Heading"), _("New heading")),
            "question": (_("Question"), _("New question")),
            "score": (_("Score"), _("New score")),
        }[self.kind]
        return words[0] if self.key or self.kind == "title" else words[1]

    def form(self, data: Any) -> forms.Form:
        if self.kind == "title":
            return TitleForm(self.content, data)
        if self.kind == "group":
            return GroupForm(self.definition, self.held, data)
        if self.kind == "score":
            return ScoreForm(self.definition, self.held, data)
        return QuestionForm(self.definition, self.held, data, within=bool(self.repeat))

    def fields(self, form: forms.Form) -> dict[str, list[Any]]:
        """Fields that everybody needs, and those behind “More”."""
        written = bool(form["relevant"].value()) if "relevant" in form.fields else False
        more = {"question": MORE, "group": ("relevant",)}.get(self.kind, ())
        behind = [name for name in more if not (name == "relevant" and written)]
        names = [name for name in form.fields if name not in behind]
        return {"main": [form[name] for name in names], "more": [form[name] for name in behind]}

    def changed(self, do: str, form: forms.Form) -> Content | None:
        """The content after it; None where the form has faults."""
        if do == "save":
            return self._saved(form) if form.is_valid() else None
        if not self.key or do not in ("up", "down", "drop"):
            raise Http404
        by = {"up": -1, "down": 1}.get(do, 0)
        if self.kind == "question":
            return (
                editing.question_move(self.content, self.key, by)
                if by
                else editing.question_drop(self.content, self.key)
            )
        if self.kind == "group":
            return editing.group_move(self.content, self.key, by) if by else editing.group_drop(self.content, self.key)
        if by:
            raise Http404
        return editing.score_drop(self.content, self.key)

    def _saved(self, form: Any) -> Content:
        if self.kind == "title":
            both = {name: pair(form.cleaned_data, name) for name in ("title", "intro")}
            return {**self.content, **both}
        if self.kind == "group":
            return editing.group_put(self.content, form.group(), key=self.key)
        if self.kind == "score":
            return editing.score_put(self.content, form.score(), key=self.key)
        return editing.question_put(self.content, form.question(), key=self.key, group=self.group, repeat=self.repeat)

    def anchor(self, content: Content) -> str:
        """Where the page of the version goes on."""
        if self.kind == "question" and self.key and editing.find(content, self.key) is None:
            return ""
        return f"{self.kind}-{self.key}" if self.key else f"group-{self.group}" if self.group else ""
