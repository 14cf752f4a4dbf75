"""`__begins`: a prefix that an index answers under row security too.

PostgreSQL uses a condition for an index only if it cannot leak rows that the policy hides; LIKE is not among those,
text comparison is. The column needs an index with text_pattern_ops (varchar_pattern_ops), and must be a plain column:
a function over it (reverse, replace) is not trusted either.
"""

from typing import Any

from django.db.models import CharField, Lookup, TextField

LAST = 0x10FFFF
SURROGATES = range(0xD800, 0xE000)


def after(prefix: str) -> str:
    """The least text that is greater than every text with this prefix; "" when there is none."""
    for at in range(len(prefix) - 1, -1, -1):
        code = ord(prefix[at]) + 1
        code = SURROGATES.stop if code in SURROGATES else code
        if code <= LAST:
            return prefix[:at] + chr(code)
    return ""


@CharField.register_lookup
@TextField.register_lookup
class Begins(Lookup):
    """Rows whose text begins with the prefix, compared character by character; an empty prefix finds all."""

    lookup_name = "begins"
    prepare_rhs = True

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, parameters = self.process_lhs(compiler, connection)
        prefix = str(self.rhs)
        sql, values = f"{column} ~>=~ %s", (*parameters, prefix)
        if upper := after(prefix):
            sql, values = f"({sql} AND {column} ~<~ %s)", (*values, *parameters, upper)
        return sql, values
