"""Production as docs/production.md says: nginx with a certificate, the unit file, PostgreSQL, and people from outside.

Run by `make test-production`; every command and setting is read from the page, so that a page that errs fails here.
"""

import os
import re
import shlex
import shutil
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from bench.life import administrator, manager
from bench.life.browser import Browser, Page
from bench.life.life import PASSWORD, Person
from rules.access import Role
from tests import first_day, program
from tests.database import SERVER
from tests.test_proxies import certificate, proxied

pytestmark = pytest.mark.production

PAGE = (program.ROOT / "docs" / "production.md").read_text("utf-8")
HOST = "desk.example.com"
OUTSIDE = "127.0.0.2"
"""Another address of this machine: what nginx sees as somebody else's."""
LARGE = 201 * 1024 * 1024


class House(NamedTuple):
    """A house in production: its program, the port of its proxy, and the address of its database."""

    served: program.Program
    secure: int
    database: str
    lines: ExitStack

    def browser(self, source: str = "127.0.0.1") -> Browser:
        """A browser that comes to the proxy from an address, by https and under the name that people open."""
        context = ssl._create_unverified_context()
        line = HTTPSConnection("127.0.0.1", self.secure, timeout=60, source_address=(source, 0), context=context)
        self.lines.callback(line.close)
        return Browser(f"https://{HOST}", line)

    def person(self, role: Role, name: str, email: str) -> Person:
        """Somebody at such a browser."""
        person = Person(role, name, email, self.served.address)
        person.browser = self.browser()
        return person

    def asked(self, query: str) -> list[tuple[object, ...]]:
        """What the database answers."""
        with psycopg.connect(self.database, autocommit=True) as connection:
            return connection.execute(query.encode()).fetchall()


def block(title: str, begins: str) -> list[str]:
    """The indented lines of a chapter of the page that begin so, without what is said beside them."""
    chapter = PAGE.split(f"\n## {title}")[1].split("\n## ")[0]
    lines = (line.strip() for line in chapter.splitlines() if line.startswith("    "))
    return [re.sub(r"\s{2,}#.*", "", line) for line in lines if line.startswith(begins)]


def made_secret(comment: str) -> str:
    """What the command beside a setting prints."""
    command = re.search(rf"{comment}=\.\.\.\s+# (openssl rand -hex 32)", PAGE)
    assert command
    return subprocess.run(shlex.split(command[1]), check=True, capture_output=True, text=True).stdout.strip()


def environment(database: str) -> dict[str, str]:
    """The settings of the page, with what it leaves open."""
    pairs = dict(line.split("=", 1) for line in block("2. Settings", "CONCORD_") + block("2. Settings", "DATABASE_URL"))
    made = {name: made_secret(name) for name in ("CONCORD_SECRET_KEY", "CONCORD_KEYS")}
    assert pairs["DATABASE_URL"] == "postgresql://concord:...@localhost/concord"
    return pairs | made | {"DATABASE_URL": database}


def create_database() -> str:
    """Make the database with the page's command; gives its address."""
    (command,) = block("3. The database", "sudo -u postgres createdb")
    words = shlex.split(command.removeprefix("sudo -u postgres "))
    parts = urlsplit(SERVER)
    found = {"PGHOST": parts.hostname, "PGPORT": str(parts.port), "PGUSER": parts.username}
    subprocess.run(words, check=True, env={**os.environ, **found})
    return f"{SERVER.rsplit('/', 1)[0]}/{words[-1]}"


