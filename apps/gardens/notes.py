"""What a step of a round notes of itself: a key and a parameter, put into words in the language of who reads it."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "draft": _("Draft %(number)s"),
    "eligible": _("%(number)s requests eligible"),
    "households": _("%(number)s households"),
    "household": _("household %(number)s"),
    "seed": _("seed %(number)s"),
}


def note(key: str, value: object) -> str:
    """The note as it is stored; `key` is one of WORDS."""
    assert key in WORDS
    return f"{key}:{value}"


def note_words(why: str) -> str:
    """The note in words; what a person wrote stays as it is."""
    key, _colon, value = why.partition(":")
    return str(WORDS[key]) % {"number": value} if value and key in WORDS else why
