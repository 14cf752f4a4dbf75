"""Papers of visits."""

from django.urls import path

from apps.followups import views

app_name = "followups"
urlpatterns = [path("visits/<int:pk>/form.pdf", views.form, name="form")]
