"""`paraplu register --schema`: what an editor is told about members.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Run

from paraplu.base.language import LANGUAGES, Language
from paraplu.register.schema import FILE, POINTER, schema_text
from paraplu_cli.beginning import TEMPLATES


def test_it_is_printed(run: Run, books: Path) -> None:
    assert run("register", "--schema") == (0, schema_text(Language("en")), "")
    assert not (books / FILE).exists()


def test_it_is_in_the_language_of_the_register(
    run: Run, books: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PARAPLU_LANG", raising=False)
    monkeypatch.delenv("LC_ALL", raising=False)
    register = books / "members.yaml"
    register.write_text("language: nl\n" + register.read_text("utf-8"), "utf-8")
    assert run("register", "--schema").out == schema_text(Language("nl"))
    monkeypatch.setenv("PARAPLU_LANG", "en")
    assert run("register", "--schema").out == schema_text(Language("en"))


def test_it_needs_no_register_to_be_printed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("register", "--schema").out == schema_text(Language("en"))
    missing = (2, "", "paraplu: There is no file x.yaml.\n")
    assert run("register", "--schema", "x.yaml") == missing
    assert run("register", "--schema", "--write").err == (
        "paraplu: There is no file members.yaml.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_it_is_written_beside_the_register_and_once_is_enough(
    run: Run, books: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(books.parent)
    call = ("register", "--schema", "--write", f"{books.name}/members.yaml")
    shown = f"{books.name}/{FILE}"
    assert run(*call) == (0, f"{shown} was written.\n", "")
    assert (books / FILE).read_text("utf-8") == schema_text(Language("en"))
    before = (books / FILE).stat()
    assert run(*call) == (0, f"{shown} is up to date.\n", "")
    assert (books / FILE).stat() == before
    (books / FILE).write_text("{}", "utf-8")
    assert run(*call).out == f"{shown} was written.\n"


def test_a_faulty_register_gets_its_schema_too(run: Run, books: Path) -> None:
    (books / "members.yaml").write_text("leden: {}\n", "utf-8")
    assert run("register", "--schema", "--write").status == 0
    assert (books / FILE).exists()


def test_nothing_is_written_over_a_folder(run: Run, books: Path) -> None:
    (books / FILE).mkdir()
    assert run("register", "--schema", "--write") == (
        2,
        "",
        f"paraplu: {FILE} is a folder or a device, not a file.\n",
    )


def test_help_is_what_comes_without_a_wish(run: Run) -> None:
    assert run("register") == run("register", "--help")
    assert f"\n{POINTER}\n" in run("register").out
    assert run("register", "--write").err == (
        "paraplu: --write needs --schema beside it. See paraplu register --help.\n"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_new_registers_name_it_in_their_first_line(language: str) -> None:
    text = (TEMPLATES / language / "members.yaml").read_text("utf-8")
    assert text.startswith(f"{POINTER}\n")
