"""What shuttles do when something happens to a household."""

from apps.households.gone import settles_gone
from apps.shuttles.actions import gone_settle

settles_gone(gone_settle)
