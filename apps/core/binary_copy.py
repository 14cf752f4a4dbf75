"""PostgreSQL's binary COPY from and to numpy arrays: hundreds of thousands of rows a second.

Format: https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format". All values are present (no NULLs);
a missing number travels as NaN.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

SIGNATURE = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
END = b"\xff\xff"
HEADER = len(SIGNATURE)
ARRAY_HEADER = 20  # dimensions, whether NULLs, type, length, first index
Kind = str  # numpy's type in network order
Column = tuple[np.ndarray, Kind]
INT8, INT4, FLOAT8, FLOAT4, BOOL = ">i8", ">i4", ">f8", ">f4", "?"


def read_columns(
    cursor: Any, query: str, values: Sequence[Any], columns: Sequence[tuple[str, Kind]]
) -> dict[str, np.ndarray]:
    """What a query answers, an array for each column (of exactly its kind, never NULL), all in one order of rows.

    The server gathers the rows into one array a column: one message instead of one a row, which takes six times as long
    to fetch. PostgreSQL's limit of 1 GB for a value lies at 80 million rows.
    """
    names = ", ".join(name for name, _kind in columns)
    gathered = ", ".join(f"array_agg({name})" for name, _kind in columns)
    with cursor.copy(
        f"COPY (SELECT {gathered} FROM ({query}) answer ({names})) TO STDOUT (FORMAT BINARY)", values
    ) as stream:
        data = b"".join(stream)
    found, at = {}, HEADER + 2  # after the number of columns
    for name, dtype in columns:
        size = int.from_bytes(data[at : at + 4], "big", signed=True)
        at += 4
        found[name] = _elements(data[at : at + max(0, size)], dtype)
        at += max(0, size)
    return found


def _elements(value: bytes, dtype: str) -> np.ndarray:
    """The elements of an array without NULLs, as PostgreSQL sends it; empty for a NULL, which is how no rows gather."""
    cells = np.dtype([("length", ">i4"), ("value", dtype)])
    elements = np.frombuffer(value, dtype=cells, offset=ARRAY_HEADER) if value else np.empty(0, dtype=cells)
    return elements["value"].astype(elements["value"].dtype.newbyteorder("="))


def rows_bytes(columns: Sequence[Column]) -> bytes:
    """Rows as COPY takes them, without signature and end. A column of two dimensions becomes a bytea, packed."""
    cells: list[Any] = [("count", ">i2")]
    for number, (values, dtype) in enumerate(columns):
        cells += [(f"l{number}", ">i4"), (f"v{number}", dtype, values.shape[1:])]
    rows = np.empty(len(columns[0][0]), dtype=cells)
    rows["count"] = len(columns)
    for number, (values, dtype) in enumerate(columns):
        rows[f"l{number}"] = np.dtype(dtype).itemsize * int(np.prod(values.shape[1:]))
        rows[f"v{number}"] = values
    return rows.tobytes()


def write_rows(cursor: Any, table: str, columns: Mapping[str, Column], chunk: int = 10_000) -> None:
    """COPY columns of equal length into a table that does not bind its owner (temporary, or `rowsecurity.unbound`)."""
    given = list(columns.values())
    with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN (FORMAT BINARY)") as stream:
        stream.write(SIGNATURE)
        for start in range(0, len(given[0][0]), chunk):
            stream.write(rows_bytes([(values[start : start + chunk], kind) for values, kind in given]))
        stream.write(END)
