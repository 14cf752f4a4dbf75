"""`python -m bench.fill static` and `python -m bench.fill SIZE`: what must be there before a server starts.

Processes of their own, because each works with the settings of one database.
"""

import sys

import django
from django.core.management import call_command


def static() -> None:
    """Words and static files, as `make run` prepares them."""
    from config import messages
    from config.run.prepare import collect_static

    messages.compile_catalogs()
    django.setup()
    collect_static()


def database(name: str) -> None:
    """Migrate and fill one database."""
    django.setup()
    from django.db import connection

    from apps.core.rowscope import elevated
    from bench.data import ALL_SIZES, sites
    from bench.life import fill as fill_life
    from demo.county import CountyBuilder

    size = next(size for size in ALL_SIZES if size.name == name)
    call_command("migrate", interactive=False, verbosity=0)
    each = size.complaints // size.sites
    rate = 1.15 * each / (size.households * 12.5)  # somewhat more than fit, so that exactly as many are kept
    with elevated("the bench fills a county"):
        builder = CountyBuilder(
            sites(size), complaint_rate=rate, complaints_each=each, desks=False, say=lambda line: None
        )
        fill_life(builder.build(), builder.shelf)
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bench_bare (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, category text, words text)"
        )
        cursor.execute("VACUUM ANALYZE")


def copies() -> None:
    """Multiply the registers of a database that was copied from another."""
    django.setup()
    from django.db import connection

    from apps.core.rowscope import elevated
    from bench.data import LARGE
    from bench.multiply import multiply

    with elevated("the bench fills a county"):
        multiply(LARGE.times)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def migrate() -> None:
    """Bring a kept database to the present migrations."""
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)


if __name__ == "__main__":
    steps = {"static": static, "migrate": migrate, "multiply": copies}
    steps.get(sys.argv[1], lambda: database(sys.argv[1]))()
