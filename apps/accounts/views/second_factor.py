"""The second factor: see, set up, enter, new recovery codes, turn off."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import django_otp
import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from apps.accounts.actions import (
    recovery_codes_make,
    second_factor_begin,
    second_factor_check,
    second_factor_confirm,
    second_factor_remove,
)
from apps.accounts.forms import CodeForm
from apps.accounts.middleware import NEEDS_CODE
from apps.accounts.security import roles_that_need_it
from apps.accounts.views.after import onward
from apps.core.errors import DomainError
from apps.core.requests import address_of


def with_code(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Who has a second factor shows it before touching it: also a session that was open before it was turned on."""

    @wraps(view)
    def checked(request: HttpRequest) -> HttpResponse:
        staff: Any = request.user
        if staff.is_verified() or not TOTPDevice.objects.filter(user=staff, confirmed=True).exists():
            return view(request)
        request.session[NEEDS_CODE] = True
        return redirect("accounts:second-factor-verify")

    return checked


@never_cache
@login_required
@with_code
def overview(request: HttpRequest) -> HttpResponse:
    """Whether the second factor is on, and what one can do about it."""
    staff: Any = request.user
    context = {
        "on": TOTPDevice.objects.filter(user=staff, confirmed=True).exists(),
        "codes_left": StaticToken.objects.filter(device__user=staff).count(),
        "required": staff.role in roles_that_need_it(),
    }
    return render(request, "accounts/second_factor.html", context)


@never_cache
@login_required
@with_code
def set_up(request: HttpRequest) -> HttpResponse:
    """A QR code for the phone's app and the first code back; then the recovery codes, once."""
    staff: Any = request.user
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            device, codes = second_factor_confirm(
                staff=staff, code=form.cleaned_data["code"], address=address_of(request)
            )
        except DomainError as error:
            form.add_error("code", str(error.message))
        else:
            django_otp.login(request, device)
            request.session[NEEDS_CODE] = True
            return _codes_page(request, codes)
    device = second_factor_begin(staff=staff)
    context = {
        "form": form,
        "qr": _qr(device.config_url),
        "link": device.config_url,
        "secret": " ".join(_chunks(_secret(device), 4)),
        "next": onward(request),
        "required": staff.role in roles_that_need_it(),
    }
    return render(request, "accounts/second_factor_set_up.html", context)


@never_cache
@login_required
def verify(request: HttpRequest) -> HttpResponse:
    """The code at log-in; remembered for the session."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            device = second_factor_check(
                staff=request.user, code=form.cleaned_data["code"], address=address_of(request)
            )
        except DomainError as error:
            form.add_error("code", str(error.message))
        else:
            request.session.cycle_key()
            django_otp.login(request, device)
            if isinstance(device, TOTPDevice):
                return redirect(onward(request))
            left = StaticToken.objects.filter(device=device).count()
            messages.warning(request, _("Recovery code used; %(left)s are left.") % {"left": left})
            return redirect("accounts:second-factor")
    return render(request, "accounts/second_factor_verify.html", {"form": form, "next": onward(request)})


@never_cache
@login_required
@with_code
@require_POST
def new_codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes; the old ones stop working."""
    return _codes_page(request, recovery_codes_make(staff=request.user))


@never_cache
@login_required
@with_code
@require_POST
def turn_off(request: HttpRequest) -> HttpResponse:
    """Turn one's own second factor off, where the role does not need it."""
    staff: Any = request.user
    if staff.role in roles_that_need_it():
        messages.error(request, _("Your role needs the second factor, so it stays on."))
    else:
        second_factor_remove(staff=staff, by=staff, address=address_of(request))
        request.session.pop(NEEDS_CODE, None)
        messages.success(request, _("The second factor is off. You can set it up again at any time."))
    return redirect("accounts:second-factor")


def _codes_page(request: HttpRequest, codes: list[str]) -> HttpResponse:
    return render(request, "accounts/second_factor_codes.html", {"codes": codes, "next": onward(request)})


def _secret(device: TOTPDevice) -> str:
    from base64 import b32encode

    return b32encode(device.bin_key).decode().rstrip("=")


def _chunks(text: str, size: int) -> list[str]:
    return [text[start : start + size] for start in range(0, len(text), size)]


def _qr(url: str) -> str:
    """The QR code as an inline SVG: black on white in dark mode too, because phones read it best so."""
    drawn = segno.make(url, error="m").svg_inline(omitsize=True, border=2, dark="#000", light="#fff", svgclass=None)
    return mark_safe(drawn)
