"""One's own password."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from apps.accounts.actions import password_change
from apps.accounts.forms import NewPasswordForm
from apps.accounts.views.after import onward
from apps.core.requests import address_of


@sensitive_post_parameters()
@never_cache
@login_required
def password(request: HttpRequest) -> HttpResponse:
    """Change the password. Asked of everybody whose password was for one use; all other sessions end."""
    form = NewPasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        staff = password_change(
            staff=request.user,  # type: ignore[arg-type]
            password=form.cleaned_data["new_password1"],
            address=address_of(request),
        )
        update_session_auth_hash(request, staff)
        messages.success(request, _("Your password is changed. Other devices are logged out."))
        return redirect(onward(request))
    return render(request, "accounts/password.html", {"form": form, "next": onward(request)})
