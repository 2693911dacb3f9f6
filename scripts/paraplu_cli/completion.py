"""`paraplu completion bash`: what a shell needs to finish what somebody types."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from paraplu.base.language import say
from paraplu_cli.command import Command
from paraplu_cli.guide import Guide

SHELLS = ("bash", "zsh", "fish")
# By this variable the shell asks the program itself; click has it so.
_ASKED_BY = "_PARAPLU_COMPLETE"

_GUIDE = Guide(
    usage=say("[OPTIONS] SHELL"),
    about=(
        say(
            "Prints what your shell needs to finish commands, options and the codes of "
            "rules when you press Tab. Put the line of the example into ~/.bashrc, "
            "~/.zshrc or ~/.config/fish/config.fish, and open a new terminal."
        ),
    ),
    examples=(
        ('eval "$(paraplu completion bash)"', say("in ~/.bashrc")),
        ('eval "$(paraplu completion zsh)"', say("in ~/.zshrc")),
        ("paraplu completion fish | source", say("in ~/.config/fish/config.fish")),
    ),
    statuses=(
        (0, say("it was printed")),
        (2, say("there is no such shell")),
    ),
)


def completion(shell: str) -> int:
    """Print what a shell needs; return the exit status."""
    from paraplu_cli.main import main
    from paraplu_cli.stream import emit

    made = get_completion_class(shell)
    if made is None:
        raise LookupError(shell)
    emit(made(main, {}, "paraplu", _ASKED_BY).source() + "\n", data=True)
    return 0


command = Command(
    "completion",
    _GUIDE,
    [click.Argument(["shell"], type=click.Choice(SHELLS))],
    completion,
)
