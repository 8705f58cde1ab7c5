"""Tasks in this process, in several, or on a Dask cluster, with a bar that tells the rate and the time left."""

import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import (
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    as_completed,
)
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing import (
    forkserver,
    get_all_start_methods,
    get_context,
    parent_process,
    resource_tracker,
    set_forkserver_preload,
)
from multiprocessing.connection import wait
from threading import Thread
from types import ModuleType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from corpus_tools.garbage import rare_collection
from corpus_tools.store.rules import rules_of_all

if TYPE_CHECKING:
    from distributed import Client

Task = TypeVar("Task")
Made = TypeVar("Made")

#: How long a scheduler may take to answer.
PATIENCE = "10s"
#: Seconds that a cluster may take to begin with its first task.
BEGINNING = 60
#: How processes begin; Windows has no other way.
_START = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
_ENDED = (
    "a process that worked on the store was killed, mostly because the memory was full; build again with fewer --jobs "
    "or more memory: what is done is kept"
)
#: What Dask raises of a task that several of its workers died of.
_KILLED = "KilledWorker"
_GONE = "the Dask cluster went away while it worked on the store; build again: what is done is kept"


class Workers:
    """Runs tasks in some processes, with one in this; or on the workers of a Dask cluster, if a client is given.

    Until several processes have loaded what they need, this one does what is to be done.
    """

    def __init__(self, jobs: int, *, client: "Client | None" = None, progress: bool | None = None) -> None:
        if jobs < 1:
            raise ValueError(f"`jobs` is {jobs}; it must be 1 or more processes")
        self._jobs = jobs
        self._disable = None if progress is None else not progress
        self._pool: Executor | None = None if client is None else _executor_of(client)
        self._starting: Future[Executor] | None = None

    def __enter__(self) -> Self:
        if self._pool is None:
            start_loading(self._jobs)
        return self

    def __exit__(self, *_: object) -> None:
        pool = self._pool
        if pool is None and self._starting is not None:
            with suppress(BrokenProcessPool):
                pool = self._starting.result()
        if pool is not None:
            pool.shutdown()  # what was not begun is cancelled already

    def _started(self, *, wait: bool) -> Executor | None:
        """Return the processes that take tasks; None as long as they load what they need, if nobody is to wait."""
        if self._pool is None:
            if self._starting is None:
                thread = ThreadPoolExecutor(1)
                self._starting = thread.submit(_start, self._jobs)
                thread.shutdown(wait=False)
            if wait or self._starting.done():
                self._pool = self._starting.result()
        return self._pool

    def run(
        self,
        work: Callable[[Task], Made],
        tasks: Sequence[Task],
        sizes: Sequence[int],
        what: str,
        *,
        is_light: bool = True,
    ) -> list[Made]:
        """Return what is made of each task, in their order; `sizes` is how much of the whole each is.

        What is not light needs what the processes load, and waits for them.
        """
        from tqdm import tqdm  # noqa: PLC0415 - not needed to import the package

        doing, unit = what.split()
        with tqdm(total=sum(sizes), desc=doing, unit=f" {unit}", delay=1, disable=self._disable, leave=False) as bar:
            if self._pool is None and (self._jobs == 1 or len(tasks) < 2):
                made = []
                with rare_collection():
                    for task, size in zip(tasks, sizes, strict=True):
                        made.append(work(task))
                        bar.update(size)
                return made
            # The largest come first, so that no process is left alone with one of them at the end.
            order = sorted(range(len(tasks)), key=lambda number: -sizes[number])
            done_here: dict[int, Made] = {}
            future_of: dict[int, Future[Made]] = {}
            try:
                pool = self._pool
                with rare_collection():
                    while order and (pool := self._started(wait=not is_light)) is None:
                        number = order.pop()
                        done_here[number] = work(tasks[number])
                        bar.update(sizes[number])
                if pool is not None:
                    with _without_main():
                        for number in order:
                            future_of[number] = pool.submit(work, tasks[number])
                size_of = {future: sizes[number] for number, future in future_of.items()}
                for done in as_completed(size_of):
                    done.result()
                    bar.update(size_of[done])
            except BaseException as error:
                for future in future_of.values():
                    future.cancel()
                if isinstance(error, BrokenProcessPool) or type(error).__name__ == _KILLED:
                    raise ChildProcessError(_ENDED) from error
                if isinstance(error, CancelledError):
                    raise ConnectionError(_GONE) from error
                raise
            done_here |= {number: future.result() for number, future in future_of.items()}
            return [done_here[number] for number in range(len(tasks))]


def start_loading(jobs: int) -> None:
    """Let a process load what several will need, which are forked off it; that takes seconds, and is best begun early.

    What is begun already goes on.
    """
    if jobs > 1 and _START == "forkserver":
        set_forkserver_preload(["corpus_tools.store.warm"])
        resource_tracker.ensure_running()  # it would unblock what is blocked below
        with _uninterrupted():
            forkserver.ensure_running()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Keep Ctrl-C from what is begun meanwhile, which a terminal sends to all: it is for whoever gives the work."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _without_main() -> Iterator[None]:
    """Keep the caller's script from processes that begin meanwhile: they need nothing of it, and would run it again."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _start(jobs: int) -> Executor:
    """Return some processes that have begun to take tasks."""
    pool = ProcessPoolExecutor(jobs, get_context(_START), _follow_parent)
    with _without_main():
        pool.submit(bool).result()
    return pool


def _follow_parent() -> None:
    """Leave Ctrl-C to the process that gives the work, and end with it, also where it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the one that began it is gone; it would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def connect(scheduler: str) -> "Client":
    """Return a client of the Dask cluster with this scheduler."""
    try:
        import distributed  # noqa: PLC0415 - an extra, and heavy
    except ImportError as error:
        raise ImportError("a cluster needs Dask: pip install 'corpus-tools[dask]'") from error
    # Of a connection that fails, or is lost, it would log much more than what is raised.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    make: Callable[..., Client] = distributed.Client
    try:
        return make(scheduler, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise ValueError(
            f"there is no Dask scheduler at {scheduler!r} ({error}); start one with `dask scheduler`"
        ) from error


def are_elsewhere(jobs: int, client: "Client | None") -> bool:
    """Return whether work is done in other processes than this one."""
    if client is None:
        return jobs > 1
    processes: Callable[..., dict[str, int]] = client.run
    return any(process != os.getpid() for process in processes(os.getpid).values())


def _wait_for_worker(client: "Client") -> None:
    """Raise ValueError if a cluster without workers does not get one; some grow by need, and begin late."""
    submit: Callable[..., Any] = client.submit
    try:
        submit(int, pure=False).result(timeout=BEGINNING)
    except TimeoutError as error:
        address = client.scheduler_info()["address"]
        raise ValueError(
            f"the Dask cluster at {address!r} had no worker for {BEGINNING} seconds; start some with `dask worker`"
        ) from error


def _executor_of(client: "Client") -> Executor:
    """Return what runs tasks on a cluster, whose workers must have this version of the package."""
    if getattr(client, "status", "running") != "running":
        raise ValueError("the client of the Dask cluster is closed; make another")
    ours, run = rules_of_all(), client.run
    if not (found := run(rules_of_all)):
        _wait_for_worker(client)
        found = run(rules_of_all)
    for worker, theirs in found.items():
        if theirs != ours:
            raise ValueError(
                f"the worker {worker} has another version of corpus_tools than this process; install the same on all"
            )
    make: Callable[..., Executor] = client.get_executor
    return make(pure=False)
