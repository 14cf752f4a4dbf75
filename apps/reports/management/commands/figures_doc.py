"""Writes docs/figures.md from the metric registry."""

from pathlib import Path
from typing import Any

from django.conf import settings

from apps.core.management.county import CountyCommand
from apps.reports.handbook import handbook


class Command(CountyCommand):
    """`manage.py figures_doc` after a figure was added or changed; a test says when it was forgotten."""

    help = "Write docs/figures.md from the metric registry."

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / "docs" / "figures.md"
        path.write_text(handbook(), encoding="utf-8")
        self.stdout.write(f"{path}")
