"""`python -m bench`: fill the databases, start the servers, measure, print a table, write JSON."""

import argparse
import importlib
import pkgutil
import sys

from bench import rows
from bench.data import ALL_SIZES, COUNTY, drop_scratch, prepare, prepare_scratch, prepare_static
from bench.registry import ROWS, Result, Row
from bench.report import Table, write
from bench.server import servers
from bench.stage import Stage
from config import secrets_file


def main() -> int:
    options = parse()
    for module in pkgutil.iter_modules(rows.__path__):
        importlib.import_module(f"bench.rows.{module.name}")
    chosen = [row for key, row in ROWS.items() if not options.only or any(part in key for part in options.only)]
    secrets_file.ensure()
    prepare_static()
    needed = tuple(size for size in ALL_SIZES if any(size in row.sizes for row in chosen))
    copied = {size.copy_of for size in needed}
    for size in (size for size in ALL_SIZES if size in needed or size.database in copied):
        prepare(size, fresh=options.fresh, keep=options.keep)
    if COUNTY in needed:
        prepare_scratch()
    try:
        with servers(needed) as running:
            found = measure(chosen, Stage(running, options.runs, options.households))
    finally:
        drop_scratch()
    print(f"\nWritten: {write(found, partly=bool(options.only))}")
    missed = [key for key, result in found.items() if not result.met]
    print(f"Aims missed: {', '.join(missed)}" if missed else "All aims are met.")
    return 1 if options.strict and missed else 0


def measure(chosen: list[Row], stage: Stage) -> dict[str, Result]:
    """Run the rows one after another; one that cannot be measured says why, and the others go on."""
    found: dict[str, Result] = {}
    table = Table()
    for row in chosen:
        try:
            found[row.key] = row.run(stage)
        except (RuntimeError, OSError, KeyError) as error:
            found[row.key] = Result({}, faults=[repr(error)])
        table.show(row, found[row.key])
    return found


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--only", nargs="*", help="only rows whose key contains one of these words")
    parser.add_argument("--runs", type=int, default=15, help="how often each pair is measured (15)")
    parser.add_argument("--households", type=int, default=2_000, help="how many a roster has that is imported (2,000)")
    parser.add_argument("--fresh", action="store_true", help="fill the databases anew")
    parser.add_argument("--keep", action="store_true", help="only migrate databases that are there already")
    parser.add_argument("--strict", action="store_true", help="end with an error when an aim is missed")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
