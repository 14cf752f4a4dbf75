"""The files that a phone keeps, so that a form opens without a signal."""

import hashlib

from django.templatetags.static import static
from django.urls import reverse

# What brings a questionnaire to life, in the order in which they need each other.
FORM = ("expressions", "judge", "steps", "form")
VISITS = ("keeper", "vault", "sync", "screens", "lists", "home", "shots", "visit", "door", "leave")
FILES = (
    "portal/phone.css",
    "portal/phone.js",
    "portal/outbox.js",
    "portal/photo.js",
    "portal/report.js",
    "portal/household.js",
    "portal/later.js",
    "portal/ticks.js",
    "portal/drive.js",
    "portal/life.js",
    *(f"portal/visits/{name}.js" for name in VISITS),
    "instruments/form.css",
    *(f"instruments/{name}.js" for name in FORM),
    "portal/icons.svg",
)
# What the worker itself runs: it sends what waits while no page is open.
WORKER_FILES = ("portal/outbox.js", "portal/ticks.js", "portal/visits/keeper.js")
# Raise it when the worker itself or a page it keeps changes in a way that old copies must not survive.
EDITION = "3"


def shell_files() -> list[str]:
    """Addresses of the style, scripts and icons, and of the page shown when nothing else is there."""
    return [*(static(name) for name in FILES), reverse("portal:offline")]


def worker_files() -> list[str]:
    """Addresses of the scripts that the worker runs."""
    return [static(name) for name in WORKER_FILES]


def shell_version(files: list[str]) -> str:
    """Changes with any of the files, since their addresses carry a hash of what is in them."""
    return hashlib.sha256("\n".join([EDITION, *files]).encode()).hexdigest()[:12]


def form_scripts() -> list[str]:
    """Addresses of the scripts of questionnaires."""
    return [static(f"instruments/{name}.js") for name in FORM]
