"""Writing to terminals and pipes: text from files is data and must not steer the terminal."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable
from typing import Any

__all__ = ["message", "safe", "write_document", "write_json", "write_line", "write_lines"]

# Controls, formats (they can reverse text), surrogates, line and paragraph separators.
UNSAFE = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def safe(value: object) -> str:
    """The text on one line, with characters that a terminal would obey spelt out."""
    return "".join(
        character if unicodedata.category(character) not in UNSAFE else repr(character)[1:-1]
        for character in str(value)
    )


def write_document(text: str) -> None:
    """A document to stdout as UTF-8, whatever the locale is."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    if not text.endswith("\n"):
        sys.stdout.buffer.write(b"\n")
    sys.stdout.buffer.flush()


def write_json(data: Any) -> None:
    """Data to stdout as JSON. Characters beyond ASCII are escaped, so it is safe on a terminal too."""
    write_document(json.dumps(data, indent=2, allow_nan=False))


def write_line(text: object = "", *, err: bool = False) -> None:
    """One line of text to stdout or stderr."""
    stream = sys.stderr if err else sys.stdout
    line = safe(text)
    encoding = stream.encoding or "utf-8"
    stream.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")


def message(text: object) -> None:
    """One line of text to stderr."""
    write_line(text, err=True)


def write_lines(lines: Iterable[object], *, err: bool = False) -> None:
    """Lines of text to stdout or stderr."""
    for line in lines:
        write_line(line, err=err)
