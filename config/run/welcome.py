"""What is printed when the product answers: where it is, and who may log in."""

import sys

import django
from django.core.management import call_command, get_commands


def main(url: str, *neighbours: str) -> None:
    django.setup()
    print()
    print("Anju is ready.")
    print(f"  Residents' phone page   {url}/")
    for neighbour in neighbours:
        print(f"  … in your network       {neighbour}/")
    print(f"  Staff                   {url}/admin/")
    print(f"  API and its document    {url}/api/v1/docs/")
    if "demo" in get_commands():
        call_command("demo", logins=True)
    print("End it with Ctrl-C; the data stays.")


if __name__ == "__main__":
    main(*sys.argv[1:])
