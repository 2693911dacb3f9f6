"""Whatever is in the file, reading it ends in findings or in RegisterUnreadable."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.register.conftest import CONTRACT

from paraplu.base.language import Language, printable
from paraplu.register import Reading, RegisterUnreadable, read_register, yaml_lines

# What YAML is made of, so that arbitrary files get past the first line.
PIECES = st.sampled_from(
    [
        *("members:", "L07:", "joined:", "2025-01-01", "policies:", "from:", "caps:"),
        *("chart:", "Sales:", "cooperative:", "iban:", "permission:", "policy:"),
        *("- ", "  ", "\n", "\n  ", "\n    ", "{", "}", "[", "]", ",", ": ", "? "),
        *("&a ", "*a", "<<: ", "!!str ", "!x ", "'", '"', "|\n", ">\n", "#", "%", "\t"),
        *("\\ud800", "\\U00110000", "\\UFFFFFFFF", "\\x00", "30%", "~", "null", "\r"),
        *("\ufeff", "\u2028", "---\n", "...\n", "%YAML 1.1\n", "%TAG ! x\n", "@", "`"),
    ]
)


def reads(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "members.yaml"
        path.write_bytes(data)
        (Path(folder) / "members.private.yaml").write_bytes(data)
        with contextlib.suppress(RegisterUnreadable):
            speaks(read_register(path))


def speaks(reading: Reading) -> None:
    assert not reading.register.unknown or reading.faults
    say = Language("en").render
    for fault in reading.faults:
        assert visible(say(fault.message))
        assert fault.hint is None or visible(say(fault.hint))
        assert fault.source.line >= 0


def visible(text: str) -> bool:
    return text == printable(text)


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    reads(data)


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    reads(text.encode("utf-8", "ignore"))


@pytest.mark.parametrize("loader", [yaml_lines.LOADER, yaml.SafeLoader])
def test_any_pieces_of_yaml(loader: type) -> None:
    @given(st.lists(PIECES, max_size=40).map("".join))
    def pieces(text: str) -> None:
        reads(text.encode())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_lines, "LOADER", loader)
        pieces()


@given(st.data())
def test_a_register_with_a_piece_replaced(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(CONTRACT)))
    end = data.draw(st.integers(start, min(start + 20, len(CONTRACT))))
    piece = data.draw(PIECES | st.text(max_size=5))
    text = CONTRACT[:start] + piece + CONTRACT[end:]
    reads(text.encode("utf-8", "ignore"))
