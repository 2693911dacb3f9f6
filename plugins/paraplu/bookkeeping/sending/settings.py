"""How e-mail is sent: `mail.private.yaml` beside the register, or the environment.

A password belongs to one computer. Git does not keep the file (`*.private.yaml`), and
one that it keeps all the same is refused. What the environment says goes first.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import yaml

from paraplu.base.errors import Problem
from paraplu.base.language import say
from paraplu.base.plain_file import plain_bytes
from paraplu.base.system import reason_of
from paraplu.base.tracked import is_tracked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE = "mail.private.yaml"
VARIABLE = "PARAPLU_MAIL_"
_KEYS = ("host", "port", "security", "user", "password", "from", "payment_link")
_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+", re.ASCII)
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.:-]*[A-Za-z0-9])?")
_LINK = re.compile(r"https://[^\s<>\"]+")
_LAST_PORT = 65_535
# In bytes.
_LARGEST = 65_536


class CannotSend(Problem):
    """Nothing can be sent; `message` says why, and what to do."""


class Security(StrEnum):
    """How the way to the server is kept from others."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


_PORTS = {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 25}


@dataclass(frozen=True)
class MailSettings:
    """The server, who sends, and a link to pay by.

    `payment_link` has {number}, {amount} and {reference} where those go; empty for
    none.
    """

    sender: str
    host: str = ""
    port: int = 0
    security: Security = Security.STARTTLS
    user: str = ""
    password: str = ""
    payment_link: str = ""

    def __repr__(self) -> str:
        """Return it without the password, which no traceback is to show."""
        return f"MailSettings({self.sender!r}, {self.host!r}, {self.port})"


def mail_settings(
    root: Path, environment: Mapping[str, str], *, server: bool = True
) -> MailSettings:
    """Return how to send from books in a folder; CannotSend where that is not clear.

    Without a `server` messages are only made, and need to say who sends them.
    """
    said = _file(root / FILE)
    for key in _KEYS:
        value = environment.get(VARIABLE + key.upper())
        if value:
            said[key] = value
    if not server:
        said = {key: said[key] for key in ("from", "payment_link") if key in said}
    security = _security(said.get("security", Security.STARTTLS))
    settings = MailSettings(
        sender=said.get("from", ""),
        host=said.get("host", ""),
        port=_port(said.get("port", ""), security),
        security=security,
        user=said.get("user", ""),
        password=said.get("password", ""),
        payment_link=said.get("payment_link", ""),
    )
    _check(settings, server=server)
    return settings


def is_address(text: str) -> bool:
    """Tell whether a text is one e-mail address, in letters that every server takes."""
    return bool(_ADDRESS.fullmatch(text)) and text.isascii()


def is_link(text: str) -> bool:
    """Tell whether a text is a link that may go into a message."""
    return bool(_LINK.fullmatch(text))


def _file(path: Path) -> dict[str, str]:
    try:
        data = plain_bytes(path, most=_LARGEST)
    except FileNotFoundError:
        return {}
    except OSError as fault:
        raise CannotSend(
            say("{file} cannot be read: {reason}.", file=FILE, reason=reason_of(fault))
        ) from fault
    if is_tracked(path):
        raise CannotSend(
            say(
                "{file} is in git, where its password stays for ever. Take it out (git "
                "rm --cached {file}), and change the password.",
                file=FILE,
            )
        )
    try:
        said = yaml.safe_load(data)
    # A day of no month, or a number of a thousand digits, is a ValueError.
    except (yaml.YAMLError, ValueError, RecursionError) as fault:
        raise CannotSend(say("{file} is not YAML.", file=FILE)) from fault
    if said is None:
        return {}
    if not isinstance(said, dict):
        raise CannotSend(say("{file} has no keys, such as host.", file=FILE))
    for key, value in said.items():
        plain = isinstance(value, str | int) and not isinstance(value, bool)
        if key not in _KEYS or not plain:
            raise CannotSend(
                say(
                    "{file} has “{key}”, which is not one of {keys}, or not a text.",
                    file=FILE,
                    key=str(key),
                    keys=", ".join(_KEYS),
                )
            )
    return {str(key): str(value) for key, value in said.items()}


def _security(text: str) -> Security:
    try:
        return Security(text)
    except ValueError:
        raise CannotSend(
            say("security is tls, starttls or none, and not “{text}”.", text=text)
        ) from None


def _port(text: str, security: Security) -> int:
    if not text:
        return _PORTS[security]
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= _LAST_PORT):
        raise CannotSend(say("“{text}” is not a port such as 587.", text=text))
    return int(text)


def _check(settings: MailSettings, *, server: bool) -> None:
    if not is_address(settings.sender):
        raise CannotSend(
            say(
                "Who sends the messages is not known. Write from: and an e-mail "
                "address into {file}, or set {variable}.",
                file=FILE,
                variable=f"{VARIABLE}FROM",
            )
        )
    if server and not _HOST.fullmatch(settings.host):
        raise CannotSend(
            say(
                "There is no server to send by. Write host: into {file}, or set "
                "{variable}; --eml makes files instead.",
                file=FILE,
                variable=f"{VARIABLE}HOST",
            )
        )
    if server and settings.security is Security.NONE and not _is_here(settings.host):
        raise CannotSend(
            say(
                "Without encryption everybody on the way can read along. Write "
                "security: starttls or tls."
            )
        )
    if settings.payment_link and not is_link(settings.payment_link):
        raise CannotSend(say("payment_link has to begin with https://."))


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
