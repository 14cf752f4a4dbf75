"""Tracking codes as people type them."""

import re
import unicodedata

from django.utils.translation import gettext as _

from apps.complaints.models.complaint import TRACKING_LENGTH
from apps.core.errors import InvalidInput
from apps.core.text import CODE_ALPHABET

NOISE = re.compile(r"[\s\-‐-―_.·:/]+")


def tidy_code(typed: str) -> str:
    """Upper case, plain characters, no spaces or dashes: “７k4m – 29qx” becomes 7K4M29QX."""
    return NOISE.sub("", unicodedata.normalize("NFKC", typed)[:60]).upper()


def read_code(typed: str) -> str:
    """The code; raises InvalidInput, in words that help, for what cannot be one."""
    code = tidy_code(typed)
    if not code:
        raise InvalidInput(_("Write the number that you got when you reported, for example 7K4M-29QX."), field="code")
    strange = sorted(set(code) - set(CODE_ALPHABET))
    if strange:
        # No code has 0 O 1 I L: there is nothing to guess at, only to look again (0 is often Q or D, 1 often 7).
        raise InvalidInput(
            _("A number never has %(strange)s in it. Please look again: it may be a similar character.")
            % {"strange": " ".join(strange[:5])},
            field="code",
        )
    if len(code) != TRACKING_LENGTH:
        raise InvalidInput(
            _("A number has %(right)d characters, this one has %(found)d. Please look again.")
            % {"right": TRACKING_LENGTH, "found": len(code)},
            field="code",
        )
    return code


def show_code(code: str) -> str:
    """As it is shown and read out: 7K4M-29QX."""
    return f"{code[:4]}-{code[4:]}"
