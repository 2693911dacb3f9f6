"""`paraplu demo`: the example books in the browser, without any books of one's own."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from paraplu.base.language import say
from paraplu_cli.browse import NO_OPEN, PORT, browse
from paraplu_cli.command import Command, Stopped
from paraplu_cli.guide import Guide
from paraplu_cli.options import file_option

_GUIDE = Guide(
    usage=say("[OPTIONS]"),
    about=(
        say(
            "Shows the books of a made-up cooperative with eight members in your "
            "browser. Change what you like: it is a copy, and it is gone when you stop "
            "it with Ctrl-C, unless you say with --keep where it may stay."
        ),
    ),
    examples=(
        ("paraplu demo", say("look around")),
        ("paraplu demo --keep example", say("and keep the books, to try commands on")),
    ),
    statuses=(
        (0, say("it was stopped with Ctrl-C")),
        (2, say("it could not run; the message says why")),
    ),
)


def demo(keep: Path | None, port: int, no_open: bool) -> int:  # noqa: FBT001 - click's
    """Show a copy of the example books in Fava; return the exit status."""
    from paraplu_cli.example import copy_example

    if keep is None:
        with TemporaryDirectory(prefix="paraplu-demo-") as folder:
            return _shown(copy_example(Path(folder) / "example"), port, no_open=no_open)
    if keep.exists():
        raise Stopped(
            say("{folder} is already there; name another folder.", folder=str(keep))
        )
    return _shown(copy_example(keep), port, no_open=no_open)


def _shown(main: Path, port: int, *, no_open: bool) -> int:
    return browse(main, port, no_open, True, (), False)  # noqa: FBT003 - click's callback


command = Command(
    "demo",
    _GUIDE,
    [
        file_option("--keep", words=say("Leave the books in this new folder.")),
        PORT,
        NO_OPEN,
    ],
    demo,
)
