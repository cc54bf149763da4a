"""Writing outputs whole: all of them new, or all as they were.

Everything is rendered first, then written beside its target, then renamed over it. A report that
someone reads every month must not be half of this month's.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqeval.cli.stdout import refusal, to_stdout
from sqeval.loading import PARTS, load
from sqeval.problems import BusyError, Location, Problem


def write_all(outputs: Sequence[tuple[str, str]]) -> None:
    """Write each text to its path (``-`` is stdout, written last).

    Raises OutputError where one cannot be written, and BusyError where another run holds one; the
    old files are then as they were. Pipes and devices are written into.
    """
    places = [(place_of(Path(path)), text) for path, text in outputs if path != "-"]
    files = [(path, text) for path, text in places if not streams(path)]
    with contextlib.ExitStack() as stack:
        for path, _ in files:
            stack.enter_context(held(path))
        parts = [stack.enter_context(_beside(path, text)) for path, text in files]
        for part, (path, _) in zip(parts, files, strict=True):
            rename(part, path)
    for path, text in places:
        if streams(path):
            _pour(path, text)
    for name, text in outputs:
        if name == "-":
            to_stdout(text)


def check_writable(path: Path) -> None:
    """Refuse to replace a file that is read-only: a new one could still be put in its place.

    Raises OutputError.
    """
    try:
        path.open("r+b").close()
    except OSError as error:
        raise refusal(path, error) from error


def place_of(path: Path) -> Path:
    """Return the file to write: what a link leads to.

    Raises OutputError for a name that can be no file.
    """
    try:
        place = path.resolve(strict=True) if path.is_symlink() else path
        wrong = errno.EISDIR if place.is_dir() else 0 if place.parent.is_dir() else errno.ENOENT
    except OSError as error:
        raise refusal(path, error) from error
    if wrong:
        raise refusal(path, OSError(wrong, os.strerror(wrong)))
    return place


def streams(path: Path) -> bool:
    """Tell whether a path is a pipe or a device, which must not be replaced by a file."""
    return path.exists() and not path.is_file()


def _pour(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise refusal(path, error) from error


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the lock of an output while the block runs.

    Raises BusyError where another run holds it, and OutputError where there can be no lock.
    """
    filelock = load(PARTS["an output file"])
    lock = filelock.FileLock(path.with_name(f".{path.name}.lock"))
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout:
        message = "another run holds this output"
        raise BusyError(
            Problem("SQ702", message, Location(str(path)), "try again when it is done")
        ) from None
    except OSError as error:
        raise refusal(path, error) from error
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # while it is held: no run can hold the name's old file
            Path(lock.lock_file).unlink()
        lock.release()


@contextlib.contextmanager
def _beside(path: Path, text: str) -> Iterator[Path]:
    """Write the text to a new file beside ``path``, which is gone when the block ends."""
    part = part_of(path)
    try:
        try:
            with part.open("w", encoding="utf-8", newline="") as file:
                if path.exists():  # who may read the old report may read the new one, no one else
                    os.fchmod(file.fileno(), stat.S_IMODE(path.stat().st_mode))
                file.write(text)
        except OSError as error:
            raise refusal(path, error) from error
        yield part
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


def part_of(path: Path) -> Path:
    """Return the name of the file beside ``path`` that becomes it once it is whole."""
    return path.with_name(f".{path.name}.{os.getpid()}.part")


def rename(part: Path, path: Path) -> None:
    """Put a file that is whole in the place of ``path``. Raises OutputError."""
    try:
        part.replace(path)
    except OSError as error:
        raise refusal(path, error) from error
