"""`paraplu export audit`: the pack is whole, the same each time, and keeps secrets."""

from __future__ import annotations

import csv
import io
import os
import shutil
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.bookkeeping.periods.small import FILES, LEDGER
from tests.support import MEMBERS, write_books

if TYPE_CHECKING:
    from tests.cli.conftest import Run

WHO = MEMBERS.replace("U.A.}", "U.A., vat_id: NL001234560B01}")
AUDIT = ("export", "audit", "2025")
HIDDEN = "Zorgvuldig Verborgen"
ODD = "documents/bon één.pdf"
# What stays with the board, and a document whose name not every system takes.
MORE = {
    **FILES,
    "../members.private.yaml": f"L01: {{name: {HIDDEN}}}\n",
    "customers.private.yaml": f"someone: {{name: {HIDDEN}}}\n",
    "invoices/2025/private/2025-0001.pdf": HIDDEN,
    "requests/request.private.yaml": HIDDEN,
    ODD: "one",
}
MORE_ENTRIES = f"""
2025-03-30 * "Woodshop" "Planks"
  receipt: "{ODD}"
  waiver: "EV03: no need"
  Expenses:Members:L01:Costs                  12.00 EUR
  Assets:Bank
"""


def books(folder: Path) -> Path:
    write_books(folder, LEDGER + MORE_ENTRIES, members=WHO, files=MORE)
    return folder


def packed(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> bytes:
    monkeypatch.chdir(folder)
    place = folder.parent / f"{folder.name}.zip"
    assert run(*AUDIT, "-o", str(place))[0] == 0
    return place.read_bytes()


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rows(data: bytes) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(data.decode()))]


def test_three_figures_are_verified_without_paraplu(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = books(tmp_path / "a")
    monkeypatch.chdir(folder)
    close = ("period", "close", "2025-Q1", "--by", "L01", "--today", "2025-06-01")
    assert run(*close)[0] == 0
    files = unpacked(packed(folder, run, monkeypatch))
    sums = files["SHA256SUMS"].decode().splitlines()
    assert [line.split("  ", 1)[1] for line in sums] == sorted(
        files.keys() - {"SHA256SUMS"}
    )
    for line in sums:
        digest, name = line.split("  ", 1)
        assert digest == sha256(files[name]).hexdigest()
    text = " ".join(files["README.txt"].decode().split())
    # 1: a balance, in both tables.
    (bank,) = (r for r in rows(files["balances.csv"]) if r["account"] == "Assets:Bank")
    assert f"Assets:Bank comes to {bank['closing']} at the end." in text
    last = [r for r in rows(files["postings.csv"]) if r["account"] == "Assets:Bank"][-1]
    assert last["balance"] == bank["closing"]
    # 2: an entry and its document.
    place = text.split("open books/")[1].split(" ")[0]
    file, line = place.rsplit(":", 1)
    entry = files[f"books/{file}"].decode().splitlines()[int(line) - 1 :]
    document = text.split("Open books/")[1].split(" ")[0]
    assert document.removeprefix("ledger/") in "\n".join(entry[:3])
    assert f"is {sha256(files[f'books/{document}']).hexdigest()}:" in text
    # 3: a closed period.
    seal = files["books/ledger/seals/2025-Q1.seal"].decode()
    digest = sha256(files["sealed/2025-Q1.txt"]).hexdigest()
    assert f"\nchecksum: {digest}\n" in seal
    assert f"sha256sum sealed/2025-Q1.txt: it has to be {digest}." in text
    assert [one["unchanged"] for one in rows(files["seals.csv"])] == ["yes"]
    assert "LEESMIJ.txt" in files
    assert sha256(files["canonical.txt"]).hexdigest() in text


def test_it_is_the_same_wherever_and_whenever(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = books(tmp_path / "a")
    second = Path(shutil.copytree(first, tmp_path / "further" / "b"))
    for file in second.rglob("*"):
        os.utime(file, (1, 1))
    (second / "members.private.yaml").unlink()
    monkeypatch.setenv("PARAPLU_LANG", "nl")
    data = packed(first, run, monkeypatch)
    monkeypatch.setenv("PARAPLU_LANG", "en")
    assert packed(second, run, monkeypatch) == data


def test_what_stays_with_the_board_is_not_in_it(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = unpacked(packed(books(tmp_path / "a"), run, monkeypatch))
    assert {"books/members.yaml", "books/ledger/main.beancount"} <= files.keys()
    assert not [name for name in files if "private" in name]
    assert not [name for name, data in files.items() if HIDDEN.encode() in data]


@pytest.mark.parametrize("day", ["2025-12-31", "2026-01-02"])
def test_a_year_that_may_still_change_says_so(
    day: str, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = books(tmp_path / "a")
    with (folder / "ledger" / "main.beancount").open("a", encoding="utf-8") as file:
        file.write(
            f'{day} * "Bank" "Interest"\n  Assets:Bank  1.00 EUR\n  Equity:Coop\n'
        )
    files = unpacked(packed(folder, run, monkeypatch))
    provisional = day == "2025-12-31"
    assert files["README.txt"].startswith(b"PROVISIONAL. 2025 is not") == provisional
    assert files["LEESMIJ.txt"].startswith(b"VOORLOPIG. 2025 is nog") == provisional
    said = b"paraplu (VOORLOPIG)" if provisional else b"paraplu"
    assert b"<softwareDesc>" + said + b"</softwareDesc>" in files["auditfile.xaf"]
    assert (b"  VOORLOPIG.txt\n" in files["SHA256SUMS"]) == provisional
    assert ("VOORLOPIG.txt" in files) == provisional


def test_a_name_that_is_not_plain_is_said(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = unpacked(packed(books(tmp_path / "a"), run, monkeypatch))
    (row,) = rows(files["renamed.csv"])
    assert row["in the books"] == f"ledger/{ODD}"
    assert files[f"books/{row['here']}"] == b"one"
    assert row["here"].isascii()
    assert rows(files["waivers.csv"])[0]["reason"] == "no need"


def test_a_changed_period_is_told(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = books(tmp_path / "a")
    monkeypatch.chdir(folder)
    close = ("period", "close", "2025-Q1", "--by", "L01", "--today", "2025-06-01")
    assert run(*close)[0] == 0
    main = folder / "ledger" / "main.beancount"
    main.write_text(main.read_text().replace("12.00 EUR", "12.01 EUR"))
    files = unpacked(packed(folder, run, monkeypatch))
    (row,) = rows(files["seals.csv"])
    assert (row["unchanged"], row["changed"]) == ("no", "1")
    assert any(one["code"] == "PD01" for one in rows(files["findings.csv"]))
    assert sha256(files["sealed/2025-Q1.txt"]).hexdigest() != row["checksum"]
