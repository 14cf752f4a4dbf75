"""PostgreSQL's binary COPY from and to numpy arrays: rows of fixed length, hundreds of thousands a second.

Format: https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format". All values are present (no NULLs);
a missing number travels as NaN.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

SIGNATURE = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
END = b"\xff\xff"
HEADER = len(SIGNATURE)
Kind = tuple[str, int]  # numpy's type in network order, and the OID of PostgreSQL's
INT8, INT4, FLOAT8, FLOAT4, BOOL = (">i8", 20), (">i4", 23), (">f8", 701), (">f4", 700), ("?", 16)


def read_rows(cursor: Any, query: str, values: Sequence[Any], columns: Sequence[tuple[str, Kind]]) -> np.ndarray:
    """What a query answers, as a structured array; each column of the query cast to its kind and never NULL."""
    cells: list[Any] = [("count", ">i2")]
    for name, (dtype, _oid) in columns:
        cells += [(f"{name} length", ">i4"), (name, dtype)]
    with cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT BINARY)", values) as stream:
        data = b"".join(stream)
    return np.frombuffer(data, dtype=cells, offset=HEADER, count=(len(data) - HEADER - len(END)) // _size(cells))


def _size(cells: list[Any]) -> int:
    return int(np.dtype(cells).itemsize)


def rows_bytes(columns: Sequence[tuple[np.ndarray, Kind]]) -> bytes:
    """Rows as COPY takes them, without signature and end. A column of two dimensions becomes an array."""
    cells: list[Any] = [("count", ">i2")]
    for number, (values, (dtype, _oid)) in enumerate(columns):
        cells.append((f"l{number}", ">i4"))
        if values.ndim == 1:
            cells.append((f"v{number}", dtype))
        else:
            cells += [(f"h{number}", ">i4", (5,)), (f"v{number}", [("l", ">i4"), ("v", dtype)], (values.shape[1],))]
    rows = np.empty(len(columns[0][0]), dtype=cells)
    rows["count"] = len(columns)
    for number, (values, (dtype, oid)) in enumerate(columns):
        size = np.dtype(dtype).itemsize
        if values.ndim == 1:
            rows[f"l{number}"], rows[f"v{number}"] = size, values
        else:
            many = values.shape[1]
            rows[f"l{number}"] = 20 + many * (4 + size)
            rows[f"h{number}"] = (1, 0, oid, many, 1)  # dimensions, no NULLs, element, length, first index
            rows[f"v{number}"]["l"], rows[f"v{number}"]["v"] = size, values
    return rows.tobytes()


def write_rows(cursor: Any, table: str, columns: Sequence[tuple[np.ndarray, Kind]], chunk: int = 50_000) -> None:
    """COPY columns of equal length into a table that is not under row security (a temporary one)."""
    with cursor.copy(f"COPY {table} FROM STDIN (FORMAT BINARY)") as stream:
        stream.write(SIGNATURE)
        for start in range(0, len(columns[0][0]), chunk):
            stream.write(rows_bytes([(values[start : start + chunk], kind) for values, kind in columns]))
        stream.write(END)
