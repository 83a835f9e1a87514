"""Behind a reverse proxy: the real server is asked as the proxy asks, and as a stranger who forges what proxies say."""

import re
import shutil
import sqlite3
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPMessage, HTTPSConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import pytest

from admin.base import proxies
from tests import program
from tests.test_config import PRODUCTION

HOST = "desk.example.com"
EMAIL = "first@desk.example"
ANSWERS = {
    "team": "Desk One",
    "lender": "Lender One",
    "licence": "uk_firm",
    "language": "en",
    "time_zone": "",
    "email": EMAIL,
    "name": "Administrator One",
    "password": "a long password",
}


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: HTTPMessage
    text: str


class Visitor:
    """Somebody's browser, whose requests reach the program with the given headers; it keeps one cookie."""

    def __init__(self, served: program.Program, **headers: str) -> None:
        self.served, self.headers, self.cookie = served, headers, ""

    def ask(self, path: str, method: str = "GET", body: str | None = None, **more: str) -> Answer:
        """Send one request, following nothing."""
        sent = {name.replace("_", "-"): value for name, value in (self.headers | more).items()}
        if self.cookie:
            sent["Cookie"] = self.cookie
        with closing(connect(self.served.address)) as connection:
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            found = Answer(answer.status, answer.headers, answer.read().decode())
        if set_cookie := found.headers["Set-Cookie"]:
            self.cookie = set_cookie.partition(";")[0]
        return found

    def submit(self, path: str, headers: dict[str, str] | None = None, **data: str) -> Answer:
        """Fill in the form of a page."""
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.ask(path).text)
        assert token
        body = urlencode({"csrf_token": token[1], **data})
        form = {"Content_Type": "application/x-www-form-urlencoded", "Referer": f"https://{HOST}{path}"}
        return self.ask(path, "POST", body, **form, **(headers or {}))


def connect(address: str) -> HTTPConnection:
    """A connection to a program, or to the proxy in front of it with the certificate of this test."""
    kind, _, place = address.partition("://")
    if kind == "http":
        return HTTPConnection(place, timeout=program.PATIENCE)
    return HTTPSConnection(place, timeout=program.PATIENCE, context=ssl._create_unverified_context())


def through_proxy(served: program.Program, chain: str) -> Visitor:
    """Somebody whom nginx hands on, as deploy/nginx.conf says, with the addresses that it tells."""
    told = {"X_Forwarded_Host": HOST, "X_Forwarded_Proto": "https", "X_Forwarded_For": chain}
    return Visitor(served, Host=HOST, **told)


def addresses(served: program.Program) -> list[str]:
    """From where the audit saw the failed sign-ins come, in order."""
    with closing(sqlite3.connect(f"{served.env['CONCORD_DATA_DIR']}/concord.db")) as book:
        query = "SELECT address FROM audit_entry WHERE action = 'sign_in_failed' ORDER BY id"
        return [address for (address,) in book.execute(query)]


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> Iterator[program.Program]:
    """The program behind one proxy."""
    folder = tmp_path_factory.mktemp("production")
    more = {name: value for name, value in PRODUCTION.items() if name != "CONCORD_ENV"}
    with program.running(folder, "production", CONCORD_PROXIES="1", **more) as served:
        yield served


@pytest.fixture(scope="module")
def begun(production: program.Program) -> program.Program:
    """The same with a book, begun through the proxy with the code of the log."""
    found = re.search(r"first-run page is (\w+)", production.log.read_text())
    assert found
    done = through_proxy(production, "192.0.2.1").submit("/start/", **ANSWERS, code=found[1])
    assert (done.status, done.headers["Location"]) == (302, "/checklist/")
    return production


@pytest.mark.heavy
def test_a_page_opens_through_the_proxy_and_stays_by_https(begun):
    answer = through_proxy(begun, "192.0.2.7").ask("/login")

    assert (answer.status, answer.headers["Location"]) == (200, None)
    assert re.match(r"__Host-concord=.+; Secure; HttpOnly; Path=/", answer.headers["Set-Cookie"])
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")


@pytest.mark.heavy
def test_who_asks_by_http_is_led_to_https_and_another_host_is_refused(begun):
    plain = Visitor(begun, Host=HOST, X_Forwarded_Proto="http", X_Forwarded_For="192.0.2.7").ask("/login")
    other = through_proxy(begun, "192.0.2.7").ask("/login", X_Forwarded_Host="evil.example")

    assert (plain.status, plain.headers["Location"]) == (302, f"https://{HOST}/login")
    assert other.status == 400


@pytest.mark.heavy
def test_health_is_told_by_plain_http_under_any_name(begun):
    answer = Visitor(begun).ask("/healthz")

    assert (answer.status, answer.text) == (200, "ok\n")


