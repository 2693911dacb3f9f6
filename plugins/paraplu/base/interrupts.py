"""Interrupts: Ctrl-C, and the request to end that a system or a window sends.

What is half done when one comes is finished or undone first; then it counts.
"""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from paraplu.base.language import Message

_BOTH = (signal.SIGINT, signal.SIGTERM)


class Interrupted(KeyboardInterrupt):
    """There was an interrupt; `message` says what was done by then."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.template)
        self.message = message


def take_requests_to_end() -> None:
    """Have a request to end do what Ctrl-C does, unless it was to be ignored."""
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _interrupt)


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Let an interrupt wait until this is over; then it counts.

    Python gives interrupts to the main thread alone, so another has none to hold. A
    request to end that nobody takes ends the process at once, as ever.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held: list[int] = []

    def hold(number: int, _frame: FrameType | None) -> None:
        held.append(number)

    taken = [one for one in _BOTH if callable(signal.getsignal(one))]
    before = [signal.signal(one, hold) for one in taken]
    try:
        yield
    finally:
        for one, handler in zip(taken, before, strict=True):
            signal.signal(one, handler)
    if held:
        raise KeyboardInterrupt
