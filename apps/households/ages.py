"""Ages and the birth dates they follow from."""

from datetime import date


def born_by(age: int, day: date) -> date:
    """The latest birth date of those who have reached `age` on `day`; born on 29 February is older on 1 March."""
    year = day.year - age
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February in a year that has none
        return date(year, 2, 28)


def age_on(born: date, day: date) -> int:
    """Full years on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
