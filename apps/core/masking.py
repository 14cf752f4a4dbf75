"""How sensitive values look to people who may not see them whole (PIPL Art. 28).

An ID number shows its first and last digit only: the usual 6+4 masking plus an age or a birth date gives it away.
"""


def mask_id(value: str | None) -> str:
    """`4••••••••••••••••9`, whatever the length."""
    if not value:
        return ""
    return value[0] + "•" * 16 + value[-1]


def mask_phone(value: str | None) -> str:
    """`138••••5678`."""
    if not value:
        return ""
    return value[:3] + "••••" + value[-4:] if len(value) >= 10 else "•" * len(value)


def mask_name(value: str | None) -> str:
    """The surname with 某: `谭某`; a Latin name keeps its first letter."""
    if not value:
        return ""
    return value[0] + ("某" if "\u3400" <= value[0] <= "\u9fff" else "…")
