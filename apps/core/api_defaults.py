"""Defaults of the API that settings name; free of views, which read them while loading."""

from typing import Any

from rest_framework.pagination import PageNumberPagination
from rest_framework.permissions import DjangoModelPermissions


class Pagination(PageNumberPagination):
    """25 rows a page, up to 200 on request."""

    page_size = 25
    page_size_query_param = "page_size"
    max_page_size = 200


class StaffModelPermissions(DjangoModelPermissions):
    """Staff with the model permission of their role; reading needs one too.

    A view's `looks` are actions that change nothing although they are sent by POST: they need the permission to read,
    and the policy of the action decides.
    """

    perms_map = DjangoModelPermissions.perms_map | {
        "GET": ["%(app_label)s.view_%(model_name)s"],
        "HEAD": ["%(app_label)s.view_%(model_name)s"],
        "OPTIONS": [],
    }

    def has_permission(self, request: Any, view: Any) -> bool:
        if getattr(view, "action", None) in getattr(view, "looks", ()):
            user = request.user
            needed = self.get_required_permissions("GET", self._queryset(view).model)
            return bool(user and user.is_authenticated and user.has_perms(needed))
        return bool(super().has_permission(request, view))
