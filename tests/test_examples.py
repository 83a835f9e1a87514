"""Worked examples: how they are read, compared and reported."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from rules.errors import RuleError
from services import examples
from services.examples import compare
from tests import WORKED

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
GOOD = {
    "id": "X1",
    "kind": "bucket_set",
    "given": {"buckets": [{"min": 1, "max": 3}, {"min": 3, "max": 30}]},
    "expect": {"accepted": False, "reason": "overlap"},
}


def write(path, content):
    path.write_text(json.dumps(content), "utf-8")
    return path


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        ("187", Decimal("187.00")),
        ("187.00", "187"),
        (6, 6),
        (6, Decimal(6)),
        ("-0.10", Decimal("-0.1")),
        (None, None),
        (True, True),
        ("2026-03-01", date(2026, 3, 1)),
        ("2026-03-01T20:00:00+08:00", NOON),
        ("2026-03-01T20:00:00+08:00", "2026-03-01T12:00:00Z"),
        ("2026-03-01T12:00:00+00:00", NOON.astimezone(timezone(timedelta(hours=-5)))),
        ({"a": "1.0"}, {"a": Decimal(1)}),
        ({"a": {"b": None}}, {"a": {"b": None}}),
        (["x", "1"], ("x", Decimal(1))),
        ([{"no": 1}], [{"no": 1, "amount": "5"}]),
    ],
)
def test_the_same_value_is_the_same_however_it_is_written(expected, got):
    assert compare.same(expected, got)


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        ("187.00", Decimal("187.01")),
        ("0.00", None),
        (None, "0.00"),
        (None, ""),
        (False, None),
        (True, 1),
        ("1", 1.0),
        ("2026-03-01", date(2026, 3, 2)),
        ("2026-03-01", datetime(2026, 3, 1, tzinfo=UTC)),
        ("2026-03-01T12:00:00+08:00", NOON),
        ("2026-03-01T12:00:00Z", NOON.replace(tzinfo=None)),
        ({"a": "1"}, {"a": "1", "b": "0"}),
        ({"a": "1", "b": "0"}, {"a": "1"}),
        ({"a": "1"}, None),
        (["a", "b"], ["b", "a"]),
        (["a"], ["a", "b"]),
        (["a"], "a"),
        ([{"no": 1, "amount": "5"}], [{"no": 1}]),
    ],
)
def test_a_different_value_is_different(expected, got):
    assert not compare.same(expected, got)


@pytest.mark.parametrize(
    ("kind", "expect", "got", "agree"),
    [
        (
            "schedule",
            {"rows": [{"no": 2, "interest": "5"}]},
            {"rows": [{"no": 1}, {"no": 2, "interest": "5.00"}]},
            True,
        ),
        ("schedule", {"rows": [{"no": 2, "interest": "5"}]}, {"rows": [{"no": 1, "interest": "5.00"}]}, False),
        ("plan", {"rows": [{"no": 2}]}, {"rows": [{"no": 1}, {"no": 2}]}, False),
        ("content", {"categories": ["CT-SHAME"]}, {"categories": ["CT-THREAT", "CT-SHAME"]}, True),
        ("content", {"categories": ["CT-SHAME"]}, {"categories": ["CT-THREAT"]}, False),
        ("content", {"categories": []}, {"categories": ["CT-THREAT"]}, False),
        ("content", {"categories": []}, {"categories": []}, True),
        ("stage", {"stage": None}, {}, False),
        ("stage", {"stage": None}, {"stage": None, "level": 0}, True),
    ],
)
def test_rows_are_a_selection_and_categories_may_be_more(kind, expect, got, agree):
    assert (compare.mismatch(kind, expect, got) is None) == agree


def test_one_line_per_example_that_failed_and_the_counts_at_the_end(tmp_path):
    wrong = GOOD | {"id": "X2", "expect": {"accepted": True}}
    unknown = GOOD | {"id": "X3", "kind": "horoscope"}
    broken = GOOD | {"id": "X4", "given": {}, "kind": "stage"}
    file = write(tmp_path / "some.json", [GOOD, wrong, unknown, broken, {"id": "X5"}])

    result = examples.run([file])

    assert (result.passed, result.failed) == (1, 4)
    assert list(result.lines()) == [
        'X2: expected {"accepted": true}, got {"accepted": false}',
        'X3: expected {"accepted": false, "reason": "overlap"}, got unknown kind "horoscope"',
        'X4: expected {"accepted": false, "reason": "overlap"}, got KeyError: \'instalments\'',
        '?: expected an example with id, kind, given and expect, got {"id": "X5"}',
        "1 passed, 4 failed",
    ]


def test_of_a_folder_every_list_is_read_and_nothing_else(tmp_path):
    write(tmp_path / "b.json", [GOOD])
    write(tmp_path / "a.json", [GOOD | {"id": "X0"}])
    write(tmp_path / "table.json", {"2026-01-20": "3.00"})
    (tmp_path / "README.md").write_text("no example", "utf-8")

    assert [outcome.id for outcome in examples.outcomes([tmp_path])] == ["X0", "X1"]


def test_a_path_without_examples_is_refused_with_a_sentence(tmp_path):
    (tmp_path / "broken.json").write_text("[", "utf-8")
    with pytest.raises(RuleError, match="no JSON"):
        examples.run([tmp_path / "broken.json"])
    with pytest.raises(RuleError, match="cannot be read"):
        examples.run([tmp_path / "absent.json"])
    with pytest.raises(RuleError, match="no list of examples"):
        examples.run([write(tmp_path / "table.json", {})])


def test_every_worked_example_passes():
    result = examples.run([WORKED])

    assert list(result.mismatches) == []
    assert result.passed >= 636


def test_every_kind_of_example_that_the_rules_answer_has_its_file():
    assert {path.stem for path in WORKED.glob("*.json")} - {"lpr"} == set(examples.kinds())
