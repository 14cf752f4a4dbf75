"""docs/figures.md says what the registry says."""

from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from apps.reports.handbook import handbook
from apps.reports.registry import METRICS, Metric, register

HAN = range(0x4E00, 0xA000)


def test_the_page_of_figures_is_up_to_date() -> None:
    page = Path(settings.BASE_DIR) / "docs" / "figures.md"
    assert page.read_text(encoding="utf-8") == handbook(), "Run manage.py figures_doc and commit docs/figures.md."


@pytest.mark.parametrize("metric", METRICS.values(), ids=METRICS)
def test_every_figure_has_its_words_in_both_languages(metric: Metric) -> None:
    for what in ("name", "group", "definition"):
        words = metric.in_both(what)
        assert any(ord(letter) in HAN for letter in words["zh-hans"]), words
        assert not any(ord(letter) in HAN for letter in words["en"]), words
    with override("en"):
        assert len(str(metric.definition)) > 20


def test_a_key_is_registered_once() -> None:
    with pytest.raises(ValueError, match="two metrics"):
        register(METRICS["people.registered"])
