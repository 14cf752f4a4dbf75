"""Sentences of the pages of an import. A register says some of them in its own words."""

from django.utils.translation import gettext_lazy as _


class Texts:
    """What the pages say, of a list and its entries. A subclass says it of something else."""

    upload = _("Upload a list")
    drop = _("Drop the list here, or click to choose it")
    file = _("File with the list")
    no_file = _("No file was chosen. Choose the list, then upload it.")
    as_it_says = _("as the list says")
    only_without = _("Only needed if the list has no column for the community.")
    any_layout = _(
        "Any layout will do: titles above the headings, blank rows, totals and other spellings are understood. An "
        "empty cell never erases anything, and nothing is removed because it is missing in a list."
    )
    reading = _("Reading the list")
    applying = _("Applying the list")
    columns = _("What the columns mean")
    columns_link = _("What the columns mean")
    remembered = _("What you correct is remembered for the next list.")
    nothing_here = _("Nothing here")
    written_at_once = _("Written all at once; entries with faults stay out.")
    nothing_chosen = _("Nothing is chosen. Choose at least one entry, then apply.")
    applied = _("The list was applied on %(moment)s by %(person)s.")
    moved_on = _(
        "These rows had changed in the register after the preview and were not written: %(names)s. "
        "Upload the list again to compare anew."
    )
    held_back = _("%(count)s entries were held back for faulty cells. Have them corrected and upload them again.")
    upload_another = _("Upload another list")
    waiting = _("imports waiting")
    not_your_role = _("Your role does not import this register. Ask the community manager.")
