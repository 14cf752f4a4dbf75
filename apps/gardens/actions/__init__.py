"""What can be done to garden plots: the only writers of them.

Every action is atomic: it locks the row, asks the policy (errors.Refused), changes, appends the step, and tells
listeners after the commit (`garden_round.<step>`, `garden_offer.<step>`, `garden_tenure.<step>` …).
"""

from collections.abc import Callable
from typing import Any

from apps.gardens.actions.drafting import draft_make
from apps.gardens.actions.leaving import gone_settle
from apps.gardens.actions.objections import objection_file, objection_reject, objection_submit, objection_uphold
from apps.gardens.actions.plan import (
    LOCKER_FIELDS,
    PLOT_FIELDS,
    ZONE_FIELDS,
    locker_change,
    locker_give,
    locker_register,
    locker_take_back,
    plot_add,
    plot_change,
    plots_lay,
    zone_change,
    zone_register,
)
from apps.gardens.actions.requests import (
    WISHES,
    eligibility_decide,
    need_submit,
    request_change,
    request_register,
    request_withdraw,
    round_register_all,
)
from apps.gardens.actions.rounds import (
    ROUND_FIELDS,
    round_begin_signing,
    round_begin_use,
    round_change,
    round_close,
    round_end_registration,
    round_give_up,
    round_open,
    round_publish,
    round_reopen_registration,
    round_revise,
    round_settle_eligibility,
)
from apps.gardens.actions.signing import offer_decline, offer_lapse, offer_sign
from apps.gardens.actions.tenures import (
    reclaim_decide,
    reclaim_propose,
    swap_consent,
    swap_drop,
    swap_propose,
    tenure_give_back,
    visit_record,
    yield_note,
)

# Step name → action; the faces call steps by name. `publish` also takes draft=, `settle_eligibility` seed=.
BY_STEP: dict[str, Callable[..., Any]] = {
    "end_registration": round_end_registration,
    "reopen_registration": round_reopen_registration,
    "settle_eligibility": round_settle_eligibility,
    "publish": round_publish,
    "revise": round_revise,
    "begin_signing": round_begin_signing,
    "begin_use": round_begin_use,
    "close": round_close,
    "give_up": round_give_up,
}
BY_OFFER_STEP: dict[str, Callable[..., Any]] = {
    "sign": offer_sign,
    "decline": offer_decline,
    "lapse": offer_lapse,
}
BY_OBJECTION_STEP: dict[str, Callable[..., Any]] = {"uphold": objection_uphold, "reject": objection_reject}

__all__ = [
    "BY_OBJECTION_STEP",
    "BY_OFFER_STEP",
    "BY_STEP",
    "LOCKER_FIELDS",
    "PLOT_FIELDS",
    "ROUND_FIELDS",
    "WISHES",
    "ZONE_FIELDS",
    "draft_make",
    "eligibility_decide",
    "gone_settle",
    "locker_change",
    "locker_give",
    "locker_register",
    "locker_take_back",
    "need_submit",
    "objection_file",
    "objection_reject",
    "objection_submit",
    "objection_uphold",
    "offer_decline",
    "offer_lapse",
    "offer_sign",
    "plot_add",
    "plot_change",
    "plots_lay",
    "reclaim_decide",
    "reclaim_propose",
    "request_change",
    "request_register",
    "request_withdraw",
    "round_begin_signing",
    "round_begin_use",
    "round_change",
    "round_close",
    "round_end_registration",
    "round_give_up",
    "round_open",
    "round_publish",
    "round_register_all",
    "round_reopen_registration",
    "round_revise",
    "round_settle_eligibility",
    "swap_consent",
    "swap_drop",
    "swap_propose",
    "tenure_give_back",
    "visit_record",
    "yield_note",
    "zone_change",
    "zone_register",
]
