"""What stays when a household moves to another community: plots, lockers and the rounds in which they were given."""

from django.apps import apps

from apps.households.models.household import HouseholdOwned
from apps.households.transfers.carry import stays_behind

stays_behind(*(model for model in apps.get_app_config("gardens").get_models() if issubclass(model, HouseholdOwned)))
