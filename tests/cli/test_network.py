"""`paraplu network`: a file is shown before it is written, and a folder is reported."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.network.files import changed
from tests.network.twelve import twelve
from tests.network.twelve import write_all as write_twelve
from tests.support import write_books

from paraplu.network.reading import read_export


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of twelve cooperatives, of two quarters."""
    folder = tmp_path_factory.mktemp("files")
    write_twelve(tmp_path_factory.mktemp("books"), folder)
    return folder


@pytest.fixture(scope="module")
def main(tmp_path_factory: pytest.TempPathFactory) -> Path:
    one = list(twelve())[4]
    folder = tmp_path_factory.mktemp("one")
    return write_books(folder, one.ledger, members=one.members)


@pytest.fixture
def files(example: Path, tmp_path: Path) -> Path:
    shutil.copytree(example, tmp_path / "files")
    return tmp_path / "files"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARAPLU_LANG", "en")


def test_it_is_shown_before_it_is_written(run: Run, main: Path, tmp_path: Path) -> None:
    call = ("network", "export", "2026-Q1", "--file", str(main), "--region", "twente")
    status, shown, err = run(*call)
    assert (status, err) == (0, "")
    assert json.loads(shown)["region"] == "Twente"
    assert list(tmp_path.iterdir()) == []
    file = tmp_path / "a.json"
    status, out, _ = run(*call, "--output", str(file))
    assert (status, out) == (0, f"{shown}{file}\n")
    assert file.read_text("utf-8") == shown
    again = run(*call, "--output", str(file))
    assert again.out.endswith("1 already there, and the same\n")


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (("2026-03",), "“2026-03” is neither a quarter nor a year"),
        (("x",), "“x” is neither a quarter nor a year"),
        (("2026-Q2",), "2026-Q2 has not begun in these books"),
        (("2026",), "2026 is not over in these books"),
        (("2026-Q1", "--region", "Tilburg"), "“Tilburg” is a place"),
        (("2026-Q1", "--force"), "--force and --sign need --output"),
        (("2026-Q1", "--replaces", "no.json"), "no.json: It cannot be read"),
    ],
)
def test_what_cannot_be_sent(
    more: tuple[str, ...], why: str, run: Run, main: Path
) -> None:
    status, out, err = run("network", "export", *more, "--file", str(main))
    assert (status, out) == (2, "")
    assert why in err


def test_a_cooperative_without_members_sends_nothing(run: Run, tmp_path: Path) -> None:
    members = "cooperative: {name: De Leegte}\nmembers: {}\n"
    main = write_books(tmp_path, next(twelve()).ledger, members=members)
    status, out, err = run("network", "export", "2026-Q1", "--file", str(main))
    assert (status, out) == (2, "")
    assert "Nobody was a member with a permission in 2026-Q1" in err


def test_a_correction_names_what_it_replaces(
    run: Run, main: Path, files: Path, tmp_path: Path
) -> None:
    old = files / "de-eik-2026-Q1.json"
    new = tmp_path / "new.json"
    call = ("network", "export", "2026-Q1", "--file", str(main))
    run(*call, "--replaces", str(old), "--output", str(new))
    assert read_export(new).replaces == read_export(old).checksum
    other = files / "de-haven-2026-Q1.json"
    status, out, err = run(*call, "--replaces", str(other))
    assert (status, out) == (2, "")
    assert "is of Coöperatie De Haven U.A. over 2026-Q1, and this is of" in err


def test_it_is_signed_if_asked(run: Run, main: Path, tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True
    )
    file = tmp_path / "a.json"
    call = ("network", "export", "2026-Q1", "--file", str(main), "-o", str(file))
    assert run(*call, "--sign", str(key)).status == 0
    checked = subprocess.run(
        [
            *("ssh-keygen", "-Y", "check-novalidate", "-n", "paraplu-network"),
            *("-s", f"{file}.sig"),
        ],
        input=file.read_bytes(),
        check=False,
        capture_output=True,
    )
    assert checked.returncode == 0
    before = file.read_bytes()
    status, out, err = run(*call, "--force", "--sign", str(tmp_path / "nokey"))
    assert (status, out, file.read_bytes()) == (2, "", before)
    assert "nokey to sign with, so nothing was written" in err
    (tmp_path / "nokey").write_text("none", "utf-8")
    status, _, err = run(*call, "--force", "--sign", str(tmp_path / "nokey"))
    assert status == 2
    assert "was not signed" in err


