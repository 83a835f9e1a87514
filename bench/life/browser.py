"""What a person has before them: pages with their links and forms, and a server that remembers who they are."""

import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from typing import NamedTuple
from urllib.parse import quote, urlencode, urlsplit

MOST_TURNS = 6
BOUNDARY = "life-life-life-life"
Files = Mapping[str, tuple[str, bytes]]
Answer = tuple[int, dict[str, str], bytes]
"""Status, headers in small letters, and the body."""


class BreachError(Exception):
    """The server did what no server of ours may do."""


class AskedError(Exception):
    """A second person looks before a list leaves; `path` is where that is asked for."""

    def __init__(self, location: str) -> None:
        target = urlsplit(location)
        self.path = f"{target.path}?{target.query}"


class MissingError(Exception):
    """What was looked for does not stand on the page."""


class Form(NamedTuple):
    """A form of a page: where it goes, and what its fields hold before anybody touches them."""

    action: str
    fields: dict[str, str]
    choices: dict[str, list[tuple[str, str]]]
    """What may be chosen in a field: values with their words."""


class Page(NamedTuple):
    """An answer: its address as it came in the end, its text, links, forms and messages."""

    path: str
    text: str
    links: list[str]
    forms: list[Form]
    messages: list[str]

    def all(self, start: str, **held: str) -> list[Form]:
        """The forms whose address begins so and whose fields hold this."""
        forms = [each._replace(action=each.action or self.path) for each in self.forms]
        return [form for form in forms if form.action.startswith(start) and held.items() <= form.fields.items()]

    def form(self, start: str, **held: str) -> Form:
        """The first of these forms. Raises MissingError where none stands here."""
        for each in self.all(start, **held):
            return each
        raise MissingError(f"{start} {held or ''} on {self.path}")

    def holding(self, field: str) -> Form:
        """The form with such a field. Raises MissingError where none stands here."""
        for each in self.forms:
            if field in each.fields:
                return each._replace(action=each.action or self.path)
        raise MissingError(f"a form with {field} on {self.path}: {self.said}")

    def linked(self, pattern: str) -> list[str]:
        """The links that match, once each, in their order."""
        return list(dict.fromkeys(link for link in self.links if re.search(pattern, link)))

    @property
    def said(self) -> str:
        """What the page tells the person, in one line."""
        return " | ".join(self.messages)


class Reader(HTMLParser):
    """Reads links, forms and messages out of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.messages: list[str] = []
        self.stack: list[str] = []
        self.select = self.option = self.area = ""
        self.telling = False
        self.code: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what begins."""
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        elif tag == "form":
            self.forms.append(Form(given.get("action", "").split("#")[0], {}, {}))
            self.stack.append(tag)
        elif tag == "p":
            self.telling = bool({"message", "error"} & set(given.get("class", "").split()))
            self.messages += [""] if self.telling else []
        elif self.stack:
            self.field(tag, given, {name for name, _ in attrs})

    def field(self, tag: str, given: dict[str, str], flags: set[str]) -> None:
        """Note a field of the form we are in."""
        form, name = self.forms[-1], given.get("name", "")
        if tag == "input" and name and given.get("type") not in ("checkbox", "radio", "file", "submit"):
            form.fields[name] = given.get("value", "")
        elif tag == "input" and given.get("type") in ("checkbox", "radio") and name:
            form.choices.setdefault(name, []).append((given.get("value", "y"), given.get("data-code", "")))
            if "checked" in flags:
                form.fields[name] = given.get("value", "y")
        elif tag == "select" and name:
            self.select = name
            form.choices[name] = []
        elif tag == "option" and self.select:
            form.choices[self.select].append((given.get("value", ""), ""))
            if "selected" in flags or self.select not in form.fields:
                form.fields[self.select] = given.get("value", "")
        elif tag == "textarea" and name:
            self.area = name
            form.fields[name] = ""

    def handle_data(self, data: str) -> None:
        """Note the words of messages, options and long fields."""
        if self.telling and self.messages:
            self.messages[-1] = f"{self.messages[-1]} {data.strip()}".strip()
        if self.area and self.stack:
            self.forms[-1].fields[self.area] += data
        elif self.select and self.stack and self.forms[-1].choices[self.select]:
            value, words = self.forms[-1].choices[self.select][-1]
            self.forms[-1].choices[self.select][-1] = (value, words + data.strip())

    def handle_endtag(self, tag: str) -> None:
        """Note what ends."""
        if tag == "form" and self.stack:
            self.stack.pop()
        elif tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.area = ""
        elif tag == "p":
            self.telling = False


