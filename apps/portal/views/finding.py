"""Finding a neighbour on the field worker's phone."""

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_http_methods

from apps.core.requests import address_of
from apps.core.search import Hit, find
from apps.core.text import is_id_number
from apps.portal.fieldwork import field_view
from apps.portal.views.field import field_page

MOST_HITS = 30
PAGES = {"household": "portal:field-household", "complaint": "portal:field-complaint"}


@require_http_methods(["GET", "HEAD", "POST"])
@field_view
def find_people(request: HttpRequest) -> HttpResponse:
    """Within one's buildings, by the same words as in the office. Asked by POST: names are nothing for an address."""
    text = request.POST.get("q", "").strip()
    hits = find(request.user, text, limit=MOST_HITS, address=address_of(request))
    context = {
        "text": "" if is_id_number(text) else text,
        "asked": bool(text),
        "hits": [(hit, _page_of(hit)) for hit in hits],
    }
    return field_page(request, "field_find.html", context, tab="find")


def _page_of(hit: Hit) -> str:
    """The phone's page of what was found; empty where it has none."""
    try:
        return reverse(PAGES[hit.model], args=[hit.key])
    except (KeyError, NoReverseMatch):
        return ""
