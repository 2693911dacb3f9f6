"""Kept files: what becomes of them on the disk, and who may read and write there."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
import zlib
from hashlib import sha256
from pathlib import Path

import pytest
from msgspec import msgpack
from tests.ledger.kept.conftest import ACCOUNTS, HEAD, kept
from tests.support import write_books

from paraplu.check import check
from paraplu.ledger.cache_folder import SETTING, cache_folder
from paraplu.ledger.kept import store as kept_store
from paraplu.ledger.kept import texts
from paraplu.ledger.kept.books import kept_books
from paraplu.ledger.kept.store import Store, forget_kept, store_of
from paraplu.opening import request_of

SALE = """\
2025-02-01 * "Jansen" "a chair"
  Assets:Bank  100.00 EUR
  Income:Members:L01:Sales
"""


@pytest.fixture
def main(tmp_path: Path) -> Path:
    return write_books(tmp_path, SALE, head=HEAD + ACCOUNTS)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the cache folder, for books of any size."""
    folder = tmp_path / "cache"
    monkeypatch.setenv(SETTING, str(folder))
    monkeypatch.setattr(kept_store, "LEAST", 0)
    return folder


def used(main: Path, store: Store) -> int | None:
    """Return how many files were known; None where the books were read whole."""
    request = request_of(main)
    again = Store(store.folder)
    books = kept_books(request.text, request.register, again)
    again.keep()
    return None if books is None else len(again.used)


def only_file(store: Store) -> Path:
    (file,) = store.folder.iterdir()
    return file


def test_what_was_read_is_known(main: Path, store: Store) -> None:
    assert [used(main, store), used(main, store)] == [0, 1]
    main.write_text(main.read_text("utf-8").replace("chair", "table"), "utf-8")
    assert [used(main, store), used(main, store)] == [0, 1]


def test_damage_in_any_byte_is_seen(main: Path, store: Store) -> None:
    used(main, store)
    file = only_file(store)
    whole = file.read_bytes()
    key = file.stem
    assert len(whole) > 200
    for place in range(len(whole)):
        file.write_bytes(
            whole[:place] + bytes([whole[place] ^ 0x20]) + whole[place + 1 :]
        )
        assert Store(store.folder).body(key) is None
    for length in range(0, len(whole), 7):
        file.write_bytes(whole[:length])
        assert Store(store.folder).body(key) is None
    assert kept(main, store) is not None


def test_kept_files_that_changed_places(tmp_path: Path, store: Store) -> None:
    first = write_books(tmp_path / "one", SALE, head=HEAD + ACCOUNTS)
    other = SALE.replace("100.00", "999.00")
    second = write_books(tmp_path / "two", other, head=HEAD + ACCOUNTS)
    used(first, store)
    used(second, store)
    one, two = store.folder.iterdir()
    texts = one.read_bytes(), two.read_bytes()
    one.write_bytes(texts[1])
    two.write_bytes(texts[0])
    assert [used(first, store), used(second, store)] == [0, 0]


