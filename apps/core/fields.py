"""Model fields of our own."""

from typing import Any

from django.db import models

from apps.core import crypto


class EncryptedTextField(models.BinaryField):
    """Text that is encrypted in the database. Not searchable; pair it with a BlindIndexField.

    `purpose` binds the ciphertext to its table and column; where none is given, it is their name.
    """

    # What the type checker takes the attribute for; BinaryField says bytes.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def __init__(self, *args: Any, purpose: str = "", **kwargs: Any) -> None:
        self.purpose = purpose
        super().__init__(*args, **kwargs)

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        if not self.purpose and not cls._meta.abstract:
            self.purpose = f"{cls._meta.label_lower}.{name}"

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs["purpose"] = self.purpose
        return name, path, args, kwargs

    def from_db_value(self, value: Any, *args: Any) -> str | None:
        return None if value is None else crypto.decrypt(bytes(value), purpose=self.purpose)

    def to_python(self, value: Any) -> Any:
        return value

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is not None and not isinstance(value, bytes | memoryview):
            value = crypto.encrypt(str(value), purpose=self.purpose) if value != "" else None
        return super().get_db_prep_value(value, connection, prepared)

    def value_to_string(self, obj: models.Model) -> str:
        return ""


class BlindIndexField(models.BinaryField):
    """The keyed fingerprint of an encrypted column; see crypto.blind_index."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", False)
        kwargs.setdefault("null", True)
        super().__init__(*args, **kwargs)
