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


# PDF/UA forbids a character that no font can draw, so that typst refuses it; without the standard it leaves a box.
ACCESSIBLE: tuple[str, ...] = ("ua-1",)


def pdf_bytes(card: Card, standards: tuple[str, ...] = ACCESSIBLE) -> bytes:
    """The file. Names go in as data, so that none is ever taken for markup.

    A character that no font of this machine has (old systems made their own in the private area) must not keep
    everybody else from their card: then the file is made without the claim to be accessible.
    """
    try:
        return typst.compile(
            str(HERE / "card.typ"),
            root=str(HERE),
            font_paths=[str(fonts.serif_path().parent)],
            sys_inputs={"card": json.dumps(asdict(card), ensure_ascii=False)},
            timestamp=int(datetime.combine(clock.today(), time(), UTC).timestamp()),
            pdf_standards=list(standards),
        )
    except typst.TypstError:
        if not standards:
            raise
        return pdf_bytes(card, ())
