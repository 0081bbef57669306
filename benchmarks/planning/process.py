"""Jobs in processes of their own, ended when they take too long or too much memory."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import selectors
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from .methods import Job, as_text

SCRIPT = Path(__file__).parents[1] / "planning.py"
BUILD = 600.0  # seconds for loading and building a model
GRACE = 60.0  # seconds beyond the limit, for methods that look at the clock seldom, and for the checker
MEMORY = 16 * 2**30  # bytes


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _peak(process: int) -> float:
    """MB so far; 0 if it has ended."""
    with contextlib.suppress(OSError, IndexError):
        return int(Path(f"/proc/{process}/status").read_text().split("VmHWM:")[1].split()[0]) / 1024
    return 0.0


class _Watch:
    """Reads what a job says until it ends or its time is over."""

    def __init__(self, process: subprocess.Popen[bytes], job: Job) -> None:
        self._process, self._job = process, job
        self.known: dict[str, Any] = {}
        self._memory = 0.0
        self._deadline = time.monotonic() + BUILD + job.seconds + GRACE

    def read(self) -> dict[str, Any]:
        assert self._process.stdout
        rest = b""
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            while True:
                self._memory = max(self._memory, _peak(self._process.pid))
                if time.monotonic() > self._deadline:
                    return self._ended(f"ended by us: {self._over()}")
                if not selector.select(0.1):
                    continue
                chunk = os.read(self._process.stdout.fileno(), 1 << 16)
                if not chunk:
                    break
                *lines, rest = (rest + chunk).split(b"\n")
                for line in lines:
                    self._learn(json.loads(line))
        if self._process.wait() != 0:
            return self._ended(self._failure())
        return self.known

    def _learn(self, news: dict[str, Any]) -> None:
        if "size" in news:  # the model is built: from now on it is the solver's time
            self._deadline = time.monotonic() + self._job.seconds + GRACE
        self.known |= news

    def _over(self) -> str:
        if "size" not in self.known:
            return f"no model after {BUILD:g} s"
        return f"still busy {GRACE:g} s after its limit"

    def _failure(self) -> str:
        if self._memory > 0.5 * MEMORY / 2**20:
            stage = "while solving" if "size" in self.known else "while loading"
            return f"out of memory ({MEMORY / 2**30:.0f} GiB) {stage}"
        return f"failed with {self._process.returncode}"

    def _ended(self, why: str) -> dict[str, Any]:
        return {**self.known, "memory": self._memory, "note": why}


def run(job: Job) -> dict[str, Any]:
    """What the job said, and a note if it came to no good end."""
    command = [sys.executable, str(SCRIPT), "--job", as_text(job)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, preexec_fn=_limit, start_new_session=True)
    try:
        return _Watch(process, job).read()
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdout:
            process.stdout.close()
