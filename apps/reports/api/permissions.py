"""Who may call the API of reports at all; what they may do there is asked of the policies, as on the pages."""

from typing import Any

from apps.core.api_defaults import StaffModelPermissions


class ReportPermissions(StaffModelPermissions):
    """Roles that see reports. A step refused to a role says so in the policy's words and code."""

    perms_map: dict[str, Any] = {
        method: ["%(app_label)s.view_%(model_name)s"] for method in ("GET", "HEAD", "POST", "PATCH")
    } | {"OPTIONS": [], "PUT": [], "DELETE": []}
