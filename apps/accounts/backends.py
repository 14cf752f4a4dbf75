"""Permissions by role."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from apps.accounts.roles import permissions_of


class RoleBackend(ModelBackend):
    """Log-in by user name; permissions follow from the role, never from rows that drift."""

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        return set(permissions_of(user_obj.role))

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return user_obj.is_active and not user_obj.is_anonymous and perm in permissions_of(user_obj.role)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return any(perm.startswith(f"{app_label}.") for perm in self.get_all_permissions(user_obj))