class Browser:
    """A browser of one person: cookies, and forms that are sent as they stand but for what the person fills in."""

    def __init__(self, address: str, line: HTTPConnection | None = None) -> None:
        """`line` leads to the server where the address does not, as a proxy's does."""
        self.address, self.host = address, urlsplit(address).netloc
        self.line = line or HTTPConnection(self.host, timeout=60)
        self.cookies: dict[str, str] = {}

    def open(self, path: str) -> Page:
        """Open a page."""
        return self.ask("GET", path, b"", {})

    def send(self, form: Form, files: Files | None = None, /, **given: str) -> Page:
        """Send a form with what was filled in. Raises BreachError for what no server of ours may answer."""
        fields = {**form.fields, **given}
        if files:
            return self.ask("POST", form.action, parted(fields, files), {"Content-Type": TYPE})
        plain = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", form.action, urlencode(fields).encode(), plain)

    def take(self, path: str) -> bytes:
        """Take a file. Raises AskedError where a second person looks first."""
        status, answered, body = self.exchange("GET", path, b"", {})
        if status == 303:
            raise AskedError(answered["location"])
        if status != 200:
            raise BreachError(f"GET {path}: {status}")
        return body

    def post(self, path: str, body: bytes, headers: Mapping[str, str]) -> int:
        """Post what is no form, as a machine does; gives the status."""
        return self.exchange("POST", path, body, dict(headers))[0]

    def ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Page:
        """Ask, and follow where the answer leads."""
        for _ in range(MOST_TURNS):
            status, answered, content = self.exchange(method, path, body, headers)
            if status in (301, 302, 303, 307, 308):
                target = urlsplit(answered["location"])
                path = target.path + (f"?{target.query}" if target.query else "")
                method, body, headers = "GET", b"", {}
                continue
            if status >= 400:
                raise BreachError(f"{method} {path}: {status}")
            return read(path, content.decode() if "html" in answered.get("content-type", "") else "")
        raise BreachError(f"{path} turns in a circle")

    def exchange(
        self, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> tuple[int, dict[str, str], bytes]:
        """One request with its answer, on a line of its own: the server closes one that rests while others work."""
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **headers}
        sent |= {"Host": self.host, "Referer": f"{self.address}/", "Accept": "text/html"}
        self.line.request(method, quote(path, safe="/?&=%:,+~"), body or None, sent)
        answer = self.line.getresponse()
        content = answer.read()
        self.line.close()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self.cookies |= {key: morsel.value for key, morsel in SimpleCookie(value).items()}
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, content


TYPE = f"multipart/form-data; boundary={BOUNDARY}"


def parted(fields: Mapping[str, str], files: Files) -> bytes:
    """Fields and files as one body."""
    head = f"--{BOUNDARY}\r\nContent-Disposition: form-data; name="
    parts = [f'{head}"{name}"\r\n\r\n{value}\r\n'.encode() for name, value in fields.items()]
    for name, (file, content) in files.items():
        parts.append(f'{head}"{name}"; filename="{file}"\r\n\r\n'.encode() + content + b"\r\n")
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def read(path: str, text: str) -> Page:
    """A page of an answer."""
    reader = Reader()
    reader.feed(text)
    return Page(path, text, reader.links, reader.forms, [each for each in reader.messages if each])


def signed(body: Mapping[str, str]) -> bytes:
    """What a machine says, as bytes."""
    return json.dumps(body).encode()