def test_a_file_as_it_was_kept_by_another_version(
    main: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    used(main, store)
    texts.reader.cache_clear()
    monkeypatch.setattr(texts, "rules_checksum", lambda: "another")
    assert used(main, store) == 0
    texts.reader.cache_clear()


@pytest.mark.parametrize(
    "step",
    [
        ["plugin", 1, ["os", None]],
        ["document", 1, ["x"]],
        ["option", 1, ["insert_pythonpath", "TRUE"]],
        ["include", 1, ["/etc/passwd"]],
    ],
)
def test_a_forged_file_names_no_code(main: Path, store: Store, step: object) -> None:
    """Who may write here may say what a file says; more than a ledger can say, no."""
    used(main, store)
    file = only_file(store)
    held = msgpack.decode(zlib.decompress(file.read_bytes()[32:]))
    held[1].append(step)
    body = zlib.compress(msgpack.encode(held))
    file.write_bytes(sha256(file.stem.encode() + body).digest() + body)
    before = [*sys.path], {*sys.modules}
    assert used(main, store) in {None, 0, 1}
    assert ([*sys.path], {*sys.modules} - {"os"}) == (before[0], before[1] - {"os"})


@pytest.mark.parametrize("held", [b"", b"\x93\x01", b"\xdc" * 3000, b"\x81\xa1x\xc1"])
def test_what_is_no_kept_file_is_read_again(
    main: Path, store: Store, held: bytes
) -> None:
    used(main, store)
    file = only_file(store)
    body = zlib.compress(held)
    file.write_bytes(sha256(file.stem.encode() + body).digest() + body)
    assert used(main, store) == 0


def test_killed_while_writing(
    main: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            used(main, store)
    part = only_file(store)
    assert part.name.startswith(".")
    # What another program left is not touched as long as that may still write it.
    part = part.rename(f"{part}0")
    assert [used(main, store), used(main, store)] == [0, 1]
    assert part.exists()
    os.utime(part, (0, 0))
    main.write_text(main.read_text("utf-8") + "\n", "utf-8")
    used(main, store)
    assert not part.exists()


def test_many_at_once(main: Path, store: Store) -> None:
    request = request_of(main)
    stores = [Store(store.folder) for _ in range(8)]
    for one in stores:
        assert kept_books(request.text, request.register, one) is not None
    threads = [threading.Thread(target=one.keep) for one in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert used(main, store) == 1


def test_two_programs_at_once(main: Path, cache: Path) -> None:
    code = (
        "from pathlib import Path; from paraplu.ledger.kept import store;"
        "store.LEAST = 0; from paraplu.check import check;"
        f"print(check(Path({str(main)!r}), cache=True).books_checksum)"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    said = {one.communicate()[0].decode().strip() for one in running}
    report = check(main, cache=True)
    assert said == {report.books_checksum}
    assert report.known_files == 1
    # The books, and in which texts there are no personal data.
    assert len([*(cache / "files").iterdir()]) == 2


def test_only_the_newest_of_a_file_are_kept(main: Path, store: Store) -> None:
    for number in range(6):
        main.write_text(f"{HEAD}{ACCOUNTS}{SALE}; {number}\n", "utf-8")
        used(main, store)
        newest = max(store.folder.iterdir(), key=lambda one: one.stat().st_mtime_ns)
        os.utime(newest, (number, number))
    assert len([*store.folder.iterdir()]) == 3


def test_there_is_no_more_than_some_room(
    main: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    used(main, store)
    monkeypatch.setattr(kept_store, "_ROOM", only_file(store).stat().st_size - 1)
    main.write_text(main.read_text("utf-8") + "\n", "utf-8")
    used(main, store)
    assert [*store.folder.iterdir()] == []


def test_that_nothing_can_be_kept_is_known(main: Path, store: Store) -> None:
    """So that such books are not parsed twice each time."""
    text = main.read_text("utf-8")
    main.write_text(text.replace("100.00 EUR", "100.00 USD @ 1 EUR"), "utf-8")
    assert used(main, store) is None
    assert only_file(store).stat().st_size == 32
    assert used(main, store) is None


def test_it_is_for_its_owner_alone(main: Path, cache: Path) -> None:
    check(main, cache=True)
    folders = (cache, cache / "files")
    assert [stat.S_IMODE(one.stat().st_mode) for one in folders] == [0o700, 0o700]
    assert check(main, cache=True).known_files == 1


@pytest.mark.parametrize("which", ["", "files"])
def test_a_folder_that_others_can_look_into_is_not_used(
    main: Path, cache: Path, which: str
) -> None:
    check(main, cache=True)
    (cache / which).chmod(0o755)
    assert store_of([main]) is None
    assert check(main, cache=True).known_files == 0


def test_a_folder_of_somebody_else_is_not_used(
    main: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(main, cache=True)
    assert store_of([main]) is not None
    monkeypatch.setattr(os, "getuid", lambda: cache.stat().st_uid + 1)
    assert store_of([main]) is None


def test_it_can_be_switched_off_and_small_books_need_it_not(
    main: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert store_of([main]) is not None
    monkeypatch.setattr(kept_store, "LEAST", 10_000)
    assert store_of([main]) is None
    monkeypatch.setattr(kept_store, "LEAST", 0)
    monkeypatch.setenv(SETTING, "off")
    assert store_of([main]) is None
    assert cache.exists()


@pytest.mark.parametrize("words", ["off", " OFF", "0", "no", "cache", "./x/../y"])
def test_words_and_places_that_are_no_folder_make_none(
    main: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    """A folder from where one is would mostly lie in the books, and go into git."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(kept_store, "LEAST", 0)
    monkeypatch.setenv(SETTING, words)
    before = {*tmp_path.rglob("*")}
    assert check(main, cache=True).known_files == 0
    assert {*tmp_path.rglob("*")} == before


@pytest.mark.parametrize(
    ("named", "at"),
    [
        ({SETTING: "~/own", "HOME": "{}/home"}, "home/own"),
        ({"XDG_CACHE_HOME": "{}/above", "HOME": "{}/home"}, "above/paraplu"),
        ({"XDG_CACHE_HOME": "above", "HOME": "{}/home"}, "home/.cache/paraplu"),
    ],
)
def test_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: dict[str, str], at: str
) -> None:
    monkeypatch.delenv(SETTING, raising=False)
    for name, place in named.items():
        monkeypatch.setenv(name, place.format(tmp_path))
    assert cache_folder() == tmp_path / at


def test_a_user_without_a_home_has_no_cache(
    main: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv(SETTING, raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(kept_store, "LEAST", 0)
    monkeypatch.setattr(Path, "home", nowhere)
    assert check(main, cache=True).loaded


def test_what_somebody_has_in_the_folder_stays(main: Path, cache: Path) -> None:
    check(main, cache=True)
    mine = [cache / "files" / name for name in ("thesis.odt", "my.kept", ".a.12")]
    for file in mine:
        file.write_text("years of work")
        os.utime(file, (0, 0))
    main.write_text(main.read_text("utf-8") + "\n", "utf-8")
    check(main, cache=True)
    forget_kept()
    assert {*(cache / "files").iterdir()} == {*mine}


def test_a_disk_that_is_full_is_no_loss(
    main: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    # A part of it may be on the disk by then.
    for name in ("write_bytes", "replace"):
        with monkeypatch.context() as patch:
            patch.setattr(Path, name, full)
            first, second = check(main, cache=True), check(main, cache=True)
        assert (first.verdict, second.known_files) == (second.verdict, 0)
        assert [*(cache / "files").iterdir()] == []


def test_without_asking_nothing_is_kept(main: Path, cache: Path) -> None:
    assert check(main).known_files == 0
    assert not cache.exists()


def test_all_of_it_can_be_forgotten(main: Path, cache: Path) -> None:
    check(main, cache=True)
    assert [*(cache / "files").iterdir()] != []
    forget_kept()
    assert [*(cache / "files").iterdir()] == []
