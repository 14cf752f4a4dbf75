"""Fields that forms of all apps share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.errors import DomainError, InvalidInput


class DayField(forms.DateField):
    """A day, picked with the browser's own calendar: works in a dialog, on a phone and by keyboard."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        super().__init__(**options)


class WhyForm(forms.Form):
    """A reason, where a step needs one."""

    why = forms.CharField(label=_("why"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


def refusing(form: type[forms.BaseForm], refusal: DomainError) -> type[forms.BaseForm]:
    """The same form, whatever is sent, with what was refused: at its field where it has that, else above all."""

    def full_clean(self: Any) -> None:
        form.full_clean(self)
        if not self.errors:
            self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal.message))

    return type(form.__name__, (form,), {"full_clean": full_clean})


def raise_first(form: forms.Form) -> None:
    """Raises the first fault of a form, if it has one, as InvalidInput: pages then answer as for the action's own."""
    if not form.is_valid():
        field, faults = next(iter(form.errors.as_data().items()))
        raise InvalidInput(" ".join(faults[0].messages), code=faults[0].code or "invalid", field=field)


class PhotosInput(forms.FileInput):
    """Several pictures, from the camera or chosen."""

    allow_multiple_selected = True

    def __init__(self) -> None:
        super().__init__(attrs={"accept": "image/*", "multiple": True})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        return files.getlist(name) if hasattr(files, "getlist") else []


class PhotosField(forms.FileField):
    """At most `most` photos; its value is a list of cleaned pictures (core.photos.Cleaned)."""

    def __init__(self, *, most: int, **options: Any) -> None:
        self.most = most
        told = _("Up to %(count)d. Place and time are taken out of them.") % {"count": most}
        given = {"label": _("Photos"), "required": False, "help_text": told, "widget": PhotosInput(), **options}
        super().__init__(**given)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        from apps.core.photos import clean_image  # Pillow is loaded where a photo arrives

        uploads = list(data or ())
        if len(uploads) > self.most:
            raise forms.ValidationError(_("At most %(count)d photos fit.") % {"count": self.most}, code="photos_full")
        try:
            return [clean_image(upload) for upload in uploads]
        except InvalidInput as error:
            raise forms.ValidationError(str(error.message), code=error.code) from error
