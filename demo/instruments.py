"""Made-up changes of questionnaires: the county asks about heating since last autumn, and is thinking of more."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from apps.core import clock
from apps.instruments import editing
from apps.instruments.actions import draft_begin, draft_write, version_publish
from apps.instruments.models import Instrument

HEATING = {
    "key": "heating", "kind": "choose_one",
    "label": {"zh-hans": "冬天主要靠什么取暖？", "en": "How do they heat in winter?"},
    "hint": {"zh-hans": "烧炭的提醒一下通风。", "en": "Where they burn charcoal, remind them to air the room."},
    "choices": [
        {"key": "power", "label": {"zh-hans": "电暖、电火箱", "en": "electric heater"}},
        {"key": "charcoal", "label": {"zh-hans": "木炭、柴火", "en": "charcoal or wood"}},
        {"key": "none", "label": {"zh-hans": "不取暖", "en": "not at all"}},
    ],
}  # fmt: skip
PARKING = {
    "key": "parking", "kind": "choose_one",
    "label": {"zh-hans": "电动车、三轮车有地方停吗？", "en": "Is there a place for bikes and three-wheelers?"},
    "choices": [
        {"key": "easy", "label": {"zh-hans": "有", "en": "yes"}, "score": 2},
        {"key": "so_so", "label": {"zh-hans": "要抢", "en": "not enough"}, "score": 1},
        {"key": "hard", "label": {"zh-hans": "没有", "en": "no"}, "score": 0},
    ],
}  # fmt: skip
DAYS_AGO = 75


def questionnaires(admin: Any) -> int:
    """A second version of the living costs in use, and a draft of the integration questionnaire. How many were made."""
    costs, integration = (Instrument.objects.get(key=key) for key in ("living_costs", "integration"))
    day = clock.today() - timedelta(days=DAYS_AGO)
    with clock.at(timezone.make_aware(datetime.combine(day, time(9, 30)))):
        draft = draft_begin(instrument=costs, by=admin)
        draft = draft_write(version=draft, by=admin, content=editing.question_put(draft.content, HEATING, group="view"))
        version_publish(version=draft, by=admin, note="入冬前加问取暖方式")
    draft = draft_begin(instrument=integration, by=admin)
    draft_write(version=draft, by=admin, content=editing.question_put(draft.content, PARKING, group="services"))
    return 2
