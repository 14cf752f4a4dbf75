"""What community life does when something happens to a household."""

from apps.households.gone import settles_gone
from apps.neighbourhood.actions.leaving import gone_settle

settles_gone(gone_settle)
