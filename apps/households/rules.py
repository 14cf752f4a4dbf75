"""Dated rules of households: the income line, and when people count as at home."""

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

MONTHS_AT_HOME = register(
    Rule(
        key="households.months_at_home",
        name=_("months at home a year that make permanent residents"),
        default=8,
        check=number_between(1, 12),
        unit=_("months"),
        source=_("rule used in the field studies: at home eight months a year"),
    )
)

WORKING_AGE_FROM = register(
    Rule(
        key="households.working_age_from",
        name=_("working age from"),
        default=16,
        check=number_between(14, 30),
        unit=_("years of age"),
        source=_("Labour Law, Article 15: nobody under 16 may be hired"),
    )
)

WORKING_AGE_TO = register(
    Rule(
        key="households.working_age_to",
        name=_("working age up to"),
        default=60,
        check=number_between(40, 80),
        unit=_("years of age"),
        source=_("custom of the registers of relocated households: 16 to 60"),
    )
)
