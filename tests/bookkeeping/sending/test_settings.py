"""Where the settings come from, and which of them are refused."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from paraplu.base.language import Language
from paraplu.bookkeeping.sending.settings import CannotSend, Security, mail_settings

GOOD = {"HOST": "mail.example.org", "FROM": "coop@example.org"}


def settings(folder: Path, **said: str) -> str:
    """Return why there are no settings; empty where there are."""
    names = {f"PARAPLU_MAIL_{key}": value for key, value in (GOOD | said).items()}
    try:
        mail_settings(folder, names)
    except CannotSend as fault:
        return Language("en").render(fault.message)
    return ""


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    (tmp_path / "mail.private.yaml").write_text(
        "host: mail.example.org\nport: 2525\nsecurity: tls\nuser: a\npassword: b\n"
        "from: coop@example.org\n"
    )
    found = mail_settings(tmp_path, {"PARAPLU_MAIL_PASSWORD": "secret"})
    assert (found.port, found.security, found.user) == (2525, Security.TLS, "a")
    assert found.password == "secret"  # noqa: S105 - it is none
    assert "secret" not in repr(found)


def test_a_file_that_git_keeps_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mail.private.yaml").write_text("host: mail.example.org\n")
    assert settings(tmp_path) == ""
    for args in (["init", "-q"], ["add", "-f", "mail.private.yaml"]):
        subprocess.run(["git", *args], cwd=tmp_path, check=True)
    assert "mail.private.yaml is in git" in settings(tmp_path)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"HOST": ""}, "There is no server to send by."),
        ({"HOST": "a b"}, "There is no server to send by."),
        ({"FROM": "a@b\r\nBcc: c@d"}, "Who sends the messages is not known."),
        ({"FROM": "a@b,c@d"}, "Who sends the messages is not known."),
        ({"PORT": "587x"}, "“587x” is not a port"),
        ({"SECURITY": "ssl"}, "security is tls, starttls or none"),
        ({"SECURITY": "none"}, "Without encryption everybody"),
        ({"SECURITY": "none", "HOST": "127.0.0.1"}, ""),
        ({"PAYMENT_LINK": "javascript:x"}, "payment_link has to begin with https://."),
        ({"PAYMENT_LINK": "https://pay.example.org/{number}"}, ""),
    ],
)
def test_what_is_refused(tmp_path: Path, said: dict[str, str], why: str) -> None:
    found = settings(tmp_path, **said)
    assert found.startswith(why) if why else found == ""


@pytest.mark.parametrize(
    "text",
    [
        *("[1, 2]", "hots: x", "host: [x]", "a: &a [*a]", "\x00", "!!python/name:os"),
        *("host: 2025-99-99", "port: 0x_", f"port: {'9' * 5000}", "[" * 20_000),
    ],
)
def test_a_file_that_says_something_else(tmp_path: Path, text: str) -> None:
    (tmp_path / "mail.private.yaml").write_text(text)
    assert settings(tmp_path).startswith("mail.private.yaml ")
