"""Whatever is done to the text of a register, each command says so in plain words.

The damage is seeded. What `tests/rules/test_register_damage.py` holds is what is then
still found; this, that no command ends in an exception.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tests.cli.conftest import LEDGER, Run
from tests.register.conftest import CONTRACT
from tests.support import write_books

COMMANDS = (
    ("check",),
    ("members",),
    ("member", "L01"),
    ("contribution", "2025-02"),
    ("pay",),
    ("vat", "2025-Q1"),
    ("invoice", "list"),
)
PIECES = (
    *("{", "}", "[", "]", "- ", ": ", "\n", "\n  ", "? ", "&a ", "*a", "<<: *a", "~"),
    *(
        "!!int ",
        "!x ",
        "|",
        "'",
        '"',
        "#",
        "\t",
        "\0",
        "\ud800",
        "\u2028",
        "0x1f",
        "1e9",
    ),
    *("2025-02-30", "NaN", "99999999999999999999", "-1", "L99", "é", "---\n", "true"),
)


def damaged(text: str, dice: random.Random) -> bytes:
    """Return a text in which something was taken out, put in, doubled or moved."""
    for _ in range(dice.randint(1, 3)):
        at = dice.randrange(len(text))
        upto = at + dice.randint(0, 30)
        lines = text.split("\n")
        match dice.randint(0, 3):
            case 0:
                text = text[:at] + dice.choice(PIECES) + text[at:]
            case 1:
                text = text[:at] + dice.choice(("", *PIECES)) + text[upto:]
            case 2:
                lines.insert(dice.randrange(len(lines)), dice.choice(lines))
                text = "\n".join(lines)
            case _:
                one = dice.randrange(len(lines))
                key, colon, _ = lines[one].partition(":")
                lines[one] = f"{key}{colon} {dice.choice(PIECES)}"
                text = "\n".join(lines)
    return text.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_fails_on_it(
    command: tuple[str, ...],
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    main = write_books(tmp_path, LEDGER)
    monkeypatch.chdir(tmp_path)
    # A fault of the program itself is then shown as Python shows it.
    monkeypatch.setenv("PARAPLU_DEBUG", "1")
    (tmp_path / "members.yaml").write_text(CONTRACT, "utf-8")
    assert run(*command).status != 2
    for seed in range(25):
        dice = random.Random(f"{command} {seed}")  # noqa: S311 - no secret
        (tmp_path / "members.yaml").write_bytes(damaged(CONTRACT, dice))
        before = main.read_bytes()
        status, out, err = run(*command)
        assert status in {0, 1, 2}, seed
        assert out or err, seed
        if status == 2 and " MB00 " not in err:
            # What is no finding is told in a line.
            assert len(err.splitlines()) == 1, f"{seed}\n{err}"
        assert "Traceback" not in out + err, f"{seed}\n{out}{err}"
        assert main.read_bytes() == before
