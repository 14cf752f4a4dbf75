"""The nouns of a person's file: what each asks for, which action records it. Forms and API are read off it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.households.actions import person_facts as verbs
from apps.households.models import (
    Disability,
    Employment,
    HealthRecord,
    Insurance,
    LabourAbility,
    Schooling,
    Training,
)


@dataclass(frozen=True, slots=True)
class Noun:
    """One kind of dated fact.

    `key` stands in the admin's addresses, `plural` in the API's; `inputs` are columns of the model, `secret` those
    that are written and never shown again; `record` is the action. `once` words the button, `icon` a Material Symbol.
    """

    key: str
    plural: str
    model: type[models.Model]
    record: Callable[..., Any]
    inputs: tuple[str, ...]
    once: Any
    icon: str
    secret: tuple[str, ...] = ()
    by_year: bool = False
    hint: Any = ""

    @property
    def name(self) -> str:
        """The model's name, as in permissions."""
        return str(self.model._meta.model_name)


ENDS_THE_LAST = _("What held before ends on this day.")

NOUNS = {
    noun.key: noun
    for noun in (
        Noun(
            "health", "health-records", HealthRecord, verbs.health_record, ("health",), _("Record health"), "ecg_heart",
            secret=("diagnosis", "hospital"),
            hint=_("Several may hold at once. Diagnosis and hospital are encrypted and shown only for a reason."),
        ),
        Noun(
            "disability", "disabilities", Disability, verbs.disability_record, ("category", "grade"),
            _("Record a disability card"), "accessible", hint=ENDS_THE_LAST,
        ),
        Noun(
            "labour", "labour-abilities", LabourAbility, verbs.labour_record, ("labour",), _("Record labour ability"),
            "fitness_center", hint=ENDS_THE_LAST,
        ),
        Noun(
            "employment", "employments", Employment, verbs.employment_record,
            ("work", "place", "place_text", "employer", "wage_month", "unstable"), _("Record work"), "work",
            hint=_("The work before it ends on this day. “Not working” is recorded too: then it is known."),
        ),
        Noun(
            "training", "trainings", Training, verbs.training_record, ("course", "days", "certificate"),
            _("Record training"), "school",
        ),
        Noun(
            "schooling", "schoolings", Schooling, verbs.schooling_record, ("stage", "school", "grade", "boarding"),
            _("Record school"), "menu_book", hint=ENDS_THE_LAST,
        ),
        Noun(
            "insurance", "insurances", Insurance, verbs.insurance_record, ("branch", "scheme"), _("Record insurance"),
            "health_and_safety", by_year=True, hint=_("A year's premium covers 1 January to 31 December."),
        ),
    )
}  # fmt: skip
BY_MODEL = {noun.name: noun for noun in NOUNS.values()}