@pytest.mark.heavy
def test_the_lock_out_and_the_audit_see_the_address_that_the_proxy_saw_and_not_a_forged_one(begun):
    stranger, another = through_proxy(begun, "192.0.2.7"), through_proxy(begun, "192.0.2.8")
    wrong = {"email": EMAIL, "password": "a wrong password"}

    for number in range(10):
        forged = {"X_Forwarded_For": f"198.51.100.{number}, 192.0.2.7", "Forwarded": f"for=198.51.100.{number}"}
        assert "closed from here" not in stranger.submit("/login", forged, **wrong).text

    assert "closed from here" in stranger.submit("/login", {"X_Forwarded_For": "203.0.113.9, 192.0.2.7"}, **wrong).text
    assert "closed from here" not in another.submit("/login", **wrong).text
    assert addresses(begun) == ["192.0.2.7"] * 10 + ["192.0.2.8"]


@pytest.mark.heavy
def test_without_a_proxy_nothing_is_believed(tmp_path):
    with program.running(tmp_path) as served:
        stranger = through_proxy(served, "198.51.100.1")
        assert stranger.submit("/start/", **ANSWERS).status == 302
        answer = through_proxy(served, "198.51.100.1").submit("/login", email=EMAIL, password="a wrong password")

    assert "Strict-Transport-Security" not in answer.headers
    assert addresses(served) == ["127.0.0.1"]


@pytest.mark.parametrize(
    ("count", "chain", "seen"),
    [
        (1, "192.0.2.7", "192.0.2.7"),
        (1, "198.51.100.1, 192.0.2.7", "192.0.2.7"),
        (1, "198.51.100.1,192.0.2.7:50123", "192.0.2.7"),
        (1, "2001:db8::7", "2001:db8::7"),
        (1, "[2001:DB8::7]:50123", "2001:db8::7"),
        (1, "192.0.2.7, unknown", ""),
        (1, "192.0.2.7,", ""),
        (1, "", ""),
        (2, "192.0.2.7, 10.0.0.1", "192.0.2.7"),
        (2, "198.51.100.1, 192.0.2.7, 10.0.0.1", "192.0.2.7"),
        (2, "192.0.2.7", ""),
    ],
)
def test_the_address_is_the_one_that_the_outermost_proxy_saw(count, chain, seen):
    assert proxies.client(chain, count) == seen


@pytest.mark.parametrize(
    ("count", "chain", "seen"),
    [
        (1, "https", "https"),
        (1, "https, http", "http"),
        (2, "https, http", "https"),
        (2, "https", "https"),
        (1, "", ""),
    ],
)
def test_the_scheme_is_the_one_that_the_outermost_proxy_says(count, chain, seen):
    assert proxies.outermost(chain, count) == seen


def test_whoever_comes_after_finds_no_header_left_to_believe():
    left = {}

    def keep(environ, start_response):
        left.update(environ)
        return []

    forged = {f"HTTP_{name}": "203.0.113.9" for name in proxies.HEADERS}
    proxies.Proxies(keep, 0)({"REMOTE_ADDR": "192.0.2.7", **forged}, None)

    assert left == {"REMOTE_ADDR": "192.0.2.7"}


def certificate(folder: Path) -> None:
    """Make a certificate of the host on the spot, with its key."""
    name = ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}"]
    made = "openssl req -x509 -newkey rsa:2048 -nodes -keyout privkey.pem -out fullchain.pem".split()
    subprocess.run([*made, *name], cwd=folder, check=True, capture_output=True)


def proxied(folder: Path, address: str, plain: int, secure: int) -> str:
    """The proxy file as it stands, but on ports of this machine, with that certificate and for that program."""
    text = (program.ROOT / "deploy" / "nginx.conf").read_text()
    text = re.sub(r"listen \[::\]:[^;]*;", "", text).replace("listen 80;", f"listen 127.0.0.1:{plain};")
    text = text.replace("listen 443", f"listen 127.0.0.1:{secure}")
    text = text.replace("127.0.0.1:8000", address.removeprefix("http://"))
    text = text.replace(f"/etc/letsencrypt/live/{HOST}", str(folder))
    return f"pid {folder}/pid; events {{}} http {{ access_log off; {text} }}"


@contextmanager
def nginx(folder: Path, served: program.Program) -> Iterator[Visitor]:
    """The proxy in front of the program; who comes by."""
    secure = program.free_port()
    certificate(folder)
    (folder / "nginx.conf").write_text(proxied(folder, served.address, program.free_port(), secure))
    command = ["nginx", "-p", str(folder), "-e", "error.log", "-c", "nginx.conf"]
    subprocess.run(command, check=True)
    try:
        yield Visitor(served._replace(address=f"https://127.0.0.1:{secure}"), Host=HOST)
    finally:
        subprocess.run([*command, "-s", "stop"], check=True)


@pytest.mark.heavy
@pytest.mark.skipif(not shutil.which("nginx"), reason="There is no nginx here to try deploy/nginx.conf.")
def test_the_proxy_file_opens_the_page_and_hands_no_forged_address_on(begun, tmp_path):
    forged = {"X_Forwarded_For": "203.0.113.9", "X_Forwarded_Proto": "http", "X_Forwarded_Host": "evil.example"}
    before = len(addresses(begun))

    with nginx(tmp_path, begun) as visitor:
        answer = visitor.submit("/login", forged, email=EMAIL, password="a wrong password")

    assert answer.status == 200
    assert addresses(begun)[before:] == ["127.0.0.1"]
