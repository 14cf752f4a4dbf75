"""How CP-SAT is asked, so that the same question gets the same answer.

One worker, a fixed seed, and a limit in OR-Tools' deterministic time, which counts work and not seconds: a slow or busy
machine gives the same plan later. What remains is OR-Tools itself: another version may search in another order.
"""

from typing import Any

SEED = 20_261_123


def solver(limit: float) -> Any:
    """A CP-SAT solver that stops after so much deterministic time."""
    from ortools.sat.python import cp_model  # loaded where it is used

    found = cp_model.CpSolver()
    found.parameters.num_workers = 1
    found.parameters.random_seed = SEED
    found.parameters.max_deterministic_time = limit
    found.parameters.linearization_level = 2
    found.parameters.cp_model_probing_level = 0
    found.parameters.symmetry_level = 0
    found.parameters.max_presolve_iterations = 1
    return found
