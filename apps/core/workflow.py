"""State machines as data. An app's workflow.py lists states and transitions; its actions move along them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from apps.core.decisions import ALLOW, Decision, refuse


@dataclass(frozen=True, slots=True)
class Transition:
    """One allowed step.

    `roles` may do it (empty: nobody by role; the system or a resident does); `requires` names inputs that must not
    be empty; `word` is what staff read on the button; `public` is the sentence the resident sees, empty for none.
    """

    name: str
    sources: tuple[str, ...]
    target: str
    word: Any
    roles: frozenset[str] = frozenset()
    requires: tuple[str, ...] = ()
    public: Any = ""


def leaves_from(states: type[models.TextChoices], state: str, step: Transition) -> Decision:
    """Whether a step leaves from this state; also for steps that leave the state as it is."""
    if state in step.sources:
        return ALLOW
    label = states(state).label
    return refuse("wrong_state", _("It is now “%(state)s”, so this step is not possible.") % {"state": label})


@dataclass(frozen=True)
class Workflow:
    """States of one noun with the transitions between them."""

    name: str
    states: type[models.TextChoices]
    initial: str
    transitions: tuple[Transition, ...]
    by_name: dict[str, Transition] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {t.name: t for t in self.transitions})
        if len(self.by_name) != len(self.transitions):
            raise ValueError(f"{self.name}: two transitions share a name")

    def can(self, state: str, name: str) -> Decision:
        """Whether the transition leaves from this state."""
        return leaves_from(self.states, state, self.by_name[name])

    def available(self, state: str, role: str | None = None) -> list[Transition]:
        """Transitions that leave from `state`, and that `role` may take where one is named."""
        return [t for t in self.transitions if state in t.sources and (role is None or role in t.roles)]

    def edges(self) -> Iterable[tuple[str, str]]:
        """Every allowed (from, to), for the database trigger."""
        return sorted({(s, t.target) for t in self.transitions for s in t.sources})

    def move(self, instance: models.Model, name: str, *, attr: str = "state") -> tuple[str, str]:
        """Set the protected state to the transition's target; the caller has locked the row and asked the policy.

        Returns (from, to). Raises ValueError when the workflow does not allow the step at all.
        """
        source = getattr(instance, attr)
        transition = self.by_name[name]
        if source not in transition.sources:
            raise ValueError(f"{self.name}: {name} does not leave from {source}")
        state_field = instance._meta.get_field(attr)
        state_field.set_state(instance, transition.target)  # type: ignore[union-attr]
        return source, transition.target


class StateField(FSMField):
    """A protected state column: only Workflow.move changes it in Python. In migrations it is a plain text column."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "protected": True})

    def deconstruct(self) -> Any:
        # Every field of the library listens to every model that is ever made; migrations make thousands.
        name, _path, args, kwargs = super().deconstruct()
        del kwargs["protected"]
        return name, "django.db.models.CharField", args, kwargs


def state_field(workflow: Workflow, **kwargs: Any) -> StateField:
    """The state of one noun, as its workflow lists it."""
    return StateField(
        default=workflow.initial, choices=workflow.states.choices, max_length=24, db_index=False, **kwargs
    )
