"""Charts: SVG drawn on the server from a grammar, beside their table, readable without colour, in both themes.

Vega-Lite writes colours and type as attributes, never as styles: our sheet turns them into those of the theme, and the
same picture stands in a PDF.
"""

import json
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

import vl_convert
from markupsafe import Markup

INK, MUTED, LINE, ACCENT, SOFT, RED = "#1b2430", "#5b6776", "#e3e8ee", "#0f766e", "#9fc9c4", "#991b1b"
WIDTH = 170
"""How wide the bars may be; the words at their sides come on top, with room for fonts wider than ours."""
LABEL = 20
"""So many signs of a label stand in a picture."""
SPOKEN = re.compile(r' (?:aria-label|aria-roledescription|role)="[^"]*"')
"""What the grammar says to readers by ear, in English: they have the table."""
KEPT = 256
"""So many pictures are kept: those of the figures of a day in three languages."""
AXIS = {
    "labelColor": INK,
    "titleColor": MUTED,
    "gridColor": LINE,
    "domainColor": MUTED,
    "tickColor": MUTED,
    "labelFontSize": 12,
}
CONFIG = {"axis": AXIS, "view": {"stroke": None}, "font": "Noto Sans CJK SC, sans-serif", "text": {"fontSize": 12}}


class Bar(NamedTuple):
    """A bar from one value to another, with its words and what stands at its end; `tone` is its colour."""

    label: str
    low: Decimal
    high: Decimal
    said: str
    tone: str = ACCENT
    mark: Decimal | None = None


def drawn(spec: dict[str, Any]) -> Markup:
    """A picture by its grammar; readers of the page have the table beside it instead."""
    return Markup(_svg(json.dumps(spec, sort_keys=True, ensure_ascii=False)))  # noqa: S704 - drawn from our own rows


@lru_cache(maxsize=KEPT)
def _svg(text: str) -> str:
    made: str = SPOKEN.sub("", vl_convert.vegalite_to_svg(json.loads(text)))
    return made.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)


def across(bars: Sequence[Bar]) -> Markup:
    """Bars from left to right, one below the other; a mark across one says what could be."""
    return drawn(_layers(bars)) if bars else Markup()


def waterfall(amounts: Sequence[tuple[str, Decimal, str]]) -> Markup:
    """Bars that each begin where the one above ended; the words of each stand at its right."""
    return across(steps(amounts))


def steps(amounts: Sequence[tuple[str, Decimal, str]]) -> list[Bar]:
    """The bars of a waterfall: the first and the last from zero, those between from where the one before ended."""
    found, level = [], Decimal(0)
    for at, (label, amount, said) in enumerate(amounts):
        whole = at in (0, len(amounts) - 1)
        start, end = (Decimal(0), amount) if whole else (level, level + amount)
        tone = ACCENT if whole else (RED if amount > 0 else SOFT)
        found.append(Bar(label, min(start, end), max(start, end), said, tone))
        level = end
    return found


def short(label: str) -> str:
    """A label that stands beside a bar; its table has the whole of it."""
    return label if len(label) <= LABEL else label[: LABEL - 1] + "…"


def _layers(bars: Sequence[Bar]) -> dict[str, Any]:
    words = json.dumps([each.label for each in bars], ensure_ascii=False)  # Two bars may have one label.
    axis = {"title": None, "labelLimit": 150, "ticks": False, "labelPadding": 6, "labelExpr": f"{words}[datum.value]"}
    place = {"field": "at", "type": "ordinal", "axis": axis}
    along = {"type": "quantitative", "title": None, "axis": None, "scale": {"zero": True, "nice": False}}
    tone = {"field": "tone", "type": "nominal", "scale": None, "legend": None}
    ends = {"y": place, "x": {**along, "field": "low"}, "x2": {"field": "high"}, "color": tone}
    said = {"y": place, "x": {**along, "field": "high"}, "text": {"field": "said"}}
    layers: list[dict[str, Any]] = [
        {"mark": {"type": "bar", "cornerRadius": 2, "stroke": INK, "strokeWidth": 0.5}, "encoding": ends},
        {"mark": {"type": "text", "color": INK, "align": "left", "dx": 6}, "encoding": said},
    ]
    if any(each.mark is not None for each in bars):
        tick = {"type": "tick", "color": INK, "thickness": 2, "size": 22}
        layers.append({"mark": tick, "encoding": {"y": place, "x": {**along, "field": "mark"}}})
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": None,
        "padding": {"left": 20, "top": 4, "right": 36, "bottom": 4},
        "data": {"values": [_row(at, each) for at, each in enumerate(bars)]},
        "layer": layers,
        "config": CONFIG,
        "width": WIDTH,
        "height": {"step": 26},
    }


def _row(at: int, each: Bar) -> dict[str, Any]:
    """A bar as the grammar reads it: numbers of a picture, rounded to where nobody sees it."""
    mark = None if each.mark is None else float(each.mark)
    ends = {"low": float(each.low), "high": float(each.high), "mark": mark}
    return {"at": at, "said": each.said, "tone": each.tone, **ends}
