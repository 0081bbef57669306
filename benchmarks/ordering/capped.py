"""Work in a process of its own, which is ended when it takes too long or too much memory."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import resource
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any


@dataclass
class Outcome:
    """What the work yielded, and why it yielded no more; empty if it came to its end."""

    results: list[Any] = field(default_factory=list)
    ended: str = ""
    longer_than: float = 0.0  # seconds, if it was ended for taking them


def memory_cap() -> int:
    """Bytes: two thirds of what the machine has."""
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") * 2 // 3


class _End:
    """Sent after the last result."""


def _child(pipe: Connection, memory: int, work: Callable[..., Iterator[Any]], arguments: tuple[Any, ...]) -> None:
    os.setsid()  # so that programs started by the work end with it
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # libraries that run out of memory say so at length
    try:
        for result in work(*arguments):
            pipe.send(result)
        pipe.send(_End())
    except Exception as error:
        pipe.send(error)


def _collect(pipe: Connection, seconds: float, memory: str) -> Outcome:
    outcome = Outcome()
    while pipe.poll(seconds):
        try:
            message = pipe.recv()
        except EOFError:
            outcome.ended = f"aborted with {memory}"
            return outcome
        if isinstance(message, _End):
            return outcome
        if isinstance(message, MemoryError):
            outcome.ended = f"out of memory with {memory}"
            return outcome
        if isinstance(message, Exception):
            raise message
        outcome.results.append(message)
    outcome.ended, outcome.longer_than = f"over {seconds:g} s", seconds
    return outcome


def capped(work: Callable[..., Iterator[Any]], *arguments: Any, seconds: float) -> Outcome:
    """Runs a generator. It is ended when `seconds` pass without a result. Raises what the generator raises."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    memory = memory_cap()
    process = context.Process(target=_child, args=(theirs, memory, work, arguments))
    process.start()
    theirs.close()
    try:
        return _collect(ours, seconds, f"{memory / 2**30:.0f} GiB")
    finally:
        assert process.pid
        process.kill()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.join()
