"""What a long run holds on to."""

import ctypes
import subprocess
import sys

import pytest

#: Threads that allocate at once, then how many arenas there are.
_PROGRAM = """
import ctypes, sys, threading
if sys.argv[1:] == ["shared"]:
    from pipelines.memory import share_arenas
    share_arenas()
barrier = threading.Barrier(8)
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
def allocate():
    barrier.wait()
    for _ in range(200):
        libc.malloc(1000)
    barrier.wait()
threads = [threading.Thread(target=allocate) for _ in range(8)]
[t.start() for t in threads]
[t.join() for t in threads]
libc.fdopen.restype = ctypes.c_void_p
libc.malloc_info(0, ctypes.c_void_p(libc.fdopen(1, b"w")))
libc.fflush(None)
"""


def _arenas(*arguments: str) -> int:
    command = [sys.executable, "-c", _PROGRAM, *arguments]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    return told.stdout.count("<heap nr=")


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "mallopt"), reason="not glibc")
def test_threads_share_two_arenas() -> None:
    assert _arenas() > 2
    assert _arenas("shared") <= 2
