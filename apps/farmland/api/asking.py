"""Questions over many fields: hours by season, and where something new would save most."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from apps.communities.models import Community
from apps.farmland.whatif_words import MOST, QUESTIONS, assumptions, proof


class SeasonHoursSerializer(serializers.Serializer):
    """One work on one crop, over all bands of altitude."""

    crop = serializers.CharField(source="crop.name")
    work = serializers.CharField()
    first = serializers.DateField(help_text="First day of the season that holds now or comes next.")
    last = serializers.DateField()
    fields_count = serializers.IntegerField(source="fields", help_text="Fields whose way is known.")
    hours = serializers.FloatField(help_text="There and back on foot, all trips of the season.")


class AskInput(serializers.Serializer):
    """Where, what and how many."""

    community = serializers.IntegerField(min_value=1)
    question = serializers.ChoiceField(choices=QUESTIONS)
    count = serializers.IntegerField(min_value=1, max_value=MOST, default=1)

    def validate_community(self, key: int) -> Community:
        """Within the scope of the person who asks; any other does not exist."""
        found = Community.objects.visible_to(self.context["request"].user).filter(pk=key).first()
        if found is None:
            raise serializers.ValidationError(_("There is no such community in your area."))
        return found


def answered(user: Any, *, community: Community, question: str, count: int) -> dict[str, Any]:
    """The answer in numbers, with how good it is at worst and what it rests on."""
    from apps.farmland.models import Parcel
    from apps.farmland.whatif import what_if  # SciPy and the solver, which only this question needs

    answer = what_if(question, Parcel.objects.visible_to(user).filter(community=community), count)
    return {
        "question": question,
        "hours_now": round(answer.now, 1),
        "hours_saved": round(answer.choice.saved, 1),
        "gap": round(answer.choice.gap, 4),
        "proof": proof(answer) if answer.sites else "",
        "candidates": answer.candidates,
        "places": [
            {
                "number": number, "latitude": site.latitude, "longitude": site.longitude, "village": site.village,
                "hours_saved": round(site.hours, 1), "households": site.households, "fields": site.fields,
            }
            for number, site in enumerate(answer.sites, 1)
        ],
        "households": [
            {
                "id": gain.household, "code": gain.code, "hours_now": round(gain.now, 1),
                "hours_saved": round(gain.saved, 1), "place": gain.site,
            }
            for gain in answer.gains
        ],
        "assumptions": assumptions(question, answer),
    }  # fmt: skip
