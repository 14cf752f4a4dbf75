"""What is printed when the product answers: where it is, and who may log in."""

import sys

import django
from django.core.management import call_command, get_commands

ADDRESSES = {
    "Residents' phone page": "/",
    "Staff": "/admin/",
    "Field workers' phone page": "/f/",
    "API document": "/api/schema/",
}


def main(url: str, *neighbours: str) -> None:
    django.setup()
    print()
    print("Anju is ready.")
    for name, path in ADDRESSES.items():
        print(f"  {name:<26} {url}{path}")
    for neighbour in neighbours:
        print(f"  {'On phones in this network':<26} {neighbour}/")
    if "demo" in get_commands():
        call_command("demo", logins=True)
    print("End it with Ctrl-C; the data stays.")


if __name__ == "__main__":
    main(*sys.argv[1:])
