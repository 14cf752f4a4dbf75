"""What gardens do when something happens to a household."""

from apps.gardens.actions import gone_settle
from apps.households.gone import settles_gone

settles_gone(gone_settle)
