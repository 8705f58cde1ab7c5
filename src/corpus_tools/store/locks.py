"""One build at a time on a store: a lock of the system on a folder, a lease behind an address."""

import json
import os
import platform
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from corpus_tools.files import lock_folder
from corpus_tools.places import Place, read_whole, telling, write_whole

if TYPE_CHECKING:
    from upath import UPath

#: The file that says who builds a store behind an address.
LEASE = ".lease.json"
#: Seconds from one sign of life of its holder to the next, and how long a lease without one is looked at before it is
#: taken for that of a build that died. No clock of another machine is asked.
BEAT, PATIENCE = 10.0, 60.0


@contextmanager
def held(folder: Place, *, progress: bool | None = None) -> Iterator[Callable[[], None]]:
    """Hold a store for one build; a ValueError says that another has it.

    Yields what raises one as soon as the store is no longer held, to be asked before its manifest is written.
    """
    taken = f"another build is at work on the store {str(folder)!r}; wait until it is done"
    if not isinstance(folder, Path):
        with _leased(folder, taken, progress) as check:
            yield check
        return
    try:
        lock = lock_folder(folder.resolve())  # it may be a link
    except BlockingIOError as error:
        raise ValueError(taken) from error
    try:
        yield lambda: None  # the system takes it away from no process that lives
    finally:
        if lock is not None:
            os.close(lock)


@contextmanager
def _leased(folder: "UPath", taken: str, progress: bool | None) -> Iterator[Callable[[], None]]:
    """Hold a lease: a file that says who has the store, and that is written again and again while that one lives."""
    lease, ours, stop = folder / LEASE, uuid.uuid4().hex, Event()
    _wait_for(lease, taken, progress)

    def tell(beat: int) -> None:
        write_whole(lease, json.dumps({"by": ours, "host": platform.node(), "beat": beat}).encode())

    def check() -> None:
        if _holder(lease) != ours:
            raise ValueError(taken)

    def keep() -> None:
        beat = 0
        while not stop.wait(BEAT):
            with suppress(OSError):  # one sign of life may be missing
                if _holder(lease) != ours:
                    return
                tell(beat := beat + 1)

    keeper = Thread(target=keep, daemon=True)
    try:
        tell(0)
        stop.wait(BEAT / 10)  # of two that begin at once, the later one has it
        check()
        keeper.start()
        yield check
    finally:
        stop.set()
        if keeper.ident is not None:
            keeper.join()
        with suppress(OSError):  # what went wrong before is what is to be told
            if _holder(lease) == ours:
                with telling(lease):
                    lease.unlink(missing_ok=True)


def _wait_for(lease: "UPath", taken: str, progress: bool | None) -> None:
    """Return once nobody has a lease, or whoever has it gives no sign of life; a bar says meanwhile what is awaited."""
    if (first := _read(lease)) is None:
        return
    from tqdm import tqdm  # noqa: PLC0415 - not needed to import the package

    clock, disable = Event(), None if progress is None else not progress
    steps = range(round(2 * PATIENCE / BEAT))
    for _ in tqdm(steps, desc="looking whether another build lives", disable=disable, leave=False):
        clock.wait(BEAT / 2)
        if (now := _read(lease)) is None:
            return
        if now != first:
            raise ValueError(taken)


def _read(lease: "UPath") -> bytes | None:
    """Return what a lease says, None if there is none."""
    try:
        lease.fs.invalidate_cache()
        return read_whole(lease)
    except FileNotFoundError:
        return None


def _holder(lease: "UPath") -> str | None:
    """Return who has a lease, "" where it does not say."""
    content = _read(lease)
    try:
        return None if content is None else str(json.loads(content)["by"])
    except (ValueError, TypeError, KeyError):  # of another program, or not whole
        return ""
