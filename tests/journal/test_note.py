"""A note that came with the books does no more than a step of ours would."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from paraplu.base.language import Language, printable
from paraplu.journal import intent_log as notes
from paraplu.journal.atomic_file import part_of
from paraplu.journal.atomic_step import CannotFinish, Together, finish

FILES = {
    "ledger/2025/march.beancount": "; kept\n",
    "ledger/draft.yaml": "draft\n",
    "ledger/.git/config": "[core]\n",
    "ledger/private/chair.yaml": "of a customer\n",
    "ledger/customers.private.yaml": "names\n",
    "outside.beancount": "; not in the books\n",
    "outside.yaml": "not a draft\n",
}
ENTRY = "2025-03-01 open Assets:Bank\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "ledger"


def everything(folder: Path) -> dict[str, bytes | Path]:
    """Return all that lies there, and where links lead."""
    return {
        str(path): path.readlink() if path.is_symlink() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def note(**said: object) -> bytes:
    return json.dumps({"new": [], "below": {}, "gone": []} | said).encode()


def refused(folder: Path) -> str:
    """Return why a note is not carried out, and see that nothing was touched."""
    before = everything(folder.parent)
    with pytest.raises(CannotFinish) as fault:
        finish(folder)
    assert everything(folder.parent) == before
    told = Language("en").render(fault.value.message)
    begin = f"{folder / notes.NAME} is not a note that paraplu left: "
    end = ". Nothing was done. Find out who put it there, and delete it."
    assert told.startswith(begin)
    assert told.endswith(end)
    return told.removeprefix(begin).removesuffix(end)


AWAY = [
    "",
    ".",
    "..",
    "../outside#",
    "2025/../../outside#",
    "2025/./march#",
    "2025//march#",
    "2025/march#/",
    "{outside}#",
    ".git/config#",
    ".hidden#",
    "2025/.hidden#",
    "2025",
    "2025/march.beancount/more#",
    "away/outside#",
    "away#",
    "round#",
    "repository/config#",
    "pipe#",
    "nul\0#",
    "line\n#",
    "a" * 300 + "#",
]


@pytest.mark.parametrize(
    ("kind", "ending"), [("new", ".yaml"), ("gone", ".yaml"), ("below", ".beancount")]
)
def test_names_that_lead_elsewhere(kind: str, ending: str, folder: Path) -> None:
    outside = folder.parent / "outside"
    (folder / ".git" / f"config{ending}").touch()
    (folder / "away").symlink_to(folder.parent)
    (folder / f"away{ending}").symlink_to(outside.with_suffix(ending))
    (folder / f"round{ending}").symlink_to(folder / f"round{ending}")
    (folder / "repository").symlink_to(folder / ".git")
    os.mkfifo(folder / f"pipe{ending}")
    for template in AWAY:
        name = template.replace("{outside}", str(outside)).replace("#", ending)
        said = {name: ENTRY} if kind == "below" else [name]
        (folder / notes.NAME).write_bytes(note(**{kind: said}))
        assert refused(folder) == f"it names “{printable(name)}”"


def test_one_bad_name_among_good_ones(folder: Path) -> None:
    below = {"2025/march.beancount": ENTRY, "../outside.beancount": ENTRY}
    (folder / notes.NAME).write_bytes(note(below=below, gone=["draft.yaml"]))
    assert refused(folder) == "it names “../outside.beancount”"


@pytest.mark.parametrize(
    "said",
    [
        {"below": {"import_config.py": "print()"}},
        {"below": {"customers.yaml": "linde: {}"}},
        {"gone": ["2025/march.beancount"]},
        {"gone": ["private/chair.yaml"]},
        {"gone": ["customers.private.yaml"]},
        {"replaced": {"import_config.py": ["", "1"]}},
        {"replaced": {"../../outside.yaml": ["", "1"]}},
        {"replaced": {"../.hidden.yaml": ["", "1"]}},
        {"replaced": {"../away/members.yaml": ["", "1"]}},
        {"replaced": {"../": ["", "1"]}},
        {"replaced": {"../.yaml": ["", "1"]}},
        {"replaced": {".git/x.yaml": ["", "1"]}},
        {"gone": ["documents/other/a.jpg"]},
        {"gone": ["documents/inbox/../../2025/march.beancount"]},
        {"new": ["part-is-a-link.yaml"]},
        {"new": ["part-is-a-folder.yaml"]},
    ],
)
def test_what_no_step_asks_for(said: dict[str, object], folder: Path) -> None:
    part_of(folder / "part-is-a-link.yaml").symlink_to(folder.parent / "outside.yaml")
    part_of(folder / "part-is-a-folder.yaml").mkdir()
    (folder / notes.NAME).write_bytes(note(**said))
    assert refused(folder).startswith("it names “")


def test_a_new_file_does_not_go_over_one_that_is_there(folder: Path) -> None:
    """Such as an invoice of the same number that came by git in between."""
    part_of(folder / "draft.yaml").write_text("another\n", "utf-8")
    (folder / notes.NAME).write_bytes(note(new=["draft.yaml"]))
    assert refused(folder) == "“draft.yaml” already exists"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00",
        b"\xff\xfe",
        b"nothing",
        b"[]",
        b"null",
        b'{"new": [], "below": {}}',
        b'{"new": [], "below": {}, "gone": [], "replaced": ["a.yaml"]}',
        b'{"new": [], "below": {}, "gone": [], "replaced": {"a.yaml": "1"}}',
        b'{"new": [], "below": {}, "gone": [], "replaced": {"a.yaml": ["", ""]}}',
        b'{"new": [], "below": {}, "gone": [], "replaced": {"a.yaml": ["", 1]}}',
        b"[" * 1_000_000,
        b"9" * 10_000,
        note(more=[]),
        note(new="draft.yaml"),
        note(new=[1]),
        note(new=[["draft.yaml"]]),
        note(new=None),
        note(gone={"draft.yaml": ""}),
        note(below=["2025/march.beancount"]),
        note(below={"2025/march.beancount": 1}),
        note(below={"2025/march.beancount": None}),
        note(below={"2025/march.beancount": "\ud800"}),
        note(gone=["\ud800.yaml"]),
    ],
)
def test_what_is_no_note(data: bytes, folder: Path) -> None:
    part_of(folder / "draft.yaml").write_text("another\n", "utf-8")
    (folder / notes.NAME).write_bytes(data)
    assert refused(folder) == "it cannot be read"


def test_a_note_without_end(folder: Path) -> None:
    with (folder / notes.NAME).open("wb") as file:
        file.truncate(10**12)
    before = everything(folder / "2025")
    with pytest.raises(CannotFinish, match="is not a note that paraplu left"):
        finish(folder)
    assert everything(folder / "2025") == before


@pytest.mark.parametrize("target", ["outside.yaml", "nowhere", "ledger"])
def test_a_note_that_is_a_link(target: str, folder: Path) -> None:
    (folder / notes.NAME).symlink_to(folder.parent / target)
    assert refused(folder) == "it is not an ordinary file"


def test_a_folder_by_the_name_of_a_note(folder: Path) -> None:
    (folder / notes.NAME).mkdir()
    assert refused(folder) == "it is not an ordinary file"


def test_parts_of_somebody_else_stay(folder: Path) -> None:
    """Browsers and rsync call what they are fetching so."""
    for name in (".film.part", "film.part", ".march.beancount.x7Gq2w"):
        (folder / name).write_text("half\n", "utf-8")
    part_of(folder / "2025" / "march.beancount").write_text("half\n", "utf-8")
    before = everything(folder)
    finish(folder)
    gone = before.keys() - everything(folder).keys()
    assert gone == {str(folder / "2025" / ".march.beancount.paraplu.part")}


def test_a_file_that_is_not_utf_8_keeps_its_bytes(folder: Path) -> None:
    book = folder / "2025" / "march.beancount"
    book.write_bytes(b"; caf\xe9\n")
    (folder / notes.NAME).write_bytes(note(below={"2025/march.beancount": ENTRY}))
    finish(folder)
    assert book.read_bytes() == b"; caf\xe9\n\n" + ENTRY.encode()


def test_links_that_stay_in_the_books_are_followed(folder: Path) -> None:
    (folder / "thisyear").symlink_to(folder / "2025")
    (folder / notes.NAME).write_bytes(note(below={"thisyear/march.beancount": ENTRY}))
    finish(folder)
    assert (folder / "2025/march.beancount").read_text("utf-8").endswith(ENTRY)
    assert (folder / "thisyear").is_symlink()


def test_books_that_lie_in_a_hidden_folder(tmp_path: Path) -> None:
    folder = tmp_path / ".books"
    folder.mkdir()
    (folder / notes.NAME).write_bytes(note(below={"march.beancount": ENTRY}))
    finish(folder)
    assert (folder / "march.beancount").read_text("utf-8") == ENTRY


def stopped(step: Together) -> str:
    with pytest.raises(CannotFinish) as fault, step:
        step.commit()
    return Language("en").render(fault.value.message)


def test_a_step_does_not_write_a_note_that_it_would_refuse(folder: Path) -> None:
    before = everything(folder.parent)
    with Together(folder) as step:
        step.new(folder / "draft.yaml", b"another\n")
        told = stopped(step)
    assert told == ("It cannot be written to the disk: “draft.yaml” already exists.")
    assert everything(folder.parent) == before


def test_a_step_stays_in_its_folder(folder: Path) -> None:
    elsewhere = folder.parent / "elsewhere"
    elsewhere.mkdir()
    (folder / "invoices").symlink_to(elsewhere)
    before = everything(folder.parent)
    with Together(folder) as step, pytest.raises(CannotFinish, match="is not in"):
        step.new(folder / "invoices" / "1.yaml", b"invoice\n")
    with Together(folder) as step, pytest.raises(CannotFinish, match="is not in"):
        step.below(folder / "invoices" / "1.beancount", "text\n")
    assert everything(folder.parent) == before


def test_a_draft_from_elsewhere_goes_away_when_all_is_done(folder: Path) -> None:
    """No note names it, so nobody can have another file taken away like that."""
    drafts = [folder.parent / "outside.yaml", folder / "draft.yaml"]
    with Together(folder) as step:
        step.new(folder / "1.yaml", b"invoice\n")
        step.commit(drafts)
    assert not any(draft.exists() for draft in drafts)
    assert (folder / "1.yaml").read_text("utf-8") == "invoice\n"


def test_the_folder_by_another_name(folder: Path) -> None:
    """A path over a link is the same place."""
    (folder.parent / "link").symlink_to(folder)
    with Together(folder.parent / "link") as step:
        step.new(folder / "1.yaml", b"invoice\n")
        step.commit([folder / "draft.yaml"])
    assert (folder / "1.yaml").exists()
    assert not (folder / "draft.yaml").exists()
