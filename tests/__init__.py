"""Tests: one file per noun, one story, the structure and the browser; the rules by themselves in rules/."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
WORKED = ROOT / "tests" / "worked"
