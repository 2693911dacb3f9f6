"""The board in the register: codes and offices, and no names of people."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from tests.support import words

from paraplu.register.unknown import Unknown

if TYPE_CHECKING:
    from tests.register.conftest import Read

HEAD = "members: {}\n"


def test_a_board(read: Read) -> None:
    reading = read(f'{HEAD}board: [L01, "de voorzitter", L01, De  Voorzitter]\n')
    assert reading.register.board == ("L01", "De  Voorzitter")


def test_without_one_anybody_approves(read: Read) -> None:
    reading = read(HEAD)
    assert reading.register.board == ()


FAULTS = {
    "nobody": ("board: []\n", 2),
    "nothing": ("board:\n", 2),
    "one word": ("board: L01\n", 2),
    "a table": ("board: {chair: L01}\n", 2),
    "an e-mail address": ("board:\n  - L01\n  - a@example.org\n", 4),
    "a phone number": ("board: [06-12345678]\n", 2),
    "an account number": ("board: [NL02ABNA0123456789]\n", 2),
    "signs": ('board: ["--"]\n', 2),
    "an empty one": ('board: [""]\n', 2),
}


@pytest.mark.parametrize(("text", "line"), FAULTS.values(), ids=FAULTS)
def test_faults(read: Read, text: str, line: int) -> None:
    reading = read(HEAD + text)
    assert reading.register.unknown == (Unknown("board"),)
    found = {(fault.code, fault.source.line) for fault in reading.faults}
    assert found == {("MB00", line)}


KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"
GPG = "6A2B 4C6D 8E0F 1A2B 3C4D 5E6F 7081 92A3 B4C5 D6E7"


def test_keys_and_terms(read: Read) -> None:
    reading = read(
        f"{HEAD}board:\n"
        f"  - {{code: L01, signing: {KEY}, until: 2025-06-30}}\n"
        f"  - {{code: L01, signing: {GPG.lower()}, from: 2025-07-01}}\n"
        "  - voorzitter\n"
        "policies:\n"
        "  - {from: 2025-01-01, approval_from: 250.00, signature_from: 250.00}\n"
    )
    assert reading.faults == ()
    register = reading.register
    assert register.board == ("L01", "voorzitter")
    ssh, gpg, none = register.seats
    assert (ssh.signing, ssh.fingerprint) == (
        KEY,
        "SHA256:ZkAslGjFiUHdGf/WUL8rQvkib4PTvQatUV0OUQSncCA",
    )
    assert gpg.fingerprint == GPG.replace(" ", "")
    assert none.signing == ""
    last, next_day = dt.date(2025, 6, 30), dt.date(2025, 7, 1)
    assert [last in one.term for one in register.seats] == [True, False, True]
    assert [next_day in one.term for one in register.seats] == [False, True, True]


KEYS = {
    "a name behind the key": (f"{{code: L01, signing: {KEY} jan@laptop}}", "a name"),
    "the secret half": ('{code: L01, signing: "-----BEGIN OPENSSH"}', "secret half"),
    "cut off": (f"{{code: L01, signing: {KEY[:-9]}}}", "is not a public key"),
    "of another kind": (
        f"{{code: L01, signing: {KEY.replace('ed25519', 'rsa', 1)}}}",
        "is not a public key",
    ),
    "a short fingerprint": ("{code: L01, signing: 92A3B4C5D6E7}", "not a public key"),
    "of two people": (
        f"{{code: L01, signing: {KEY}}}, {{code: L02, signing: {KEY}}}",
        "have the same key",
    ),
    "nobody": (f"L09, {{signing: {KEY}}}", "code is missing"),
    "no term": ("{code: L01, from: 2025-02-01, until: 2025-01-01}", "before it begins"),
}


@pytest.mark.parametrize(("seats", "message"), KEYS.values(), ids=KEYS)
def test_faults_of_keys(read: Read, seats: str, message: str) -> None:
    found = read(f"{HEAD}board: [{seats}]\n").faults
    assert [message in words(fault) for fault in found] == [True]
    assert "jan@laptop" not in "".join(map(words, found))


POLICIES = {
    "nobody has a key": ("board: [L01]\n", "approval_from: 1, ", "nobody in `board:`"),
    "there is no board": ("", "approval_from: 1, ", "nobody in `board:`"),
    "nothing is approved": (f"board: [{{code: L01, signing: {KEY}}}]\n", "", "below"),
    "it is below": (
        f"board: [{{code: L01, signing: {KEY}}}]\n",
        "approval_from: 500.01, ",
        "below",
    ),
}


@pytest.mark.parametrize(("seats", "approval", "why"), POLICIES.values(), ids=POLICIES)
def test_signatures_that_nobody_could_give(
    read: Read, seats: str, approval: str, why: str
) -> None:
    policy = f"policies: [{{from: 2025-01-01, {approval}signature_from: 500.00}}]\n"
    (fault,) = read(HEAD + seats + policy).faults
    assert why in words(fault)
