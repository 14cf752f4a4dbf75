"""`python -m tests.ops.migrating DATABASE [--one-by-one]`: migrate an empty database, without idle rendering.

After every operation Django renders the classes of all models that are related to the changed one, directly or not:
in this product nearly all of them, some thousand times over. The statements need the changed model and its
neighbours only, and none at all where an index, a constraint or a trigger is added.
"""

import sys
from typing import Any

import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger


def _add_model(self: ProjectState, model_state: Any) -> None:
    key = model_state.app_label, model_state.name_lower
    self.models[key] = model_state
    if self._relations is not None:  # type: ignore[attr-defined]
        self.resolve_model_relations(key)
    if "apps" in self.__dict__:
        self.apps.render_multiple([model_state])


def _append_option(self: ProjectState, app_label: str, model_name: str, option_name: str, obj: Any) -> None:
    options = self.models[app_label, model_name].options
    options[option_name] = [*options[option_name], obj]


def _add_trigger(self: Any, app_label: str, state: ProjectState) -> None:
    options = state.models[app_label, self.model_name].options
    options["triggers"] = [*options.get("triggers", []), self.trigger]


def _neighbours_only(self: ProjectState, app_label: str, model_name: str, delay: bool = False) -> None:
    if "apps" in self.__dict__:
        self._reload(self._find_reload_model(app_label, model_name, delay=True))  # type: ignore[attr-defined]


def main(database: str, *options: str) -> None:
    """Migrate this database as `manage.py migrate` does."""
    django.setup()
    ProjectState.add_model = _add_model  # type: ignore[method-assign]
    ProjectState._append_option = _append_option  # type: ignore[attr-defined]
    ProjectState.reload_model = _neighbours_only  # type: ignore[method-assign]
    AddTrigger.state_forwards = _add_trigger
    connection.settings_dict["NAME"] = database
    call_command("migrate", *options, interactive=False, verbosity=0)


if __name__ == "__main__":
    main(*sys.argv[1:])
