"""Text as county offices write it: normalised, and sortable by sound."""

import re
import secrets
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils import translation
from pypinyin import Style, lazy_pinyin

from apps.core.surnames import surname_of

SPACES = re.compile(r"\s+")
WRITTEN = re.compile(r"[^，。：；？！（）～…％‰℃㎡]+")  # what is not punctuation or a unit of a Chinese sentence
SENTENCES = frozenset({"note", "why", "text", "reason"})
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]")

CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0 O 1 I L: read out over the telephone
ID_NUMBER = re.compile(r"\d{17}[\dXx]")


def random_code(length: int) -> str:
    """A code that nobody guesses, from the system's randomness: 31 possibilities for each character."""
    return "".join(secrets.choice(CODE_ALPHABET) for _i in range(length))


def squash(value: str) -> str:
    """Full-width forms to plain ones, and every run of white space to one space, trimmed."""
    return SPACES.sub(" ", unicodedata.normalize("NFKC", value)).strip()


def prose(value: str) -> str:
    """What somebody wrote in sentences: as `squash`, but its punctuation stays as written."""
    return SPACES.sub(" ", WRITTEN.sub(lambda run: unicodedata.normalize("NFKC", run[0]), value)).strip()


def tidied(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a form, its words tidied: sentences (SENTENCES) by `prose`, names and numbers by `squash`."""
    return {
        name: (prose if name in SENTENCES else squash)(value) if isinstance(value, str) else value
        for name, value in values.items()
    }


def tight(value: str) -> str:
    """Full-width forms to plain ones, and no white space at all (Chinese names and labels)."""
    return SPACES.sub("", unicodedata.normalize("NFKC", value))


def tidy_name(value: str) -> str:
    """A person's name: no padding inside a Chinese name, single spaces inside a Latin one, one kind of middle dot."""
    value = re.sub("[•・‧∙⋅]", "·", value)
    return tight(value) if HAN.search(value) else squash(value)


@lru_cache(maxsize=50_000)
def pinyin_key(name: str) -> str:
    """How a name sounds, syllables apart ("zeng xiao ming"), surnames read right; for sorting and search."""
    name = tidy_name(name)
    surname, reading = surname_of(name)
    given = lazy_pinyin(name.removeprefix(surname), style=Style.NORMAL)
    return " ".join([reading, *given] if reading else given).lower()


def initials(name: str) -> str:
    """The first letters of a name's syllables ("zxm")."""
    return "".join(part[0] for part in pinyin_key(name).split() if part)


def is_id_number(text: str) -> bool:
    """Whether somebody wrote the 18 characters of an identity number, spaces and full-width digits allowed."""
    return bool(ID_NUMBER.fullmatch(tight(text)))


def stored(words: Any) -> str:
    """Words as a log keeps them: in the language of the house, whoever acts."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(words)
