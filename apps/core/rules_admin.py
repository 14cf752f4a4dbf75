"""The administrator's page of rules and clocks: what holds, what was shipped, and a value from a day on."""

import json
from collections import defaultdict
from typing import Any, ClassVar

from django import forms
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin

from apps.core import clock
from apps.core.models import DatedSetting
from apps.core.rule_fields import NumberField, Said
from apps.core.rules import RULES, Rule, value_of


def words(value: Any, rule: Rule | None = None) -> str:
    """A value as people read it."""
    if value is None:
        return _("not established")
    if rule is not None and rule.show is not None:
        return rule.show(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(number_format(value, use_l10n=True, force_grouping=True))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


class RuleForm(forms.ModelForm):
    """One value of one rule from a day on, typed in fields of its own kind."""

    key = forms.ChoiceField(label=gettext_lazy("rule"), widget=Said)
    value = NumberField(label=gettext_lazy("value"))

    class Meta:
        model = DatedSetting
        fields = ("key", "value", "valid_from", "source")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "source" not in self.fields:  # somebody who only reads
            return
        field: Any = self.fields["key"]
        field.choices = [(rule.key, capfirst(rule.name)) for rule in RULES.values()]
        rule = RULES.get(self.data.get("key") or self.instance.key or self.initial.get("key", ""))
        if rule is not None:
            self._about(rule)
        self.fields["source"].help_text = _("The document that says so: name, number, date.")

    def _about(self, rule: Rule) -> None:
        """A field of the rule's kind, what holds today to begin with, and beside it what was shipped."""
        if rule.field is not None:
            self.fields["value"] = rule.field()
            self.fields["value"].label = _("value")
        now = self.instance.value if self.instance.pk else value_of(rule.key)
        field: Any = self.fields["value"]
        self.initial["value"] = field.unpack(now) if rule.field else now
        shipped = words(rule.shipped_on(clock.today()), rule)
        self.fields["value"].help_text = _("Shipped: %(value)s %(unit)s") % {"value": shipped, "unit": rule.unit}

    def clean(self) -> dict[str, Any]:
        """The rule's own check speaks at the value, not at the top of the page."""
        cleaned = super().clean() or {}
        rule = RULES.get(cleaned.get("key", ""))
        if rule is not None and "value" in cleaned:
            try:
                rule.check(cleaned["value"])
            except ValidationError as error:
                self.add_error("value", error)
        return cleaned


@admin.register(DatedSetting)
class DatedSettingAdmin(ModelAdmin):
    """Rules and clocks: each value from a day on; older values stay, so that an old report is computed as it was."""

    form = RuleForm
    compressed_fields = True

    class Media:
        css: ClassVar[dict[str, tuple[str, ...]]] = {"all": ("core/rules.css",)}

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None) -> Any:
        """Which rule is chosen in the list of rules, never here."""
        if request.method == "GET" and request.GET.get("key") not in RULES:
            return redirect("admin:core_datedsetting_changelist")
        rule = RULES.get(request.GET.get("key", "") or request.POST.get("key", ""))
        context = {
            "title": capfirst(str(rule.name)) if rule else _("Change a rule from a day on"),
            "show_save_and_add_another": False, "show_save_and_continue": False, **(extra_context or {}),
        }  # fmt: skip
        return super().add_view(request, form_url, context)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Every rule of the product, whether the county changed it or not."""
        if not self.has_view_permission(request):
            from django.core.exceptions import PermissionDenied

            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("Rules and clocks"),
            "opts": self.opts,
            "cl": {"opts": self.opts},
            "groups": self._groups(request),
        }
        return TemplateResponse(request, "admin/core/datedsetting/rules.html", context)

    def _groups(self, request: HttpRequest) -> list[tuple[str, list[dict[str, Any]]]]:
        rows: dict[str, list[DatedSetting]] = defaultdict(list)
        for row in DatedSetting.objects.order_by("key", "-valid_from"):
            rows[row.key].append(row)
        may_add = self.has_add_permission(request)
        groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for rule in RULES.values():
            app = capfirst(str(apps.get_app_config(rule.key.partition(".")[0]).verbose_name))
            groups[app].append(self._facts(rule, rows[rule.key], may_add))
        return sorted(groups.items())

    def _facts(self, rule: Rule, rows: list[DatedSetting], may_add: bool) -> dict[str, Any]:
        today = clock.today()
        shipped = rule.shipped_on(today)
        held = next((row for row in rows if row.valid_from <= today), None)
        value = shipped if held is None else held.value
        return {
            "name": rule.name,
            "value": words(value, rule),
            "blank": value is None,
            "unit": rule.unit,
            "since": held.valid_from if held else None,
            "shipped": "" if held is None else words(shipped, rule),
            "source": (held.source if held else "") or rule.source,
            "add_url": f"{reverse('admin:core_datedsetting_add')}?key={rule.key}" if may_add else "",
            "others": [
                {
                    "value": words(row.value, rule),
                    "from": row.valid_from,
                    "url": reverse("admin:core_datedsetting_change", args=(row.pk,)),
                    "coming": row.valid_from > today,
                }
                for row in rows
            ],
            "dated": [{"from": start, "value": words(value, rule)} for start, value in rule.dated],
        }

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"valid_from": clock.today(), **super().get_changeform_initial_data(request)}

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A value that has come into force stays as it was; a coming one may still be mended."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or obj.valid_from > clock.today())

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        return self.response_post_save_add(request, obj)
