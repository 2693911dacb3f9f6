"""Nothing goes without encryption, or to a server that cannot show who it is."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from tests.bookkeeping.invoices.conftest import Run
from tests.bookkeeping.sending.conftest import Mailbox
from tests.bookkeeping.sending.test_send import ON, record

OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(
    not OPENSSL, reason="there is no openssl to make a certificate with"
)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a certificate that this computer made for itself, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    cert, key = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        [
            *(str(OPENSSL), "req", "-x509", "-newkey", "ec", "-nodes", "-days", "2"),
            *("-pkeyopt", "ec_paramgen_curve:prime256v1", "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=DNS:localhost"),
            *("-keyout", str(key), "-out", str(cert)),
        ],
        check=True,
        capture_output=True,
    )
    return cert, key


Serve = Callable[..., Mailbox]


@pytest.fixture
def serve(
    certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Serve]:
    """Run servers on this computer, with or without STARTTLS."""
    running: list[Controller] = []

    def server(*, encrypts: bool, host: str = "localhost") -> Mailbox:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        context = None
        if encrypts:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
        box = Mailbox()
        controller = Controller(
            box,
            hostname="127.0.0.1",
            port=port,
            tls_context=context,
            require_starttls=encrypts,
        )
        controller.start()
        running.append(controller)
        for key, value in {
            "HOST": host,
            "PORT": str(port),
            "SECURITY": "starttls",
            "FROM": "coop@example.org",
        }.items():
            monkeypatch.setenv(f"PARAPLU_MAIL_{key}", value)
        return box

    yield server
    for controller in running:
        controller.stop()


@contextmanager
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have this computer trust a certificate, as it does those of the world."""
    with monkeypatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(certificate))
        yield


def test_it_goes_encrypted_to_a_server_that_is_trusted(
    serve: Serve,
    certificate: tuple[Path, Path],
    ledger: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The server takes nothing before STARTTLS, and got it all the same."""
    box = serve(encrypts=True)
    with trusted(certificate[0], monkeypatch):
        ran = run("send", "2025-0001", *ON)
    assert (ran.status, ran.err) == (0, "")
    assert [to for to, _ in box.got] == [["linde@example.org"]]
    assert record(ledger) == ["begun 2025-0001", "sent 2025-0001"]


def test_a_certificate_that_nobody_vouches_for_is_refused(
    serve: Serve, ledger: Path, run: Run
) -> None:
    box = serve(encrypts=True)
    ran = run("send", "2025-0001", *ON)
    assert ran.status == 2
    assert "its certificate does not fit" in " ".join(ran.err.split())
    assert (box.got, record(ledger)) == ([], [])


def test_a_certificate_of_another_server_is_refused(
    serve: Serve,
    certificate: tuple[Path, Path],
    ledger: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    box = serve(encrypts=True, host="127.0.0.1")
    with trusted(certificate[0], monkeypatch):
        ran = run("send", "2025-0001", *ON)
    assert ran.status == 2
    assert "its certificate does not fit" in " ".join(ran.err.split())
    assert (box.got, record(ledger)) == ([], [])


def test_without_encryption_nothing_goes(serve: Serve, ledger: Path, run: Run) -> None:
    """Not even where somebody between took the offer of STARTTLS away."""
    box = serve(encrypts=False)
    ran = run("send", "2025-0001", *ON)
    assert ran.status == 2
    assert "offers no encryption" in " ".join(ran.err.split())
    assert (box.got, record(ledger)) == ([], [])