def test_who_did_not_sign_stands_in_the_report(run: Run, files: Path) -> None:
    list_ = files.parent / "signers"
    list_.write_text(f'"De Molen" ssh-ed25519 {"A" * 68}\n', "utf-8")
    status, out, err = run("network", "report", str(files), "--signers", str(list_))
    assert (status, err) == (0, "")
    assert "These did not sign their file: Coöperatie De Akker U.A.," in out
    list_.write_text("De Molen\n", "utf-8")
    status, out, err = run("network", "report", str(files), "--signers", str(list_))
    assert (status, out) == (2, "")
    assert "signers has no key in it" in err


def test_twelve_side_by_side(run: Run, files: Path) -> None:
    (files / "invited.txt").write_text(
        "".join(f"Coöperatie {one.name} U.A.\n" for one in twelve()) + "De Molen\n",
        "utf-8",
    )
    changed(files / "de-jol-2026-Q1.json", whole=False, size="<10")
    status, out, err = run("network", "report", str(files))
    assert status == 1
    assert err == (
        "de-jol-2026-Q1.json: It was changed after it was made: its checksum is "
        "another. Ask again.\n"
    )
    assert "quarter 1 of 2026" in out
    assert "Cooperatives   11\n" in out
    assert "These sent nothing: Coöperatie De Jol U.A., De Molen." in out
    for title in ("04 Turnover", "11 Self-sufficiency", "23 Set off to municipalities"):
        assert f"\n{title}\n" in out
    withheld = "<10 members          0             1                0   withheld [1]"
    assert withheld in out


def test_what_the_screen_shows_is_remembered(run: Run, files: Path) -> None:
    assert run("network", "report", str(files)).status == 0
    memory = (files / "released.json").read_bytes()
    again = run("network", "report", str(files), "-o", str(files.parent / "1.csv"))
    assert again.status == 0
    assert (files / "released.json").read_bytes() == memory


@pytest.mark.parametrize("form", ["pdf", "html", "csv", "json"])
def test_a_written_report_is_remembered(
    form: str, run: Run, files: Path, tmp_path: Path
) -> None:
    file = tmp_path / f"report.{form}"
    call = ("network", "report", str(files), "--output", str(file))
    assert run(*call) == (0, f"{file}\n", "")
    first, memory = file.read_bytes(), (files / "released.json").read_bytes()
    again = run(*call)
    assert (again.status, file.read_bytes()) == (0, first)
    assert (files / "released.json").read_bytes() == memory


def test_who_sends_late_is_not_the_difference(
    run: Run, files: Path, tmp_path: Path
) -> None:
    late = files / "de-haven-2026-Q1.json"
    text = late.read_bytes()
    late.unlink()
    run("network", "report", str(files), "-o", str(tmp_path / "1.csv"))
    late.write_bytes(text)
    status, out, _ = run("network", "report", str(files), "--format", "json")
    assert status == 0
    alone = json.loads(out)
    (files / "released.json").unlink()
    fresh = json.loads(run("network", "report", str(files), "--format", "json").out)
    assert alone != fresh


def test_a_damaged_memory_is_no_empty_one(run: Run, files: Path) -> None:
    (files / "released.json").write_text("{}", "utf-8")
    status, out, err = run("network", "report", str(files))
    assert (status, out) == (2, "")
    assert "released.json is damaged" in err


def test_one_sees_its_own_beside_the_others(run: Run, files: Path) -> None:
    call = ("network", "report", str(files), "--cooperative")
    status, out, _ = run(*call, "Coöperatie De Haven U.A.")
    assert status == 0
    assert "\nYour own " in out
    assert "\nYour own, the period before " in out
    assert run(*call, "De Molen").status == 2


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (("--period", "2024-Q1"), "There are files of 2025-Q4, 2026-Q1."),
        (("--period", "onzin"), "“onzin” is neither a quarter nor a year"),
        (("--force",), "--force needs --output."),
        (("--format", "csv", "-o", "x.pdf"), "“x.pdf” would not be what its name says"),
    ],
)
def test_what_cannot_be_reported(
    more: tuple[str, ...], why: str, run: Run, files: Path
) -> None:
    status, out, err = run("network", "report", str(files), *more)
    assert (status, out) == (2, "")
    assert why in err


def test_an_empty_folder_and_none(run: Run, tmp_path: Path) -> None:
    status, _, err = run("network", "report", str(tmp_path))
    assert status == 2
    assert f"There is no file in {tmp_path} that can be used. Ask" in err
    status, _, err = run("network", "report", str(tmp_path / "none"))
    assert status == 2
    assert "cannot be read" in err
