"""Every address of the product."""

from django.contrib import admin
from django.templatetags.static import static
from django.urls import include, path
from django.utils.functional import lazy
from django.views.generic import RedirectView

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
    path("favicon.ico", RedirectView.as_view(url=lazy(static, str)("core/icon.svg")), name="favicon"),
    path("metrics", metrics, name="metrics"),
    path("", include("apps.shuttles.urls")),
    path("", include("apps.followups.urls")),
    path("", include("apps.portal.urls")),
]