@contextmanager
def nginx(folder: Path, address: str) -> Iterator[int]:
    """The proxy of deploy/ on free ports of this machine; gives the one of https."""
    secure = program.free_port()
    certificate(folder)
    (folder / "nginx.conf").write_text(proxied(folder, address, program.free_port(), secure))
    command = ["nginx", "-p", str(folder), "-e", "error.log", "-c", "nginx.conf"]
    subprocess.run(command, check=True)
    try:
        yield secure
    finally:
        subprocess.run([*command, "-s", "stop"], check=True)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The house, begun through its proxy with the code of its log."""
    folder = tmp_path_factory.mktemp("production")
    database = create_database()
    settings = environment(database) | {"CONCORD_DATA_DIR": str(folder / "data"), "CONCORD_SCHEDULER": "on"}
    kind = settings.pop("CONCORD_ENV")
    with (
        program.running(folder / "data", kind, **settings) as served,
        nginx(folder, served.address) as secure,
        ExitStack() as lines,
    ):
        yield House(served, secure, database, lines)


@pytest.fixture(scope="module")
def first(house: House) -> Person:
    """The first administrator: the page that begins a book asks for the code of the log."""
    code = re.search(r"first-run page is (\w+)", house.served.log.read_text())
    assert code
    person = house.person(Role.administrator, "Administrator", "admin@desk.example")
    answers = {"team": "Desk One", "language": "en", "lender": "Lender One", "licence": "cn_micro_lender"}
    about = {"name": person.name, "email": person.email, "password": PASSWORD, "code": code[1]}
    page = person.browser.send(person.browser.open("/").holding("team"), **answers, **about)
    assert page.path == "/checklist/"
    return person


def invited(house: House, first: Person, role: Role, name: str, **more: str) -> Person:
    """Somebody whom the administrator invites: they choose a password and sign in."""
    email = f"{name.lower().replace(' ', '.')}@desk.example"
    given = {"name": name, "email": email, "role": str(role), "level": "collector", "language": "en", "partner": ""}
    made = first.browser.send(first.browser.open("/people/new/").form("/people/new/"), **given | more)
    link = re.search(r"https://desk\.example\.com(/welcome/[^\s<]+)", made.text)
    assert link, made.said
    person = house.person(role, name, email)
    person.browser.send(person.browser.open(link[1]).form("/welcome/"), password=PASSWORD, again=PASSWORD)
    return person


def signed_in(person: Person) -> Page:
    """Sign in."""
    form = person.browser.open("/login").form("/login")
    return person.browser.send(form, email=person.email, password=PASSWORD)


def test_what_the_settings_lack_is_named_all_at_once_and_never_with_a_traceback(tmp_path):
    env = program.environment(tmp_path / "data", "production", CONCORD_URL="desk", CONCORD_PROXIES="x")
    command = [sys.executable, "-m", "flask", "check-production"]
    done = subprocess.run(command, cwd=program.ROOT, env=env, capture_output=True, text=True)

    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    lines = done.stderr.splitlines()
    names = ("CONCORD_PROXIES", "CONCORD_SECRET_KEY", "CONCORD_URL", "CONCORD_KEYS")
    assert [sum(name in line for line in lines) for name in names] == [1, 1, 1, 1]


def test_nothing_keeps_this_house_from_production(house, first):
    said = house.served.flask("check-production")

    assert "To mend" not in said
    assert "Nothing keeps this installation from production." in said


def test_people_work_through_the_proxy(house, first):
    again = house.person(first.role, first.name, first.email)
    assert signed_in(again).path == "/"
    person = invited(house, first, Role.manager, "Manager One", level="manager")
    assert signed_in(person).path.startswith("/tf-setup")
    administrator.second_factor(person)

    form = person.browser.open("/upload/").holding("as_of")
    content = first_day.portfolio(datetime.now(UTC).date())
    page = person.browser.send(form, {"files": ("贷款.csv", content)}, portfolio="0", name="Consumer loans")
    page = manager.done(person, person.browser.send(page.holding("column-0-0")))
    (landing,) = [each for each in page.forms if each.action.endswith("/land/")]
    manager.done(person, person.browser.send(landing))

    assert house.asked("SELECT count(*) FROM loan") == [(first_day.LOANS - first_day.WRONG,)]


def test_a_partner_comes_in_with_the_second_factor_alone(house, first):
    firm = {"name": "Firm One", "agreement_until": "2099-01-01", "capacity": "40"}
    first.browser.send(first.browser.open("/legal-partners/new/").form("/legal-partners/new/"), **firm)
    person = invited(house, first, Role.legal_partner, "Partner One", partner="1")

    assert not signed_in(person).path.startswith("/partner/")
    administrator.second_factor(person)

    assert person.browser.open("/").path.startswith("/partner/")


def test_audit_and_lock_out_see_the_visitors_own_address_and_no_forged_one(house, first):
    stranger, other = house.browser(OUTSIDE), house.browser()
    forged = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "http", "X-Forwarded-Host": "evil.example"}

    for _ in range(10):
        form = stranger.open("/login").form("/login")
        body = "&".join(f"{name}={value}" for name, value in form.fields.items() if name == "csrf_token")
        sent = f"{body}&email={first.email}&password=wrong".encode()
        plain = {"Content-Type": "application/x-www-form-urlencoded"}
        assert stranger.exchange("POST", "/login", sent, plain | forged)[0] == 200

    form = stranger.open("/login").form("/login")
    assert "closed from here" in stranger.send(form, email=first.email, password=PASSWORD).text
    form = other.open("/login").form("/login")
    assert "closed from here" not in other.send(form, email=first.email, password="wrong").text
    seen = "SELECT DISTINCT address FROM audit_entry WHERE action = 'sign_in_failed' ORDER BY 1"
    assert house.asked(seen) == [("127.0.0.1",), (OUTSIDE,)]


def refused(connection: HTTPConnection) -> int:
    """The answer to an anonymous body of 201 MB that is announced and not yet sent."""
    with closing(connection):
        connection.putrequest("POST", "/login", skip_host=True)
        for name, value in (("Host", HOST), ("Content-Length", str(LARGE))):
            connection.putheader(name, value)
        connection.endheaders()
        return connection.getresponse().status


def test_a_large_body_is_refused_at_the_edge_and_by_the_program_itself(house):
    context = ssl._create_unverified_context()

    assert refused(HTTPSConnection("127.0.0.1", house.secure, timeout=30, context=context)) == 413
    assert refused(HTTPConnection(house.served.address.removeprefix("http://"), timeout=30)) == 413


def health(house: House) -> tuple[int, str]:
    """What the page's command says."""
    (command,) = block("4. Service and proxy", "curl")
    address = urlsplit(shlex.split(command)[-1])
    with closing(HTTPConnection(house.served.address.removeprefix("http://"), timeout=30)) as connection:
        connection.request("GET", address.path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


@contextmanager
def altered(house: House, how: str, back: str) -> Iterator[None]:
    """The database as an administrator of the server makes it, for a while; who is connected is sent away."""
    name = sql.Identifier(house.database.rsplit("/", 1)[1])
    away = sql.SQL("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}")
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(sql.SQL(f"ALTER DATABASE {{}} {how}").format(name))
        connection.execute(away.format(sql.Literal(house.database.rsplit("/", 1)[1])))
        try:
            yield
        finally:
            connection.execute(sql.SQL(f"ALTER DATABASE {{}} {back}").format(name))
            connection.execute(away.format(sql.Literal(house.database.rsplit("/", 1)[1])))


def test_health_tells_of_a_database_that_is_away_or_read_only_and_the_page_asks_for_patience(house, first):
    assert health(house) == (200, "ok\n")
    with altered(house, "ALLOW_CONNECTIONS false", "ALLOW_CONNECTIONS true"):
        assert health(house)[0] == 503
        status, headers, content = house.browser().exchange("GET", "/login", b"", {})
        assert (status, headers["retry-after"]) == (503, "5")
        assert "The database is busy" in content.decode()
    with altered(house, "SET default_transaction_read_only = on", "RESET default_transaction_read_only"):
        assert health(house)[0] == 503

    assert health(house) == (200, "ok\n")
    assert house.browser().open("/login").path == "/login"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="There is no systemd here to verify the unit file.")
def test_the_unit_file_is_sound_and_lets_the_program_write_what_it_writes(tmp_path):
    unit = (program.ROOT / "deploy" / "concord.service").read_text()
    data = dict(line.split("=", 1) for line in block("2. Settings", "CONCORD_DATA_DIR"))["CONCORD_DATA_DIR"]
    root = tmp_path / "opt" / "concord"
    made = unit.replace("/opt/concord/.venv/bin/python app.py", "/bin/true").replace("/opt/concord", str(tmp_path))
    root.mkdir(parents=True)
    (tmp_path / "concord.service").write_text(made)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / "concord.service")], capture_output=True, text=True
    )

    assert [line for line in done.stderr.splitlines() if "concord.service" in line] == []
    assert data == f"/var/lib/{re.search(r'^StateDirectory=(.+)$', unit, re.MULTILINE)[1]}"


def test_the_log_of_all_this_holds_no_traceback(house):
    log = house.served.log.read_text()
    assert "Traceback" not in log
    assert '"level": "ERROR"' not in log
