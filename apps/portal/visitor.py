"""A visitor without an account: the phone in their hand, how they like to read, and what they reported with it."""

import hashlib
import secrets
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer, TimestampSigner
from django.http import HttpRequest, HttpResponse

from apps.core.requests import address_of, key_of

DEVICE_COOKIE = "anju_device"
MINE_COOKIE = "anju_mine"
PLACE_COOKIE = "anju_place"
HOME_COOKIE = "anju_home"
ELDER_COOKIE = "anju_elder"  # read by the script too, so that it works without a signal
ELDER_SIZES = (24, 30, 40)  # px: 18, 22 and 30 pt
KEEP_SECONDS = 400 * 24 * 3600  # as long as browsers allow
HOME_SECONDS = 1800  # a phone is lent: the household that it showed is forgotten soon
REMEMBERED = 12

_device_signer = Signer(salt="portal.device")
_mine_signer = Signer(salt="portal.mine")
_home_signer = TimestampSigner(salt="portal.home")


@dataclass(slots=True)
class Visitor:
    """Read from cookies, written back by `remember`. No session is made and no table asked."""

    device: str = ""
    address: str = ""
    agent: str = ""
    place: str = ""
    home: int = 0
    elder: int = 0
    mine: list[str] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, request: HttpRequest) -> "Visitor":
        """The visitor of a request; the same object each time it is asked for."""
        known = getattr(request, "visitor", None)
        if known is None:
            known = cls._read(request)
            request.visitor = known  # type: ignore[attr-defined]
        return known

    @classmethod
    def _read(cls, request: HttpRequest) -> "Visitor":
        cookies = request.COOKIES
        return cls(
            device=_unsigned(_device_signer, cookies.get(DEVICE_COOKIE, "")),
            address=address_of(request) or "",
            agent=request.META.get("HTTP_USER_AGENT", "")[:200],
            place=cookies.get(PLACE_COOKIE, "")[:24],
            home=key_of(_unsigned(_home_signer, cookies.get(HOME_COOKIE, ""), max_age=HOME_SECONDS)) or 0,
            elder=_elder(cookies.get(ELDER_COOKIE, "")),
            mine=[code for code in _unsigned(_mine_signer, cookies.get(MINE_COOKIE, "")).split(".") if code],
        )

    @property
    def device_key(self) -> str:
        """32 hexadecimal characters that stand for the device, and lead back to no one.

        A phone that kept no cookie is known by its address and browser together.
        """
        source = self.device or f"{self.address}\x00{self.agent}"
        return hashlib.sha256(f"{settings.SECRET_KEY}\x00{source}".encode()).hexdigest()[:32]

    @property
    def address_key(self) -> str:
        return hashlib.sha256(f"{settings.SECRET_KEY}\x00address\x00{self.address}".encode()).hexdigest()[:32]

    def ensure_device(self) -> None:
        """Give the phone its number at the first page it opens."""
        if not self.device:
            self.device = secrets.token_urlsafe(16)
            self.changed.add(DEVICE_COOKIE)

    def choose(self, slug: str) -> None:
        """Remember the community."""
        if self.place != slug:
            self.place = slug
            self.changed.add(PLACE_COOKIE)

    def at_home(self, household: int) -> None:
        """Remember for half an hour which household showed itself at the door (0: forget it)."""
        self.home = household
        self.changed.add(HOME_COOKIE)

    def add(self, code: str) -> None:
        """Remember a report made on this phone, newest first."""
        if code not in self.mine:
            self.mine = [code, *self.mine][:REMEMBERED]
            self.changed.add(MINE_COOKIE)

    def read_as(self, elder: int) -> None:
        """Switch elder mode: 0 for off, else the size of the text in px."""
        self.elder = elder if elder in ELDER_SIZES else 0
        self.changed.add(ELDER_COOKIE)

    def remember(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Write what changed."""
        values: dict[str, Any] = {
            DEVICE_COOKIE: lambda: _device_signer.sign(self.device),
            MINE_COOKIE: lambda: _mine_signer.sign(".".join(self.mine)),
            PLACE_COOKIE: lambda: self.place,
            HOME_COOKIE: lambda: _home_signer.sign(str(self.home)),
            ELDER_COOKIE: lambda: str(self.elder),
        }
        for name in sorted(self.changed):
            response.set_cookie(
                name,
                values[name](),
                max_age=HOME_SECONDS if name == HOME_COOKIE else KEEP_SECONDS,
                secure=request.is_secure(),
                httponly=name != ELDER_COOKIE,
                samesite="Lax",
            )
        self.changed.clear()
        return response


def _unsigned(signer: Signer, value: str, **limits: int) -> str:
    """The value, or nothing when somebody changed it or its time (`max_age`, seconds) is over."""
    if not value:
        return ""
    try:
        return signer.unsign(value, **limits)
    except BadSignature:
        return ""


def _elder(value: str) -> int:
    size = key_of(value)
    return size if size in ELDER_SIZES else 0
