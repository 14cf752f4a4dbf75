"""The look of the staff's admin (Unfold): names, colours, and where its parts come from."""

from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _

UNFOLD = {
    "SITE_TITLE": _("Anju"),
    "SITE_HEADER": _("Anju"),
    "SITE_SUBHEADER": "apps.reports.sidebar.site_area",
    "SITE_SYMBOL": "cottage",
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("core/icon.svg")},
    ],
    "SITE_URL": None,
    "SHOW_LANGUAGES": True,
    "SHOW_HISTORY": True,
    "SIDEBAR": {"navigation": "apps.reports.sidebar.navigation"},
    "TABS": "apps.reports.sidebar.tabs",
    "ACCOUNT": {"navigation": "apps.reports.sidebar.account_links"},
    "GLOBAL_CALLBACK": "apps.reports.sidebar.context",
    "DASHBOARD_CALLBACK": "apps.reports.today.dashboard",
    "STYLES": [lambda request, name=name: static(f"anju/{name}.css") for name in ("tokens", "parts", "admin")],
    "SCRIPTS": [lambda request: static("anju/shell.js")],
    "BORDER_RADIUS": "8px",
    "COLORS": {
        "base": {
            "50": "#F6F8F7", "100": "#EEF1EF", "200": "#E3E8E5", "300": "#C9D2CD", "400": "#A9B5AF",
            "500": "#5A665F", "600": "#44504A", "700": "#46534D", "800": "#2E3934", "900": "#1A211E", "950": "#121816",
        },
        "primary": {
            "50": "#E8F3EF", "100": "#D3E8DF", "200": "#A9D2C1", "300": "#7BBAA0", "400": "#48A082",
            "500": "#5BBF9B", "600": "#1B7F5F", "700": "#15664C", "800": "#104E3A", "900": "#0C3B2C", "950": "#07261C",
        },
        "font": {
            "subtle-light": "#5A665F", "subtle-dark": "#A9B5AF", "default-light": "#1F2924", "default-dark": "#E4EAE7",
            "important-light": "#1F2924", "important-dark": "#F1F5F3",
        },
    },
}  # fmt: skip
