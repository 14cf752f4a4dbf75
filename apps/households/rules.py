"""Dated rules of households: the line of income below which a household is looked at."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from apps.core.rules import Rule, number_between, register

# The line screens, people decide. Later years are not established anywhere that could be named: they ship blank.
INCOME_LINE = register(
    Rule(
        key="households.income_screening_line",
        name=_("income screening line"),
        default=None,
        check=number_between(1, 1_000_000),
        unit=_("yuan per person and year"),
        source=_("2019–2020 government page; 2021 government page (1.5 × poverty standard); Hubei 2023 newspaper copy"),
        dated=(
            (date(2019, 1, 1), 5000),
            (date(2021, 1, 1), 6000),
            (date(2022, 1, 1), None),
            (date(2023, 1, 1), 7600),
            (date(2024, 1, 1), None),
        ),
    )
)
