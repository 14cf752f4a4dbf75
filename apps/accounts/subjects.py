"""What an access log row is about, in words."""

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

# Notes that are no columns.
NOTES = {
    "on": pgettext_lazy("second factor", "turned on"),
    "off": pgettext_lazy("second factor", "turned off"),
    "own": gettext_lazy("by themselves"),
    "one_time": gettext_lazy("for one use"),
    "second_factor": gettext_lazy("second factor"),
}


def subject_words(subject: str, *, field: str | None = None) -> str:
    """“Member 12” for `households.member:12`; with `field`, that column's name. What is unknown stays as it is."""
    label, _sep, key = subject.partition(":")
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return subject if field is None else field
    if field is None and key == "list":
        return capfirst(str(model._meta.verbose_name_plural))
    if field is None:
        name = capfirst(str(model._meta.verbose_name))
        return f"{name} {_('unknown') if key == 'unknown' else key}".strip()
    try:
        return capfirst(str(getattr(model._meta.get_field(field), "verbose_name", field)))
    except FieldDoesNotExist:
        return _rows(field) or str(NOTES.get(field, field))


def _rows(field: str) -> str:
    """`rows:120` of an export, in words."""
    kind, _sep, count = field.partition(":")
    words = {"rows": _("%(n)s rows, masked"), "whole_rows": _("%(n)s rows with whole values")}.get(kind, "")
    return words % {"n": count} if words and count else ""


def subject_url(subject: str) -> str:
    """The admin page of the object, empty where there is none."""
    label, _sep, key = subject.partition(":")
    try:
        return reverse(f"admin:{label.replace('.', '_')}_change", args=(key,)) if key.isdecimal() else ""
    except NoReverseMatch:
        return ""
