"""Books with two issued invoices, and a real SMTP server on this computer."""

from __future__ import annotations

import datetime as dt
import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from tests.bookkeeping.invoices.books import (
    CAKES,
    CHAIR,
    CUSTOMERS,
    DAY,
    PRIVATE,
    write_invoicing_books,
)
from tests.bookkeeping.invoices.conftest import Run, run

from paraplu_cli.invoice import desk

__all__ = ["run"]
MAILED = CUSTOMERS.replace(
    '  kvk: "87654321"\n', '  kvk: "87654321"\n  email: linde@example.org\n'
)
FRIEND = PRIVATE + "  email: jansen@example.org\n"


class Mailbox:
    """A server that keeps what it gets, and refuses whom it is told to."""

    def __init__(self) -> None:
        self.got: list[tuple[list[str], EmailMessage]] = []
        self.refuses: set[str] = set()
        self.breaks = False

    async def handle_RCPT(  # noqa: N802 - as aiosmtpd calls it
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        if address in self.refuses:
            return "550 no such"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - as aiosmtpd calls it
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.got.append((envelope.rcpt_tos, message))
        if self.breaks:
            assert server.transport
            server.transport.close()
        return "250 OK"


def _login(*args: object) -> AuthResult:
    said = args[-1]
    assert isinstance(said, LoginPassword)
    return AuthResult(success=said == LoginPassword(b"coop", b"secret"))


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    """Run a server, and have the environment name it."""
    box = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(
        box,
        hostname="127.0.0.1",
        port=port,
        authenticator=_login,
        auth_require_tls=False,
    )
    controller.start()
    for key, value in {
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "SECURITY": "none",
        "FROM": "coop@example.org",
        "USER": "coop",
        "PASSWORD": "secret",
    }.items():
        monkeypatch.setenv(f"PARAPLU_MAIL_{key}", value)
    yield box
    controller.stop()


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    """Stand in books with an invoice to a firm and one to a person."""
    monkeypatch.setenv("PARAPLU_LANG", "en")
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr(desk, "clock", lambda: dt.date(2025, 12, 31))
    drafts = {"cakes": CAKES, "chair": CHAIR}
    main_file = write_invoicing_books(
        tmp_path, drafts=drafts, customers=MAILED, private=FRIEND
    )
    monkeypatch.chdir(tmp_path)
    ran = run("issue", "--all", "--date", str(DAY))
    assert ran.status == 0, ran.err
    return main_file.parent
