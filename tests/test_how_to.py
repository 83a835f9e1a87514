"""docs/how-to.md tells the whole truth: a record made by its steps, to the letter, works for each role."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LEFT = shutil.ignore_patterns(".git", ".venv", "var", ".*_cache", "node_modules", "test-results")
STEP = re.compile(
    r"^\d+\. \*\*(?:A new file|In) `([^`]+)`(?:, above the line `([^`]+)`)?\*\*\n\n```(?:python|text)\n(.*?)```",
    re.DOTALL | re.MULTILINE,
)
# What a person of each role meets at the new record, with an own row and another's.
PROBE = '''
"""A throw-away record at its screens."""

import csv
import io

import pytest

from models import db
from models.visit import Visit
from rules import access
from rules.access import Reach, Role
from tests import makers


LANGUAGES = ("en", "zh_Hans", "zh_Hant", "en", "zh_Hans")


@pytest.mark.parametrize(("role", "language"), list(zip(Role, LANGUAGES, strict=True)))
def test_it_works_for_each_role(sign_in, role, language):
    makers.make_team()
    browser, person = sign_in(role, language=language)
    mine, other = makers.make_visit(case=makers.make_case(assignee=person)), makers.make_visit(cost="4000.00")
    right = access.right_of(role, "visit")
    pages = {"/visits/": "view", "/visits/export/csv/": "export", "/visits/new/": "create"}
    for path, verb in pages.items():
        assert browser.get(path).status_code == (200 if verb in right.verbs else 403), path
    for path, verb in {"details/": "view", "edit/": "edit"}.items():
        assert browser.get(f"/visits/{path}?id={mine.id}").status_code == (200 if verb in right.verbs else 403), path
        expected = 403 if verb not in right.verbs else 200 if right.reach == Reach.all else 404
        assert browser.get(f"/visits/{path}?id={other.id}").status_code == expected, path
    if "view" in right.verbs:
        page = browser.get("/visits/").get_data(as_text=True)
        assert (mine.reference in page, other.reference in page) == (True, right.reach == Reach.all)
        assert "30.00" in page
        assert 'class="chip amber"' in page
        assert {"en": "CN\\u00a530.00", "zh_Hans": "\\u00a530.00", "zh_Hant": "人民幣30.00元"}[language] in page
        assert browser.get(f"/visits/details/?id={mine.id}&tab=history").status_code == 200
        assert browser.get("/visits/?cost_from=1&status=planned&sort=on&search=V").status_code == 200
    if "export" in right.verbs:
        text = browser.get("/visits/export/csv/").get_data(as_text=True)
        rows = list(csv.reader(io.StringIO(text)))
        assert {row[-1] for row in rows[1:]} == {"CNY"}
    if "create" in right.verbs:
        given = {"case": mine.case_id, "reference": f"V-new-{language}", "on": "2026-03-02", "cost": "12.50"}
        assert browser.submit("/visits/new/", **given).status_code == 302
        assert db.session.scalar(db.select(Visit).where(Visit.reference == given["reference"])).currency == "CNY"
    if "edit" in right.verbs:
        given = {"reference": "V-changed", "on": "2026-03-03", "cost": "1.00", "version": mine.version}
        assert browser.submit(f"/visits/edit/?id={mine.id}", **given).status_code == 302
        assert mine.reference == "V-changed"


def test_nobody_comes_in_unknown(client):
    assert client.get("/visits/").status_code in (302, 401)
'''
ALSO = (
    "tests/test_migrations.py::test_upgrading_an_empty_database_gives_what_the_models_say",
    "tests/test_structure.py::test_every_record_has_a_screen_or_is_hidden",
    "tests/test_structure.py::test_status_and_stage_are_in_no_form",
    "tests/test_structure.py::test_every_module_and_public_function_says_what_it_is",
    "tests/test_routes.py::test_every_route_is_listed_with_who_may_enter",
    "tests/test_currency.py::test_every_record_with_money_says_its_currency",
    "tests/test_currency.py::test_every_path_to_a_currency_ends_in_one",
    "tests/test_currency.py::test_every_own_right_has_a_path_to_its_owner",
    "tests/test_currency.py::test_every_status_says_its_tones",
    "tests/test_currency.py::test_every_list_of_money_shows_its_currency",
)


def steps():
    """The steps of the how-to: a file, the line above which something goes (none: a new file), and the code."""
    return STEP.findall((ROOT / "docs/how-to.md").read_text("utf-8"))


def done(folder, step):
    """Do one step in a copy of the house."""
    name, line, code = step
    file = folder / name
    if not line:
        assert not file.exists(), f"{name} is there already"
        file.write_text(code, "utf-8")
        return
    text = file.read_text("utf-8")
    assert text.count(f"\n{line}\n") == 1, f"{name} has not exactly one line {line!r}"
    file.write_text(text.replace(f"\n{line}\n", f"\n{code}{line}\n"), "utf-8")


@pytest.fixture
def house(tmp_path):
    """A copy of the house in which the steps were done."""
    folder = tmp_path / "house"
    shutil.copytree(ROOT, folder, ignore=LEFT)
    (folder / "var").mkdir()
    (folder / ".venv").symlink_to((ROOT / ".venv").resolve())
    for step in steps():
        done(folder, step)
    return folder


def run(folder, *command):
    """Run a command in the copy, on a database of its own: this worker's would be made anew under its tests."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("CONCORD_", "PYTEST_"))}
    answer = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout[-4000:] + answer.stderr[-2000:]


@pytest.mark.heavy
def test_a_record_made_by_the_steps_of_the_how_to_works_for_each_role(house):
    text = (ROOT / "docs/how-to.md").read_text("utf-8")
    message = re.search(r'^\d+\. `make migrate m="([^"]+)"`', text, re.MULTILINE)[1]
    (house / "tests/test_visit.py").write_text(PROBE, "utf-8")

    assert len(steps()) == 8
    run(house, "tools/migrate.sh", message)
    run(house, "tools/translations.sh")
    run(
        house,
        ".venv/bin/ruff",
        "check",
        "admin/visit.py",
        "admin/screens.py",
        "admin/base/places.py",
        "models/visit.py",
        "tests/makers.py",
    )
    run(house, ".venv/bin/python", "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_visit.py", *ALSO)


def test_every_word_that_the_table_of_flask_admin_names_is_one_of_theirs_or_ours():
    from admin.base import options
    from admin.base.view import RecordView

    text = (ROOT / "docs/how-to.md").read_text("utf-8")
    table = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    words = {word for line in table for word in re.findall(r"`([a-z_]+)`", line) if not word.startswith("_")}

    assert words
    assert sorted(word for word in words if not hasattr(RecordView, word) and word not in options.REFUSED) == []
