"""Named database constraints, in the words that their models give them."""

from typing import Any

from django.apps import apps
from django.db import IntegrityError
from django.utils.translation import gettext as _


def message_of(error: IntegrityError) -> Any:
    """What to tell a person whose input broke a constraint: its own message, or a general one."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return constraint.get_violation_error_message()
    return _("This does not fit with what is already registered. Please check it against the list.")
