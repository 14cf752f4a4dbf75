"""The card as a tagged PDF, set by typst (card.typ beside this)."""

import json
from dataclasses import asdict
from datetime import UTC, datetime, time
from pathlib import Path

import pylopdf_fonts_zh_cn as fonts
import typst

from apps.core import clock
from apps.households.card.content import Card

HERE = Path(__file__).parent


def pdf_bytes(card: Card, *, accessible: bool = True) -> bytes:
    """The file. Names go in as data, so that none is ever taken for markup.

    PDF/UA forbids a character that no font can draw, so that typst refuses it; without the standard it leaves a box.
    Such a character (old systems made their own in the private area) must not keep a family from their card: then the
    file is made without the claim to be accessible.
    """
    try:
        return typst.compile(
            str(HERE / "card.typ"),
            root=str(HERE),
            font_paths=[str(fonts.serif_path().parent)],
            sys_inputs={"card": json.dumps(asdict(card), ensure_ascii=False)},
            timestamp=int(datetime.combine(clock.today(), time(), UTC).timestamp()),
            pdf_standards=["ua-1"] if accessible else [],
        )
    except typst.TypstError:
        if not accessible:
            raise
        return pdf_bytes(card, accessible=False)
