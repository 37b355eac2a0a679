"""What a fetcher must not reach, however it is written, and what must not be told of a URL."""

import asyncio
import datetime as dt
import gzip
import importlib
import ipaddress
import socket
import ssl
import threading
import zlib
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from pipelines.sources import addresses
from pipelines.sources.addresses import is_public
from pipelines.sources.http import FetchError, FetchLimits, Response, fetch, open_session
from tests.pipelines.feed_server import Answer, serve
from transforms.normalise.urls import mask_credentials

LIMITS = FetchLimits(timeout_seconds=2)


def get(url: str, limits: FetchLimits = LIMITS) -> Response | FetchError:
    async def ask() -> Response | FetchError:
        async with open_session(limits) as session:
            try:
                return await fetch(session, url, {}, limits)
            except FetchError as error:
                return error

    return asyncio.run(ask())


def outcome(url: str, limits: FetchLimits = LIMITS) -> str:
    got = get(url, limits)
    return got.outcome if isinstance(got, FetchError) else "ok"


#: The loopback in other words. Digits and full stops of other scripts are those of ASCII once a
#: name is prepared for the network (UTS #46).
LOOPBACK = (
    *("127.0.0.1", "localhost", "LOCALHOST", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]"),
    *("2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.1", "0", "0.0.0.0", "[::]"),
    *("①②⑦.⓪.⓪.①", "１２７.0.0.1", "127。0。0。1", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "me:pw@127.0.0.1"),
    *("a.example@127.0.0.1", "127.0.0.1\\@a.example", "[64:ff9b::7f00:1]", "[2002:7f00:1::]"),
)


@pytest.mark.parametrize("host", LOOPBACK)
def test_the_loopback_is_not_reached_in_whatever_words(host: str) -> None:
    with serve(lambda *_: Answer(body=b"inside")) as server:
        port = server.url.rpartition(":")[2]
        assert isinstance(get(f"http://{host}:{port}/"), FetchError)
        assert server.requests == []


@pytest.mark.parametrize(
    "address",
    [
        *("fec0::1", "::127.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b:1::7f00:1", "100::1", "5f00::1"),
        *("ff02::1", "fd00:ec2::254", "2001:0:53aa:64c::7f00:1", "2002:a9fe:a9fe::"),
        *("64:ff9b::a9fe:a9fe", "::ffff:169.254.169.254", "2001:db8::1", "fe80::1%eth0"),
        *("169.254.169.254", "168.63.129.16", "192.0.0.192", "100.100.100.200", "192.88.99.1"),
        *("198.18.0.1", "240.0.0.1", "255.255.255.255", "239.0.0.1", "10.0.0.1", "172.16.0.1"),
    ],
)
def test_addresses_of_platforms_transitions_and_no_use_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700::1111", "64:ff9b::101:101"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.fixture
def one_public(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets 127.0.0.1 count as public, and nothing else."""
    monkeypatch.setattr(addresses, "is_public", lambda address: str(address) == "127.0.0.1")


@pytest.mark.usefixtures("one_public")
@pytest.mark.parametrize(
    "target",
    [
        *("http://127.0.0.2/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/"),
        *("http://①②⑦.0.0.②/", "//127.0.0.2/", "file:///etc/passwd", "ftp://127.0.0.1/"),
        *("gopher://127.0.0.1/", "data:text/plain,x", "javascript:1", "HTTP://127.0.0.2/"),
    ],
)
def test_each_redirect_is_checked(target: str) -> None:
    moved = Answer(302, headers=(("Location", target.encode().decode("latin-1")),))
    with serve(lambda *_: moved) as server:
        assert outcome(server.url) == "refused_address"


@pytest.mark.usefixtures("one_public")
def test_the_address_that_was_checked_is_the_one_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    async def rebind(_: object, host: str, port: int = 0, family: int = 0) -> list[Any]:
        asked.append(host)
        address = "127.0.0.1" if len(asked) == 1 else "127.0.0.2"
        one = {"hostname": host, "host": address, "port": port, "family": socket.AF_INET}
        return [{**one, "proto": 0, "flags": 0}]

    monkeypatch.setattr(aiohttp.ThreadedResolver, "resolve", rebind)
    with serve(lambda *_: Answer(body=b"x")) as server:
        url = server.url.replace("127.0.0.1", "rebinding.example")
        assert [outcome(url), outcome(url)] == ["ok", "refused_address"]
        assert (len(asked), len(server.requests)) == (2, 1)


def packed(encoding: str) -> bytes:
    """Twenty million zeros."""
    # What aiohttp reads `br` with, so it is there; it has no type stubs.
    brotli = importlib.import_module("brotli")
    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}
    body: bytes = pack[encoding](bytes(20_000_000))
    return body


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_a_bomb_is_not_unpacked_beyond_the_limit(encoding: str) -> None:
    body = packed(encoding)
    limits = FetchLimits(allow_private=True, max_bytes=1_000_000)
    with serve(lambda *_: Answer(body=body, headers=(("Content-Encoding", encoding),))) as server:
        assert outcome(server.url, limits) == "too_large"


@pytest.fixture
def self_signed(tmp_path: Path) -> Path:
    """A certificate that nobody vouches for, and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    form = serialization.PrivateFormat.TraditionalOpenSSL
    path = tmp_path / "server.pem"
    path.write_bytes(
        key.private_bytes(pem, form, serialization.NoEncryption()) + signed.public_bytes(pem)
    )
    return path


def test_a_certificate_that_nobody_vouches_for_is_refused(self_signed: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer_one() -> None:
            connection, _ = listening.accept()
            with connection, pytest.raises(ssl.SSLError):
                context.wrap_socket(connection, server_side=True)

        server = threading.Thread(target=answer_one)
        server.start()
        url = f"https://localhost:{listening.getsockname()[1]}/"
        got = get(url, FetchLimits(allow_private=True, timeout_seconds=5))
        server.join()
    assert isinstance(got, FetchError)
    assert got.outcome == "network_error"
    assert "certificate verify failed" in str(got)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://me:secret@a.example/x", "http://***@a.example/x"),
        ("cannot read ftp://me:se@cret@[h: no", "cannot read ftp://***@[h: no"),
        ("https://a.example/@me and b@c", "https://a.example/@me and b@c"),
    ],
)
def test_credentials_are_masked_in_any_text(text: str, expected: str) -> None:
    assert mask_credentials(text) == expected


@pytest.mark.parametrize("host", ["a.example:99999", "127.0.0.1\\@a.example", "2130706433", "a b"])
def test_no_complaint_about_a_url_tells_its_password(host: str) -> None:
    got = get(f"http://me:secret@{host}/")
    assert isinstance(got, FetchError)
    assert "secret" not in str(got)
