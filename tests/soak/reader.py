"""The run that a soak tests, in a process of its own: started, watched, stopped, killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.evaldata import ROOT
from tests.soak.server import Soak

#: The clock of a soak: seconds where a day is usual.
_QUICK = (
    "--min-interval-seconds=1",
    "--max-interval-seconds=3",
    "--host-delay-seconds=0",
    "--timeout-seconds=5",
)
_STOP_SECONDS = 120


@dataclass
class Reader:
    """`vedette run --follow` over all feeds of a soak.

    Attributes:
        memory: (seconds since the start, bytes that the process and its children have resident).
    """

    process: subprocess.Popen[str]
    started: float = field(default_factory=time.monotonic)
    memory: list[tuple[float, int]] = field(default_factory=list)

    def watch(self, seconds: float, until: Callable[[], bool] = lambda: False) -> None:
        """Lets it run on for so long, or until something holds."""
        ends = time.monotonic() + seconds
        while (left := ends - time.monotonic()) > 0 and not until():
            assert self.process.poll() is None, self.process.communicate()
            self.memory.append((time.monotonic() - self.started, resident(self.process.pid)))
            time.sleep(min(0.5, left))

    def stop(self) -> str:
        """Ends it as an operator would; what it printed."""
        self.process.send_signal(signal.SIGTERM)
        stdout, stderr = self.process.communicate(timeout=_STOP_SECONDS)
        assert (self.process.returncode, stderr) == (0, ""), stderr
        return stdout

    def kill(self) -> None:
        """Ends it and its children as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()


@contextmanager
def reading(soak: Soak, folder: Path, beam_arguments: Sequence[str] = ()) -> Iterator[Reader]:
    """Starts a reader and waits for its first request; ends it where the block did not."""
    (folder / "feeds.txt").write_text("\n".join(soak.urls))
    before = len(soak.log)
    where = (f"--feeds={folder}/feeds.txt", f"--output={folder}/data")
    command = [sys.executable, "-m", "tests.soak.program", "run", "--follow", *where, *_QUICK]
    process = subprocess.Popen(
        [*command, "--", *beam_arguments],
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "COLUMNS": "100"},
        start_new_session=True,
    )
    try:
        while len(soak.log) == before:
            assert process.poll() is None, process.communicate()
            time.sleep(0.05)
        yield Reader(process)
    finally:
        if process.poll() is None:
            Reader(process).kill()


def resident(pid: int) -> int:
    """Bytes of memory of a process and all its children."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        return 0  # a child that has just ended
    own = pages * os.sysconf("SC_PAGE_SIZE")
    return own + sum(resident(int(child)) for child in children)
