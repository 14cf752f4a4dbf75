"""Thousands are separated: 1,538 (Django leaves Chinese without)."""

THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
