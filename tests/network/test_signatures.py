"""Who signed a file is verified, where the network has the keys of cooperatives."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.network.files import Q1, changed, export, money, put

from paraplu.base.language import Language
from paraplu.network.gathering import Gathered, gathered
from paraplu.network.signatures import NoSigners, Signers

assert Q1
EIK, BRUG = "De Eik", "Coöperatie De Brug U.A."


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with two keys, and a list that has the first as of De Eik."""
    folder = tmp_path_factory.mktemp("keys")
    for name in ("eik", "other"):
        call = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", name]
        subprocess.run(call, cwd=folder, check=True)
    public = (folder / "eik.pub").read_text("utf-8")
    (folder / "signers").write_text(f'# who\n"{EIK}" {public}', "utf-8")
    return folder


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Return a folder with a file of each of two cooperatives, none signed."""
    put(tmp_path, export(EIK, money(900)), export(BRUG, money(800)))
    return tmp_path


def sign(key: Path, file: Path) -> None:
    call = ["ssh-keygen", "-q", "-Y", "sign", "-n", "paraplu-network"]
    subprocess.run([*call, "-f", str(key), str(file)], check=True, capture_output=True)


def looked_at(files: Path, keys: Path) -> Gathered:
    return gathered(files, Signers.read(keys / "signers"))


def told(found: Gathered) -> list[str]:
    return [f"{one.name}: {Language('en').render(one.why)}" for one in found.refused]


def test_who_has_a_key_signs_and_who_has_none_is_told(files: Path, keys: Path) -> None:
    assert Q1
    found = looked_at(files, keys)
    assert list(found.of(Q1)) == [BRUG]
    (line,) = told(found)
    assert line.startswith("1.json: It is not signed, and De Eik has a key in the list")
    sign(keys / "eik", files / "1.json")
    found = looked_at(files, keys)
    assert (list(found.of(Q1)), told(found)) == ([BRUG, EIK], [])
    assert found.unsigned(Q1) == (BRUG,)
    # Without a list nobody looks.
    assert (gathered(files).signed, gathered(files).unsigned(Q1)) == (None, ())


def test_another_key_and_another_file(files: Path, keys: Path) -> None:
    """Also of who has no key: what is signed wrongly is used by nobody."""
    sign(keys / "other", files / "1.json")
    sign(keys / "eik", files / "2.json")
    found = looked_at(files, keys)
    assert (found.exports, [one[:6] for one in told(found)]) == (
        {},
        ["1.json", "2.json"],
    )
    assert all("Its signature is not by a key that" in one for one in told(found))


def test_what_was_changed_after_it_was_signed(files: Path, keys: Path) -> None:
    sign(keys / "eik", files / "1.json")
    changed(files / "1.json", region="Zeeland")
    assert [one[:6] for one in told(looked_at(files, keys))] == ["1.json"]
    assert len(gathered(files).exports) == 2


def test_a_signature_that_is_a_folder(files: Path, keys: Path) -> None:
    (files / "1.json.sig").mkdir()
    (files / "2.json.sig").symlink_to("none")
    assert len(told(looked_at(files, keys))) == 2


@pytest.mark.parametrize("text", ["", "# nobody\n", "De Eik\n", "ssh-ed25519 AAAA\n"])
def test_a_list_without_a_key(text: str, tmp_path: Path) -> None:
    (tmp_path / "signers").write_text(text, "utf-8")
    with pytest.raises(NoSigners, match="has no key in it"):
        Signers.read(tmp_path / "signers")
    with pytest.raises(NoSigners, match="cannot be read"):
        Signers.read(tmp_path / "none")


def test_without_the_program_it_is_said(
    files: Path, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shutil.which("ssh-keygen")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoSigners, match="There is no ssh-keygen"):
        looked_at(files, keys)
