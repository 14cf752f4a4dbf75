"""Questionnaires: the list, the page of a version with all its questions, its preview, and the API's list."""

from bench.rows.pages import COUNTY, Page, pages

NEWEST = "SELECT max(id) FROM instruments_instrumentversion"

pages(
    "Admin pages of questionnaires (county administrator)",
    {
        "questionnaires": Page("/admin/instruments/instrument/", COUNTY),
        "version": Page("/admin/instruments/instrumentversion/{}/change/", COUNTY, NEWEST),
        "preview": Page("/admin/instruments/instrumentversion/{}/preview/", COUNTY, NEWEST),
    },
)
pages("API lists of questionnaires (county administrator)", {"versions": Page("/api/v1/instrument-versions/", COUNTY)})
