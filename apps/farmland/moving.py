"""Fields of a household that goes to another community: they go along, unless one is registered there already."""

from django.utils.translation import gettext as _

from apps.core.decisions import refuse
from apps.core.errors import Refused
from apps.farmland.models import Parcel
from apps.households.models import Household
from apps.households.transfers.carry import checks_transfer


@checks_transfer
def codes_free(household: Household, community: int) -> None:
    """Raises Refused (`parcel_code_taken`) where the community has a field with the code of one of theirs."""
    codes = Parcel.objects.filter(household=household).exclude(code="").order_by().values("code")
    taken = Parcel.objects.filter(community=community, code__in=codes).order_by("code").first()
    if taken is not None:
        said = _("Your community has a field with the code %(code)s already. Correct one of the two codes first.")
        raise Refused(refuse("parcel_code_taken", said % {"code": taken.code}))
