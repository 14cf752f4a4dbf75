"""The product's addresses and the bare view that submissions are measured against."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as product

__all__ = ["handler400", "handler403", "handler404", "handler500"]


def bare_insert(request: HttpRequest) -> HttpResponse:
    """One INSERT, committed, of the words that were sent, checked for forgery as every form is. Nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_bare (category, words) VALUES (%s, %s)", [
            request.POST.get("category", ""), request.POST.get("text", ""),
        ])  # fmt: skip
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [path("bench/bare/", bare_insert), *product]
