"""Workbooks made for tests, of any register."""

import io
import multiprocessing
import os
import signal
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from django.db import connection, connections
from django.utils.module_loading import import_string

from apps.core.models import SheetImport
from apps.core.sheets.actions import sheet_apply, sheet_upload
from apps.core.sheets.faults import reason
from apps.core.sheets.register import register_of
from apps.core.sheets.work import sheet_work


def workbook(
    headings: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    titles: Sequence[str] = (),
    merged: Sequence[tuple[int, int, int]] = (),
    sheet: str = "台账",
) -> bytes:
    """A workbook of one sheet. A cell may be a number, text, date, or ("formula", formula, value).

    `merged` are (column, first, last) of `rows` whose cells are one, with the first one's content.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    page = book.add_worksheet(sheet)
    top = [[title] for title in titles] + [list(headings)]
    for r, cells in enumerate([*top, *rows]):
        for c, cell in enumerate(cells):
            if isinstance(cell, tuple):
                page.write_formula(r, c, cell[1], None, cell[2])
            elif cell != "" and cell is not None:
                page.write(r, c, cell)
    for column, first, last in merged:
        page.merge_range(len(top) + first, column, len(top) + last, column, rows[first][column])
    book.close()
    return out.getvalue()


def read(register: str, data: bytes, *, by: Any = None, name: str = "台账.xlsx", **options: Any) -> SheetImport:
    """Through upload and worker."""
    made = sheet_upload(register=register_of(register), by=by, name=name, data=data, start=False, **options)
    sheet_work(sheet_import=made)
    return SheetImport.objects.get(pk=made.pk)


def applied(register: str, data: bytes, *, by: Any = None, **options: Any) -> SheetImport:
    """The same, and what is chosen written."""
    made = read(register, data, by=by, **options)
    assert made.state == "previewed", (made.problem, made.summary)
    sheet_apply(sheet_import=made, by=by, start=False)
    sheet_work(sheet_import=made)
    return SheetImport.objects.get(pk=made.pk)


def reasons(made: SheetImport) -> list[list[Any]]:
    """Every faulty cell as [row, heading, reason]."""
    return [[f.row, f.heading, reason(f.code, f.params)] for f in made.faults.order_by("row", "column")]


def kill_half_way(made: Any, where: str) -> None:
    """A worker of its own takes the import up, and is killed (SIGKILL) as soon as it calls `where`.

    `where` is a dotted path of a function in a module or a method of a class. The test needs real transactions.
    """
    name = connection.settings_dict["NAME"]
    connections.close_all()  # a child must not share this one
    worker = multiprocessing.get_context("fork").Process(target=_die, args=(made, where, name))
    worker.start()
    worker.join()
    assert worker.exitcode == -signal.SIGKILL


def _die(made: Any, where: str, database: str) -> None:
    connections.close_all()
    connection.settings_dict["NAME"] = database
    owner, function = where.rsplit(".", 1)
    setattr(import_string(owner), function, lambda *_args, **_kwargs: os.kill(os.getpid(), signal.SIGKILL))
    sheet_work(sheet_import=made)
