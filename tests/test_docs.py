"""The texts of the project: up to date, linked to what is there, the same in both languages."""

import re
from pathlib import Path

import pytest

from tools import rules_page

ROOT = Path(__file__).parent.parent
TEXTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
PICTURES = {f"docs/pictures/{name}.png" for name in ("my-day", "case", "list-phone")}
READMES = ("README.md", "README.zh.md")


def read(name):
    return (ROOT / name).read_text("utf-8")


def test_the_page_of_the_rules_is_up_to_date():
    assert read("docs/rules.md") == rules_page.page(), "Run make docs."


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name)
def test_every_relative_link_leads_somewhere(text):
    found = re.findall(r"\]\(([^)#]+)[^)]*\)", text.read_text("utf-8"))
    there = {link: (text.parent / link).resolve() for link in found if "://" not in link}
    made = {(ROOT / name).resolve() for name in PICTURES}

    assert [link for link, path in there.items() if not path.exists() and path not in made] == []


def test_both_readmes_name_the_same_commands_settings_and_sign_ins():
    word = re.compile(
        r"(?:^|`)make [a-z-]+|flask [a-z]+(?: [a-z]+)?|CONCORD_\w+|DATABASE_URL|--[a-z][a-z-]+|[a-z0-9]+@demo\.example",
        re.MULTILINE,
    )
    english, chinese = ({*word.findall(read(name))} for name in READMES)

    assert english == chinese


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_names_every_setting_and_every_sign_in_of_the_demo(readme):
    from demo import cast

    told = set(re.findall(r"`(CONCORD_[A-Z_]+|DATABASE_URL)`", read(readme)))
    known = set(re.findall(r'"(CONCORD_[A-Z_]+|DATABASE_URL)"', read("config.py")))

    assert told == known
    assert [person.email for person in cast.PEOPLE if person.email not in read(readme)] == []
    assert cast.PASSWORD in read(readme)


def test_every_example_of_the_how_to_stands_in_the_product():
    examples = re.findall(r"`([a-z_/]+\.py)`:\n\n```python\n(.+?)```", read("docs/how-to.md"), re.DOTALL)

    assert len(examples) == 6
    assert [name for name, example in examples if example not in read(name)] == []


def test_every_row_of_the_glossary_has_all_three_languages():
    rows = [line.strip("|").split("|") for line in read("docs/glossary.md").splitlines() if line.startswith("|")]

    assert len(rows) > 40
    assert [row for row in rows if len(row) != 4 or not all(cell.strip() for cell in row)] == []
