"""Several files as one step: wherever it stops, all of it is there or nothing."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from tests.dying import die_at

from paraplu.journal import CannotBook, Change, write_at_once
from paraplu.journal import atomic_step as together
from paraplu.journal import intent_log as notes
from paraplu.journal.atomic_step import CannotFinish, Together, finish, unfinished


class Stopped(Exception):  # noqa: N818 - as if somebody pulled the plug
    """The computer stopped."""


BEFORE = {"draft.yaml": "draft\n", "2025/march.beancount": "; kept\n"}
AFTER = {
    "2025/march.beancount": "; kept\n\nthe entry\n",
    "invoices/1.pdf": "page\n",
    "invoices/1.yaml": "invoice\n",
}


def _texts(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in BEFORE.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def _step(folder: Path) -> None:
    with Together(folder) as step:
        step.new(folder / "invoices/1.yaml", b"invoice\n")
        step.new(folder / "invoices/1.pdf", b"page\n")
        step.below(folder / "2025/march.beancount", "the entry\n")
        step.commit([folder / "draft.yaml"])


def test_all_of_it_is_there(folder: Path) -> None:
    _step(folder)
    assert _texts(folder) == AFTER
    assert not unfinished(folder)


def test_what_stops_before_the_note_leaves_nothing(folder: Path) -> None:
    def stopped() -> None:
        with Together(folder) as step:
            step.new(folder / "invoices/1.yaml", b"invoice\n")
            raise Stopped

    with pytest.raises(Stopped):
        stopped()
    assert _texts(folder) == BEFORE


CALLS = ("write_part", "keep_data", "replace_data", "keep_names")


def _count(folder: Path, monkeypatch: pytest.MonkeyPatch, stop_at: int) -> int:
    """Do the step, stop at a call that touches the disk, and return how many came."""
    calls = 0

    def counting(name: str) -> None:
        real = getattr(together, name)

        def call(*args: object) -> object:
            nonlocal calls
            calls += 1
            if calls == stop_at:
                raise Stopped
            return real(*args)

        monkeypatch.setattr(together, name, call)

    for name in CALLS:
        counting(name)
    # Whoever stops this hard does not clear up behind himself.
    monkeypatch.setattr(Together, "__exit__", lambda *_: None)
    try:
        _step(folder)
    except Stopped:
        pass
    finally:
        monkeypatch.undo()
    return calls


@pytest.mark.parametrize("stop_at", range(1, 14))
def test_wherever_it_stops(
    stop_at: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = _count(folder, monkeypatch, stop_at)
    assert calls <= 13
    counts = unfinished(folder)
    finish(folder)
    left = _texts(folder)
    assert left == AFTER if counts else left in (BEFORE, AFTER)
    finish(folder)
    assert _texts(folder) == left


def test_what_somebody_wrote_in_between_stays(folder: Path) -> None:
    book = folder / "2025/march.beancount"
    note = '{"new": [], "below": {"2025/march.beancount": "the entry\\n"}, "gone": []}'
    (folder / notes.NAME).write_text(note, "utf-8")
    book.write_text("; kept\n; written by hand\n", "utf-8")
    finish(folder)
    assert book.read_text("utf-8") == "; kept\n; written by hand\n\nthe entry\n"


def test_an_entry_that_is_there_is_not_added_again(folder: Path) -> None:
    book = folder / "2025/march.beancount"
    said = notes.digest(folder / "draft.yaml")
    note = (
        '{"new": ["a.yaml"], "below": {"2025/march.beancount": "the entry\\n"}, '
        f'"gone": {{"draft.yaml": "{said}"}}}}'
    )
    (folder / notes.NAME).write_text(note, "utf-8")
    book.write_text("the entry\n\n; later\n", "utf-8")
    finish(folder)
    assert book.read_text("utf-8") == "the entry\n\n; later\n"
    assert not (folder / "draft.yaml").exists()


@pytest.mark.parametrize("gone", ['["draft.yaml"]', '{"draft.yaml": "00"}'])
def test_a_draft_whose_contents_a_note_does_not_know_stays(
    folder: Path, gone: str
) -> None:
    note = f'{{"new": [], "below": {{}}, "gone": {gone}}}'
    (folder / notes.NAME).write_text(note, "utf-8")
    finish(folder)
    assert (folder / "draft.yaml").exists()


def test_a_note_that_git_keeps_is_not_ours(folder: Path) -> None:
    said = notes.digest(folder / "draft.yaml")
    note = f'{{"new": [], "below": {{}}, "gone": {{"draft.yaml": "{said}"}}}}'
    (folder / notes.NAME).write_text(note, "utf-8")
    for words in (["init", "--quiet"], ["add", "--force", notes.NAME]):
        subprocess.run(["git", *words], cwd=folder, check=True)
    with pytest.raises(CannotFinish):
        finish(folder)
    assert (folder / "draft.yaml").exists()


BOOKS = {
    "members.yaml": "members: {}\n",
    "ledger/march.beancount": "; kept\n",
    "ledger/documents/inbox/a.jpg": "a photo\n",
}
DONE = {
    "members.yaml": "members: {L01: {}}\n",
    "ledger/march.beancount": "; other\n",
    "ledger/documents/L01/a.jpg": "a photo\n",
}


def _replacing(root: Path) -> None:
    changes = [
        Change(root / name, BOOKS[name], DONE[name])
        for name in ("members.yaml", "ledger/march.beancount")
    ]
    ledger = root / "ledger"
    new = {ledger / "documents/L01/a.jpg": b"a photo\n"}
    write_at_once(ledger, changes, new, [ledger / "documents/inbox/a.jpg"])


def _books(root: Path) -> Path:
    for name, text in BOOKS.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


@pytest.mark.skipif(not hasattr(os, "fork"), reason="has no fork")
def test_texts_and_the_register_are_replaced_as_one(tmp_path: Path) -> None:
    """The process dies at the n-th time that it brings something to the disk."""
    ends, step = [], 0
    while True:
        step += 1
        root = _books(tmp_path / str(step))
        child = os.fork()
        if not child:
            die_at(step)
            try:
                _replacing(root)
            finally:
                os._exit(0)
        _, status = os.waitpid(child, 0)
        counts = unfinished(root / "ledger")
        finish(root / "ledger")
        left = _texts(root)
        assert left == DONE if counts else left in (BOOKS, DONE), step
        ends.append(left == DONE)
        if not os.WIFSIGNALED(status):
            break
    assert ends == sorted(ends)
    assert ends.count(False) > 3
    assert ends.count(True) > 3


def test_what_somebody_made_of_a_text_in_between_stays(tmp_path: Path) -> None:
    ledger = _books(tmp_path) / "ledger"
    step = Together(ledger)
    step.replace(ledger / "march.beancount", b"; other\n")
    (ledger / "march.beancount").write_text("; by hand\n", "utf-8")
    step.commit()
    assert _texts(tmp_path) == BOOKS | {"ledger/march.beancount": "; by hand\n"}


def test_a_text_elsewhere_is_written_all_the_same(tmp_path: Path) -> None:
    ledger = _books(tmp_path / "books") / "ledger"
    away = tmp_path / "disk" / "customers.private.yaml"
    away.parent.mkdir()
    away.write_text("{}\n", "utf-8")
    march = Change(ledger / "march.beancount", "; kept\n", "; other\n")
    write_at_once(ledger, [Change(away, "{}\n", "k01: {}\n"), march])
    assert away.read_text("utf-8") == "k01: {}\n"
    assert march.file.read_text("utf-8") == "; other\n"
    # Where the rest cannot be, it is as it was.
    march = Change(march.file, "; other\n", "; again\n")
    there = {march.file.with_name("documents") / "inbox/a.jpg": b"another\n"}
    with pytest.raises(CannotBook, match="cannot be written"):
        write_at_once(ledger, [Change(away, "k01: {}\n", "x\n"), march], there)
    assert away.read_text("utf-8") == "k01: {}\n"
    assert march.file.read_text("utf-8") == "; other\n"
    with pytest.raises(CannotBook, match="has just changed"):
        write_at_once(ledger, [Change(march.file, "; kept\n", "x\n")])
