"""Every address of the product."""

from django.contrib import admin
from django.urls import include, path

from config.health import metrics

handler400 = "apps.core.handlers.bad_request"
handler403 = "apps.core.handlers.permission_denied"
handler404 = "apps.core.handlers.page_not_found"
handler500 = "apps.core.handlers.server_error"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/", include("config.api")),
    path("staff/", include("apps.accounts.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("health/", include("config.health")),
    path("metrics", metrics, name="metrics"),
    path("", include("apps.portal.urls")),
]
