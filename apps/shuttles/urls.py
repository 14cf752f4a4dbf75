"""Files of shuttles: feeds for map services and calendars, papers."""

from django.urls import path

from apps.shuttles import views

app_name = "shuttles"
urlpatterns = [
    path("gtfs/county.zip", views.gtfs, name="gtfs"),
    path("c/<slug:slug>/shuttle/stops/<slug:code>.ics", views.stop_calendar, name="stop-calendar"),
    path("c/<slug:slug>/shuttle/mine/<slug:code>.ics", views.household_calendar, name="household-calendar"),
    path("shuttle/seasons/<int:pk>/timetable.pdf", views.timetable, name="timetable"),
    path("shuttle/trips/<int:pk>/boarding.pdf", views.boarding, name="boarding"),
]
