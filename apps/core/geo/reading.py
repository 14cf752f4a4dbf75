"""Coordinates as people write them: decimal or degrees and minutes, Chinese words and marks, either order."""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from apps.core.errors import InvalidInput
from apps.core.geo.coordinates import Coordinates, Datum

# Look-alikes that normalisation would turn into letters or combining marks, and the many quotation marks.
MARKS = str.maketrans({"º": "°", "˚": "°", "′": "'", "’": "'", "‘": "'", "″": '"', "”": '"', "“": '"', "−": "-"})
WORD = r"(?:北纬|南纬|东经|西经|纬度?|经度?|latitude|lat|longitude|long|lon|lng|[nsew])"
NUMBER = r"\d{1,9}(?:\.\d{1,15})?"
ANGLE = rf"[+-]?{NUMBER}\s*(?:(?:°|度|d)\s*(?:{NUMBER}\s*(?:'(?!')|分|m)\s*(?:{NUMBER}\s*(?:\"|''|秒|s(?!\w))?\s*)?)?)?"
# "30 16 12" and "30:16:12" are only read when a comma tells the two angles apart.
SPACED = r"[+-]?\d{1,3}[ :]\d{1,2}(?:\.\d+)?(?:[ :]\d{1,2}(?:\.\d+)?)?"
BETWEEN = r"(?:[\s,;、/|]+|(?<=[^\d\s.]))"
SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"(?P<w1>{WORD})\s*[:=]?\s*(?P<a1>{ANGLE}){BETWEEN}?(?P<w2>{WORD})\s*[:=]?\s*(?P<a2>{ANGLE})",
        rf"(?P<a1>{ANGLE})\s*(?P<w1>{WORD})?{BETWEEN}(?P<a2>{ANGLE})\s*(?P<w2>{WORD})?",
        rf"(?P<a1>{SPACED})\s*(?P<w1>{WORD})?\s*[,;、/|]\s*(?P<a2>{SPACED})\s*(?P<w2>{WORD})?",
    )
)
WRAPPING = re.compile(r"^\s*(?:point)?\s*[(\[]?\s*|[\s)\],;、.]*$")
ACROSS = ("e", "w", "东", "西", "经", "lon", "lng")
NEGATIVE = ("s", "w", "南", "西")
LONGEST = 200


def read_coordinates(text: str, datum: Datum) -> Coordinates:
    """The place a text names, on WGS-84. `datum` is what the text is written on.

    Longitude first is understood where letters, the 90 degrees of latitude or China's extent tell. InvalidInput with
    code coordinates_unread, coordinates_minutes or coordinates_range.
    """
    tidy = unicodedata.normalize("NFKC", text[:LONGEST].translate(MARKS)).translate(MARKS).lower()
    first, second = _angles(WRAPPING.sub("", tidy))
    return Coordinates(*_ordered(first, second), datum).to(Datum.WGS84)


def _angles(tidy: str) -> tuple[tuple[float, str], tuple[float, str]]:
    """Both angles in degrees, each with the word that stands at it."""
    for shape in SHAPES:
        if found := shape.fullmatch(tidy):
            one, two = found["w1"] or "", found["w2"] or ""
            return (_degrees(found["a1"], one), one), (_degrees(found["a2"], two), two)
    raise _unread()


def _degrees(text: str, word: str) -> float:
    """An angle of up to three numbers; the sign from its minus or from south and west."""
    degrees, *rest = (float(number) for number in re.findall(NUMBER, text))
    if any(part >= 60 for part in rest):
        raise InvalidInput(
            _("Minutes and seconds of coordinates end at 59. Check the digits."), code="coordinates_minutes"
        )
    size = degrees + sum(part / 60**power for power, part in enumerate(rest, start=1))
    negative = text.lstrip().startswith("-") != word.startswith(NEGATIVE)
    return -size if negative else size


def _ordered(first: tuple[float, str], second: tuple[float, str]) -> tuple[float, float]:
    """Latitude, longitude."""
    (one, word1), (two, word2) = first, second
    if word1 or word2:
        across1, across2 = word1.startswith(ACROSS) if word1 else None, word2.startswith(ACROSS) if word2 else None
        if across1 == across2:
            raise _unread()
        return (two, one) if across1 or across2 is False else (one, two)
    fits, turned = _in_extent(one, two), _in_extent(two, one)
    if (turned and not fits) or (abs(one) > 90 >= abs(two)):
        return two, one
    return one, two


def _in_extent(latitude: float, longitude: float) -> bool:
    """Whether a pair in this order can be in China; in the other order it then cannot."""
    return 3 <= latitude <= 54 and 73 <= longitude <= 136


def _unread() -> InvalidInput:
    return InvalidInput(
        _("These coordinates could not be read. Write latitude and longitude, such as 30.2700, 109.4800."),
        code="coordinates_unread",
    )
