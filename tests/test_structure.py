"""The laws of the house that a reader can check: who commits, who asks the time, what a screen may hold."""

import ast
import functools
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeGuard

import pytest
from babel.messages.pofile import read_po
from flask import Flask

from admin.base import labels
from admin.base.bulk import Bulk
from models.base import Record, snake

ROOT = Path(__file__).parent.parent
LAYERS = ("rules", "models", "services", "admin", "jobs", "api")
TOP = ("config.py", "app.py", "commands", "demo")
LANGUAGES = ("en", "zh_Hans", "zh_Hant")

# Law 1: the edge commits; beginning a book is an edge of its own, day by day of the demo.
COMMITTERS = ("models/transaction.py", "admin/base/", "api/base.py", "jobs/runner.py", "commands/book.py")
# Law 2: the edges read the clock and hand it on.
CLOCKS = ("app.py", "commands/", "admin/base/", "api/base.py", "jobs/")
ASKING = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("time", "time")}
# Law 3: moved only by their service.
MOVED = {"status", "stage", "state", "stage_id"}
# What a person knows of a phone or an address, and the stage that a template is written for, follow no rule.
CHOSEN = {("phone", "status"), ("address", "status"), ("template", "stage"), ("automation", "stage")}


class Source(NamedTuple):
    """One file of the product, with its syntax tree."""

    name: str
    text: str
    tree: ast.Module

    def __str__(self) -> str:
        return self.name


def sources(*names: str) -> list[Source]:
    """The Python files under these folders or with these names."""
    files = [file for name in names for file in [ROOT / name, *sorted((ROOT / name).rglob("*.py"))] if file.is_file()]
    return [read(file) for file in files]


@functools.cache
def read(file: Path) -> Source:
    """One file, read and parsed once."""
    text = file.read_text("utf-8")
    return Source(file.relative_to(ROOT).as_posix(), text, ast.parse(text))


@functools.cache
def product() -> list[Source]:
    """Every file of the product."""
    return sources(*TOP, *LAYERS)


def calls(source: Source) -> Iterator[tuple[str, str, int]]:
    """Every call of a method or module function: what it is called on, its name, its line."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield last_name(node.func.value), node.func.attr, node.lineno


def last_name(node: ast.expr) -> str:
    """The last name of what is called or called on; none for what has no name."""
    return str(getattr(node, "attr", "") or getattr(node, "id", ""))


def imported(source: Source) -> Iterator[str]:
    """The top-level name of everything a file imports."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def test_only_the_edge_commits():
    found = [f"{source}:{line}" for source in product() for _, name, line in calls(source) if name == "commit"]

    assert [place for place in found if not place.startswith(COMMITTERS)] == []


def test_nobody_but_the_edges_asks_the_time():
    asked = [(source, *call) for source in product() for call in calls(source) if not source.name.startswith(CLOCKS)]

    assert [f"{source}:{line}" for source, owner, name, line in asked if (owner, name) in ASKING] == []


def test_the_rules_need_nothing_but_the_standard_library():
    used = {(source.name, name) for source in sources("rules") for name in imported(source)}

    assert sorted((file, name) for file, name in used if name not in sys.stdlib_module_names | {"rules"}) == []


def test_the_tests_of_the_rules_start_without_the_application():
    names = ["tests.conftest", *(f"tests.rules.{file.stem}" for file in (ROOT / "tests" / "rules").glob("test_*.py"))]
    loaded = f"import sys, {', '.join(names)}; print({{'flask', 'sqlalchemy', 'app', 'models'}} & set(sys.modules))"

    told = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True)

    assert len(names) > 20
    assert told.stdout.strip() == "set()"


MAKING = {"database.fresh", "application.build"}
"""What makes a database for an application."""


def test_every_test_with_a_database_of_its_own_takes_it_from_the_settings():
    """So that it is run on PostgreSQL too: conftest chooses by that fixture."""
    making = [each for each in sources("tests") if any(name in each.text for name in MAKING)]
    tests = [(source.name, node) for source in making for node in source.tree.body if makes_database(node)]
    without = {(name, node.name) for name, node in tests if "settings" not in {each.arg for each in node.args.args}}

    assert len(tests) >= 3
    assert without == {("tests/application.py", "settings")}
    reading = {source.name for source in sources("tests") if f"{'CONCORD_TEST'}_DATABASE_URL" in source.text}
    assert reading == {"tests/conftest.py", "tests/database.py"}


def test_every_test_chosen_for_postgresql_is_there():
    names = (ROOT / "tests" / "on_postgres.txt").read_text("utf-8").splitlines()
    chosen = {tuple(name.partition("[")[0].split("::")) for name in names}
    there = {(each.name, node.name) for each in sources("tests") for node in each.tree.body if hasattr(node, "name")}

    assert len(chosen) > 100
    assert chosen - there == set()


def makes_database(node: ast.stmt) -> TypeGuard[ast.FunctionDef]:
    """Whether a function makes a database for an application."""
    if not isinstance(node, ast.FunctionDef):
        return False
    called = [ast.unparse(each.func) for each in ast.walk(node) if isinstance(each, ast.Call)]
    return bool(MAKING & set(called))


def test_nothing_below_imports_the_top():
    lower = [(source.name, set(imported(source))) for source in sources(*LAYERS)]

    assert [name for name, used in lower if used & {Path(file).stem for file in TOP if file != "config.py"}] == []
    assert [name for name, used in lower if "config" in used and name.startswith(("rules", "models", "services"))] == []


def views(app: Flask) -> list[Any]:
    """The screens of records."""
    return [view for panel in app.extensions["admin"] for view in panel._views if getattr(view, "model", None)]


