"""Defaults of the API that settings name; free of views, which read them while loading."""

from rest_framework.pagination import PageNumberPagination
from rest_framework.permissions import DjangoModelPermissions


class Pagination(PageNumberPagination):
    """25 rows a page, up to 200 on request."""

    page_size = 25
    page_size_query_param = "page_size"
    max_page_size = 200


class StaffModelPermissions(DjangoModelPermissions):
    """Staff with the model permission of their role; reading needs one too."""

    perms_map = DjangoModelPermissions.perms_map | {
        "GET": ["%(app_label)s.view_%(model_name)s"],
        "HEAD": ["%(app_label)s.view_%(model_name)s"],
        "OPTIONS": [],
    }
