"""Files appear whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from qsmo.errors import IoError

__all__ = ["StrPath", "write_atomically"]

StrPath = str | os.PathLike[str]


def write_atomically(path: StrPath, data: str | bytes) -> None:
    """Write a file through a temporary one in the same folder, so that a reader never sees half of it.

    Text is written as UTF-8. A link is followed; a device or pipe is written to directly. Raises IoError.
    """
    content = data.encode() if isinstance(data, str) else data
    try:
        target = Path(os.path.realpath(path))
        if target.exists() and not target.is_file():
            target.write_bytes(content)  # /dev/stdout must not be replaced by a file
        else:
            _replace(target, content)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise IoError(str(path), f"{path}: {error.strerror or error}") from error


def _replace(target: Path, content: bytes) -> None:
    part = target.with_name(f".{target.name[:100]}.{secrets.token_hex(8)}.part")
    try:
        with open(part, "xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
