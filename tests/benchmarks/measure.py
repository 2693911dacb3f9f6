"""Measures what a command costs: processor time and the most memory it held."""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Container, Iterable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

# What `ru_maxrss` counts in: bytes on macOS, kilobytes elsewhere.
_UNIT = 1 if sys.platform == "darwin" else 1024
_MEGABYTE = 1_000_000
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"


class Cost(NamedTuple):
    """Seconds of processor time, the most memory in megabytes, and seconds by a clock.

    What else runs on the machine adds to the clock, and hardly to the processor time.
    """

    seconds: float
    megabytes: float
    clock: float = 0.0


class CommandFailed(Exception):  # noqa: N818 - nothing was measured
    """The command that was to be measured did not succeed."""


def cost(command: list[str], good: Container[int] = (0,)) -> Cost:
    """Return what one run of a command costs; CommandFailed where it does not succeed.

    `good` are the exit statuses that mean success. What it prints is thrown away.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    # What is installed has its bytecode, also where tests are to write none.
    environment = {
        name: value for name, value in os.environ.items() if name != _NO_BYTECODE
    }
    begun = time.perf_counter()
    child = os.posix_spawn(
        command[0],
        command,
        environment,
        file_actions=[(os.POSIX_SPAWN_DUP2, nowhere, 1)],
    )
    _, status, usage = os.wait4(child, 0)
    clock = time.perf_counter() - begun
    os.close(nowhere)
    if os.waitstatus_to_exitcode(status) not in good:
        raise CommandFailed(" ".join(command))
    seconds = usage.ru_utime + usage.ru_stime
    return Cost(seconds, usage.ru_maxrss * _UNIT / _MEGABYTE, clock)


def costs(commands: Mapping[str, list[str]], repeat: int) -> dict[str, Cost]:
    """Return the medians by name; the commands take turns, so that all see the same."""
    runs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(repeat):
        for name, command in commands.items():
            runs[name].append(cost(command))
    return {
        name: Cost(
            median(run.seconds for run in found),
            median(run.megabytes for run in found),
        )
        for name, found in runs.items()
    }


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown, lined up for the terminal as well."""
    every = [head, *rows]
    widths = [max(len(row[n]) for row in every) for n in range(len(head))]

    def line(cells: Sequence[str]) -> str:
        padded = [
            cell.ljust(width) if n == 0 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        return f"| {' | '.join(padded)} |"

    rule = f"|{'|'.join('-' * (width + 2) for width in widths)}|"
    return "\n".join([line(head), rule, *map(line, every[1:])])


def machine() -> str:
    """Return what this machine is: processor, cores, Python."""
    cores = os.cpu_count() or 1
    return f"{_processor()}, {cores} cores, Python {platform.python_version()}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = (line.split(":", 1)[1].strip() for line in lines if "model name" in line)
    return next(names, platform.machine())
