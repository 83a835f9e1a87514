"""The real data sets, which stay outside of the project: in ../shared/data, beside it."""

import os
from pathlib import Path

import pytest

from tests import ROOT

FOLDER = ROOT.parent / "shared" / "data"


def path(name: str) -> Path:
    """A file or folder of the real data; without it a test is skipped, in CI it fails."""
    found = FOLDER / name
    if not found.exists():
        sentence = f"The real data is not there: put it in ../shared/data/{name}, beside the project."
        if os.environ.get("CI"):
            pytest.fail(sentence)
        pytest.skip(sentence)
    return found
