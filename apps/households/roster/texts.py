"""The sentences of the pages of an import, where a roster is no list and a household no entry."""

from django.utils.translation import gettext_lazy as _

from apps.core.sheets.texts import Texts


class RosterTexts(Texts):
    """What the pages say of a roster and its households."""

    upload = _("Upload a roster")
    drop = _("Drop the roster here, or click to choose it")
    file = _("Roster file")
    no_file = _("No file was chosen. Choose the roster, then upload it.")
    as_it_says = _("as the roster says")
    only_without = _("Only needed if the roster has no column for the community.")
    any_layout = _(
        "Any layout will do: titles above the headings, blank rows, totals and other spellings are understood. An "
        "empty cell never erases anything, and nobody is removed because they are missing in a roster."
    )
    reading = _("Reading the roster")
    applying = _("Applying the roster")
    columns_link = _("Columns and dates")
    remembered = _("What you correct is remembered for the next roster.")
    nothing_here = _("No households here")
    written_at_once = _("Written all at once; households with faults stay out.")
    nothing_chosen = _("No household is chosen. Choose at least one, then apply.")
    applied = _("The roster was applied on %(moment)s by %(person)s.")
    moved_on = _(
        "These households had changed in the register after the preview and were not written: %(names)s. "
        "Upload the roster again to compare anew."
    )
    held_back = _("%(count)s households were held back for faulty cells. Have them corrected and upload them again.")
    upload_another = _("Upload another roster")
    waiting = _("roster imports waiting")
    not_your_role = _("Rosters are imported by the community manager or the county administrator.")


STEPS = (
    _("Every row is checked: identity numbers, dates, amounts, heads of household. Nothing is written yet."),
    _("You see what is new, what differs from the register, and every faulty cell with what to do."),
    _("Households with faults are held back. You can send the workbook back with the faulty cells marked."),
    _("You choose what to apply. It is written all at once or not at all."),
)
RESULT = {
    "households_new": _("new households"),
    "households_changed": _("households changed"),
    "people_new": _("new people"),
    "people_changed": _("people changed"),
    "people_left": _("people who left"),
    "buildings_new": _("buildings created"),
    "dwellings_new": _("dwellings created"),
}
