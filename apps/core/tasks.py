"""Work in the background. Tasks take a key and call an action; running one twice does no harm."""

from celery import shared_task

from apps.core.events import listen
from apps.core.rowscope import in_scope
from apps.core.scope import COUNTY
from apps.core.sheets.actions import WAITING, sheets_forget
from apps.core.sheets.register import register_of
from apps.core.sheets.work import sheet_work, waiting


@shared_task(name="core.read_sheet")
@in_scope(COUNTY, "a sheet may name any community; the importer's area is kept by the register")
def read_sheet(register: str, key: int) -> bool:
    """Read an uploaded sheet and prepare its preview."""
    return sheet_work(sheet_import=register_of(register).imports.objects.get(pk=key))


@shared_task(name="core.apply_sheet")
@in_scope(COUNTY, "a sheet may name any community; the importer's area is kept by the register")
def apply_sheet(register: str, key: int) -> bool:
    """Write the chosen entries of a sheet into its register."""
    return sheet_work(sheet_import=register_of(register).imports.objects.get(pk=key))


@listen(WAITING)
def start_work(register: str, key: int, applying: bool = False) -> None:
    """Tell a worker. Should the message be lost, the sweep finds the import half a minute later."""
    (apply_sheet if applying else read_sheet).delay(register, key)


@shared_task(name="core.resume_sheets")
@in_scope(COUNTY, "imports of all communities that no worker has")
def resume_sheets() -> int:
    """Take up imports that no worker has: the message was lost, or the worker died."""
    return sum(sheet_work(sheet_import=found) for found in waiting())


@shared_task(name="core.forget_sheets")
@in_scope(COUNTY, "imports of all communities that are old")
def forget_sheets() -> int:
    """Delete files and details of old imports."""
    return sheets_forget()
