"""Google's Pub/Sub emulator: found, started, waited for, stopped."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_IN_SDK = Path("platform/pubsub-emulator/bin/cloud-pubsub-emulator")
#: Where Google's packages put their SDK.
_SDKS = ("/usr/lib/google-cloud-sdk", "/usr/share/google-cloud-sdk", "~/google-cloud-sdk")
_START_SECONDS = 60


@contextmanager
def running_emulator() -> Iterator[str]:
    """Host and port of an emulator that answers; skips where it cannot be had."""
    program = find_emulator()
    if program is None:
        pytest.skip("Google's Pub/Sub emulator (google-cloud-cli-pubsub-emulator) is not here")
    if shutil.which("java") is None:
        pytest.skip("Java, which the Pub/Sub emulator needs, is not here")
    host = f"127.0.0.1:{_free_port()}"
    process = subprocess.Popen(
        [str(program), "--host=127.0.0.1", f"--port={host.partition(':')[2]}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait_for(host, process)
        yield host
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


def find_emulator() -> Path | None:
    """The emulator's start script, on the path or in an SDK."""
    if found := shutil.which("cloud-pubsub-emulator"):
        return Path(found)
    sdks = [Path(sdk).expanduser() for sdk in _SDKS]
    if gcloud := shutil.which("gcloud"):
        sdks.insert(0, Path(gcloud).resolve().parent.parent)
    return next((sdk / _IN_SDK for sdk in sdks if (sdk / _IN_SDK).exists()), None)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(host: str, process: subprocess.Popen[bytes]) -> None:
    """Waits until the emulator answers a request over HTTP, which it speaks beside gRPC."""
    address, _, port = host.partition(":")
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with socket.create_connection((address, int(port)), timeout=2) as connection:
                connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
                if connection.recv(1):
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the Pub/Sub emulator does not answer at {host}")
