"""`paraplu browse`: the books in Fava, with the pages of paraplu."""

from __future__ import annotations

import gc
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, NamedTuple

import click

from paraplu.base.language import Message, printable, say
from paraplu_cli.command import Command, Option, Stopped
from paraplu_cli.guide import Guide
from paraplu_cli.options import MAIN, flag

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask

    from paraplu.base.findings import Finding
    from paraplu.opening import Request
    from paraplu_cli.screen import Screen

_GUIDE = Guide(
    usage=say("[OPTIONS]"),
    about=(
        say(
            "Shows the books in your browser, with Fava: the members and their "
            "thermometers, what there is to do, the funds, and all of Fava's own "
            "pages. Only this computer can see them, by the address that it shows, "
            "which holds a secret of its own. Ctrl-C stops it."
        ),
        say(
            "A plugin, an extension of Fava or a file with importers that was not "
            "agreed is refused before any of it runs; also when the books change while "
            "you look at them."
        ),
    ),
    examples=(
        ("paraplu browse", say("the books in this folder")),
        ("paraplu browse --write", say("and change entries in the browser")),
        ("paraplu browse --no-open --port 5050", say("on a port, without a browser")),
    ),
    statuses=(
        (0, say("it was stopped with Ctrl-C")),
        (
            1,
            say(
                "the books ask for something that is not allowed; the findings say what"
            ),
        ),
        (2, say("it could not run; the message says why")),
    ),
)
_PORT = 5000


def browse(
    main: Path,
    port: int,
    no_open: bool,  # noqa: FBT001 - click gives it by its name
    write: bool,  # noqa: FBT001
    allow_plugin: tuple[str, ...],
    no_token: bool,  # noqa: FBT001
) -> int:
    """Show the books in Fava until Ctrl-C; return the exit status."""
    from paraplu.base.language import chosen_language
    from paraplu.opening import CannotRun, refused_in_fava, request_of
    from paraplu_cli.screen import screen_of

    if write:
        _finish_what_stopped(main)
    try:
        request = request_of(main)
    except CannotRun as fault:
        raise Stopped(fault.message) from fault
    if request.unread and not request.unread.missing:
        raise Stopped(request.unread.message)
    screen = screen_of(chosen_language(request.register.language))
    refused = refused_in_fava(request, allow_plugin)
    if refused:
        for finding in refused:
            click.echo("\n".join(_told(finding, request.text.main, screen)), err=True)
        return 1
    wishes = _Wishes(write=write, opens=not no_open, secret=not no_token)
    _show(request, screen, port, allow_plugin, wishes)
    return 0


def _finish_what_stopped(main: Path) -> None:
    """Finish a step that a computer that stopped left half done, if there is one."""
    from paraplu.journal import CannotBook, alone
    from paraplu.journal.atomic_step import unfinished

    folder = main.absolute().parent
    if not unfinished(folder):
        return
    try:
        with alone(folder):
            pass
    except CannotBook as fault:
        raise Stopped(fault.message) from fault


class _Wishes(NamedTuple):
    """What may be changed, and by whom it is seen."""

    write: bool
    opens: bool
    secret: bool


def _show(
    request: Request,
    screen: Screen,
    port: int,
    allowed: tuple[str, ...],
    wishes: _Wishes,
) -> None:
    from paraplu_cli.loading import progress
    from paraplu_cli.serving import HOST, listening, new_token, open_browser, serve

    with ExitStack() as stack:
        with progress() as tell:
            tell(say("loading the ledger"))
            app = stack.enter_context(
                _fava(request.text.main, allowed, write=wishes.write)
            )
        token = new_token() if wishes.secret else None
        server, found = listening(app, port, token)
        # The command switched the collector off, which only suits what ends soon.
        gc.enable()
        url = f"http://{HOST}:{found}/" + (f"?token={token}" if token else "")
        taken = found != port and port
        for message in _begun(request, url, write=wishes.write, taken=taken):
            click.echo(screen.language.render(message))
        serve(server, lambda: open_browser(url) if wishes.opens else None)


@contextmanager
def _fava(main: Path, allowed: tuple[str, ...], *, write: bool) -> Iterator[Flask]:
    """Yield Fava on the books; Stopped where it does not start at all."""
    from paraplu.base.errors import Problem
    from paraplu.fava.app import fava_on

    with ExitStack() as stack:
        try:
            app = stack.enter_context(fava_on(main, write=write, allowed=allowed))
        except Problem as fault:
            raise Stopped(fault.message) from fault
        except Exception as fault:
            raise Stopped(
                say(
                    "Fava cannot show {file}: it stopped on {fault}.",
                    file=main,
                    fault=f"{type(fault).__name__}: {fault}",
                )
            ) from fault
        yield app


def _begun(
    request: Request, url: str, *, write: bool, taken: int | None
) -> Iterator[Message]:
    """Yield what to say once Fava is there."""
    if taken:
        yield say("Port {port} is taken, so paraplu uses another one.", port=str(taken))
    yield say("The books are at {url}. Ctrl-C stops it.", url=url)
    if not write:
        yield say(
            "You can look but not change anything. To allow changes, add --write."
        )
    if not request.text.named("extension"):
        yield say(
            "The paraplu pages are missing, because the books do not name them. Add "
            "this line to the main file: {line}",
            line='2025-01-01 custom "fava-extension" "paraplu.fava"',
        )


def _told(finding: Finding, main: Path, screen: Screen) -> Iterator[str]:
    """Yield the lines that tell why the books are refused."""
    from paraplu_cli.places import place, written

    yield printable(f"{written(place(finding, main))}  {finding.code}")
    yield from screen.wrapped(screen.language.render(finding.message), "  ", "  ")
    if finding.hint:
        yield from screen.wrapped(screen.language.render(finding.hint), "  → ", "    ")


PORT = Option(
    "--port",
    words=say("The port to listen on; if it is taken, the next free one."),
    placeholder=say("NUMBER"),
    type=click.IntRange(1, 65_535),
    default=_PORT,
)
NO_OPEN = flag("--no-open", words=say("Do not open a browser."))

command = Command(
    "browse",
    _GUIDE,
    [
        MAIN,
        PORT,
        NO_OPEN,
        flag(
            "--write",
            words=say("Let Fava change the files of the books."),
        ),
        Option(
            "--allow-plugin",
            words=say(
                "Trust this plugin, extension or file with importers too, for this "
                "run; can be repeated."
            ),
            placeholder=say("NAME"),
            multiple=True,
        ),
        flag(
            "--no-token",
            words=say(
                "Answer every program on this computer, also without the token in the "
                "address."
            ),
        ),
    ],
    browse,
)
