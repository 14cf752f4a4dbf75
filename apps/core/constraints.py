"""Named database constraints, in the words that their models give them."""

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from apps.core.errors import InvalidInput


def message_of(error: IntegrityError) -> Any:
    """What to tell a person whose input broke a constraint: its own message, or a general one."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return constraint.get_violation_error_message()
    return _("This does not fit with what is already registered. Please check it against the list.")


def checked(row: models.Model, *, exclude: tuple[str, ...] = (), only: tuple[str, ...] | None = None) -> Any:
    """Save a new or changed row (`only` these columns); what its fields or constraints do not allow is an InvalidInput
    in their words.
    """
    try:
        row.full_clean(exclude=[*exclude, "state"], validate_constraints=False)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise InvalidInput(" ".join(messages), field="" if field == "__all__" else field) from error
    return held(row, only=only)


def held(row: models.Model, *, only: tuple[str, ...] | None = None) -> Any:
    """The same for a row whose fields nobody typed: only the database's constraints are asked, without a query more."""
    try:
        with transaction.atomic():
            row.save(update_fields=only)
    except IntegrityError as error:
        raise InvalidInput(message_of(error), code="taken") from error
    return row