def test_status_and_stage_are_in_no_form(the_app: Flask):
    with the_app.test_request_context():
        forms = [(view, form) for view in views(the_app) for form in (view.get_create_form(), view.get_edit_form())]
        found = {(labels.named(view.model), name) for view, form in forms for name in MOVED if hasattr(form, name)}

    assert forms
    assert found <= CHOSEN


def test_every_record_has_a_screen_or_is_hidden(the_app: Flask):
    from admin import HIDDEN

    shown = {labels.named(view.model) for view in views(the_app)}
    records = {snake(mapper.class_.__name__) for mapper in Record.registry.mappers}

    assert records - shown - set(HIDDEN) == set()
    assert set(HIDDEN) & shown == set()
    assert set(HIDDEN) <= records


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_member_of_an_enumeration_has_a_label(language):
    with (ROOT / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file)
    words = {labels.word_of_member(member) for kind in labels.enumerations() for member in kind}
    rows = {word: catalogue.get(word.text, context=word.context) for word in words}
    missing = [word for word, row in rows.items() if row is None or not (row.string or language == "en")]

    assert sorted(missing) == []


def test_every_step_of_the_timetable_has_a_test():
    from jobs import timetable

    steps = {step.__name__ for job in timetable.JOBS.values() for step in job}
    told = "\n".join(source.text for source in sources("tests") if source.name != "tests/test_structure.py")

    assert sorted(step for step in steps if not re.search(rf"\b{step}\b", told)) == []


def test_no_room_hides_a_file_behind_a_name_of_its_own():
    rooms = [source for source in product() if source.name.endswith("/__init__.py")]
    for room in rooms:
        files = {file.stem for file in (ROOT / room.name).parent.glob("*.py")}
        own = {node.name for node in room.tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
        assert own & files == set(), room.name


def test_every_module_and_public_function_says_what_it_is():
    silent = [source.name for source in product() if source.text.strip() and not ast.get_docstring(source.tree)]
    for source in product():
        public = [node for node in source.tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
        named = [node for node in public if not node.name.startswith("_")]
        silent += [f"{source}:{node.name}" for node in named if not ast.get_docstring(node)]

    assert silent == []


def texts() -> Iterator[tuple[str, str]]:
    """Every text file that a reader of the project sees."""
    kinds = {".py", ".md", ".html", ".js", ".css", ".sh", ".toml", ".txt", ".conf", ".service", ".cfg", ""}
    skipped = {".git", ".venv", "var", "node_modules", "test-results", "__pycache__"}
    for file in ROOT.rglob("*"):
        parts = file.relative_to(ROOT).parts
        kept = not any(part in skipped or (part.startswith(".") and part != ".ci") for part in parts[:-1])
        if kept and file.suffix in kinds and file.is_file() and not (file.suffix == "" and file.name[0] == "."):
            yield "/".join(parts), file.read_text("utf-8", errors="replace")


def test_nothing_is_left_over_and_no_machine_is_named():
    leftovers = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b|NotImplemented" r"Error")
    # Each is sought fast by what it begins with.
    machines = [
        re.compile(each) for each in (r"/(?<![\w.]/)(work|root|tmp|home/\w+)/(?!\*)", r"pypi\.org", r"registry\.npm")
    ]

    assert [name for name, text in texts() if leftovers.search(text)] == []
    assert [(name, found[0]) for name, text in texts() for each in machines if (found := each.search(text))] == []


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_the_readme_names_every_target_and_every_setting(readme):
    text = (ROOT / readme).read_text("utf-8")
    targets = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE)
    settings = re.findall(r'"(CONCORD_[A-Z_]+|DATABASE_URL)"', (ROOT / "config.py").read_text())

    assert [name for name in targets if not re.search(rf"\b{name}\b", text)] == []
    assert [name for name in sorted(set(settings)) if name not in text] == []


def test_every_requirement_says_why():
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (ROOT / name).read_text().splitlines()
        pairs = list(zip(["", *lines], lines, strict=False))
        assert [line for before, line in pairs if line[:1].isalnum() and not before.startswith("# ")] == []
        assert [line for line in lines if line[:1].isalnum() and "==" not in line] == []


# The one door by which files leave, and answers that are no files: a calendar by reference, a gateway's receipt,
# the rows of a look-up.
DOOR = "admin/base/handout.py"
NO_FILES = {"admin/portal/calendar.py", "admin/hooks.py", "admin/base/view.py"}
HANDING_OUT = {"send_file", "send_from_directory", "stream_with_context", "make_response", "response_class"}


def test_files_leave_by_one_door():
    """Whatever is handed out goes through `handout.out` or `handout.masked`: checked, and written down."""
    found = []
    for source in [each for each in sources(*TOP, *LAYERS) if each.name != DOOR]:
        for node in ast.walk(source.tree):
            names = {getattr(node, "id", ""), getattr(node, "attr", ""), getattr(node, "name", "")}
            if isinstance(node, ast.alias):
                names.add(node.name)
            text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            built = isinstance(node, ast.Call) and last_name(node.func) == "Response"
            if names & HANDING_OUT or "content-disposition" in text.lower() or (built and source.name not in NO_FILES):
                found.append(f"{source}:{getattr(node, 'lineno', 0)}")

    assert found == []


def test_a_button_asks_for_whatever_its_service_needs(the_app):
    edge = {"today", "now", "user"}
    lacking = []
    for view in the_app.extensions["admin"][0]._views:
        for name, button in vars(type(view)).items():
            if not isinstance(button, Bulk) or button.together:
                continue
            needed = list(inspect.signature(button.service).parameters.values())[1:]
            empty = {each.name for each in needed if each.default is each.empty and each.kind is not each.VAR_KEYWORD}
            lacking += [f"{type(view).__name__}.{name}: {each}" for each in sorted(empty - edge - set(button.asks))]

    assert lacking == []
