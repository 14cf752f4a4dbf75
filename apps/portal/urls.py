"""Phone pages: residents at /, field workers at /f/."""

from django.urls import path

from apps.portal.views import facilities, field, fields, filing, finding, home, households, recording, report, track

app_name = "portal"
urlpatterns = [
    path("", home.choose, name="choose"),
    path("c/<slug:slug>/", home.home, name="home"),
    path("c/<slug:slug>/notice/", home.notice, name="notice"),
    path("c/<slug:slug>/report/<slug:category>/", report.report, name="report"),
    path("c/<slug:slug>/facilities/", facilities.places, name="facilities"),
    path("t/", track.find, name="find"),
    path("t/<str:code>/", track.follow, name="follow"),
    path("t/<str:code>/add/", track.add, name="add"),
    path("t/<str:code>/rate/", track.rate, name="rate"),
    path("t/<str:code>/photos/<int:pk>/", track.own_photo, name="own-photo"),
    path("preferences/", home.preferences, name="preferences"),
    path("token/", home.token, name="token"),
    path("offline/", home.offline, name="offline"),
    path("sw.js", home.service_worker, name="service-worker"),
    path("staff/photos/<int:pk>/", track.staff_photo, name="photo"),
    path("f/", field.today, name="field"),
    path("f/complaints/<int:pk>/", field.complaint, name="field-complaint"),
    path("f/complaints/<int:pk>/reveal/", field.reveal, name="field-reveal"),
    path("f/complaints/<int:pk>/note/", field.note, name="field-note"),
    path("f/complaints/<int:pk>/<slug:step>/", field.step, name="field-step"),
    path("f/facilities/", facilities.field_list, name="field-facilities"),
    path("f/facilities/<int:pk>/", facilities.field_one, name="field-facility"),
    path("f/facilities/<int:pk>/<slug:what>/", facilities.field_take, name="field-facility-take"),
    path("f/facility-photos/<int:pk>/", facilities.field_photo, name="field-facility-photo"),
    path("f/find/", finding.find_people, name="field-find"),
    path("f/file/", filing.choose, name="field-file"),
    path("f/file/<slug:slug>/<slug:category>/", filing.report, name="field-report"),
    path("f/households/<slug:slug>/", filing.households, name="field-households"),
    path("f/household/<int:pk>/", households.household, name="field-household"),
    path("f/household/<int:pk>/record/<slug:key>/", recording.record, name="field-record"),
    path("f/household/<int:pk>/record/<slug:key>/<int:member>/", recording.record, name="field-record-person"),
    path("f/household/<int:pk>/card.pdf", households.card, name="field-household-card"),
    path("f/household/<int:pk>/fields/", fields.fields, name="field-fields"),
    path("f/fields/<int:pk>/use/", fields.use, name="field-use"),
    path("f/filed/<int:pk>/", filing.filed, name="field-filed"),
    path("f/inbox/", field.inbox, name="field-inbox"),
    path("f/inbox/read/", field.read_all, name="field-read-all"),
    path("f/inbox/<int:pk>/", field.open_message, name="field-message"),
]
