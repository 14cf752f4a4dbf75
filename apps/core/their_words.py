"""Words of Django's own admin that we say otherwise: named here, so that our catalogs hold them and stand first."""

from django.utils.translation import gettext_noop

SAID_OTHERWISE = (
    gettext_noop("Add another %(verbose_name)s"),
    gettext_noop("Save and add another"),
    gettext_noop("Save and continue editing"),
)
