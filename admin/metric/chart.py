"""Charts: SVG drawn on the server from a grammar, beside their table, readable without colour, in both themes.

Vega-Lite writes colours and type as attributes, never as styles: our sheet turns them into those of the theme, and the
same picture stands in a PDF.
"""

import json
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

import vl_convert
from markupsafe import Markup

INK, MUTED, LINE, ACCENT, SOFT, RED = "#1b2430", "#5b6776", "#e3e8ee", "#0f766e", "#9fc9c4", "#991b1b"
WIDTH = 400
LABEL = 14
"""So many signs of a label stand in a picture."""
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
    made: str = vl_convert.vegalite_to_svg(json.loads(text))
    return made.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)


def waterfall(bars: Sequence[Bar]) -> Markup:
    """Bars that each begin where the one before ended, from left to right."""
    return drawn(_layers(bars, "vertical")) if bars else Markup()


def across(bars: Sequence[Bar]) -> Markup:
    """Bars from left to right, one below the other; a mark across one says what could be."""
    return drawn(_layers(bars, "across")) if bars else Markup()


def steps(amounts: Sequence[tuple[str, Decimal, str]]) -> list[Bar]:
    """The bars of a waterfall: the first and the last from zero, those between from where the one before ended."""
    found, level = [], Decimal(0)
    for at, (label, amount, said) in enumerate(amounts):
        whole = at in (0, len(amounts) - 1)
        end = amount if whole else level + amount
        tone = ACCENT if whole else (RED if amount > 0 else SOFT)
        found.append(
            Bar(label, min(Decimal(0) if whole else level, end), max(Decimal(0) if whole else level, end), said, tone)
        )
        level = end
    return found


def short(label: str) -> str:
    """A label that stands beside a bar; its table has the whole of it."""
    return label if len(label) <= LABEL else label[: LABEL - 1] + "…"


def _layers(bars: Sequence[Bar], way: str) -> dict[str, Any]:
    upright = way == "vertical"
    name, value = ("x", "y") if upright else ("y", "x")
    rows = [
        {
            "label": each.label,
            "low": float(each.low),
            "high": float(each.high),
            "said": each.said,
            "tone": each.tone,
            "mark": None if each.mark is None else float(each.mark),
        }
        for each in bars
    ]
    axis = {"title": None, "labelAngle": 0, "labelLimit": 150, "ticks": False, "labelPadding": 6}
    place = {"field": "label", "type": "ordinal", "sort": None, "axis": axis}
    scale = {
        "field": "low",
        "type": "quantitative",
        "title": None,
        "axis": None,
        "scale": {"zero": True, "nice": False},
    }
    text = {"align": "center", "dy": -6, "baseline": "bottom"} if upright else {"align": "left", "dx": 6}
    tone = {"field": "tone", "type": "nominal", "scale": None, "legend": None}
    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "bar", "cornerRadius": 2, "stroke": INK, "strokeWidth": 0.5},
            "encoding": {name: place, value: scale, f"{value}2": {"field": "high"}, "color": tone},
        },
        {
            "mark": {"type": "text", "color": INK, **text},
            "encoding": {name: place, value: {**scale, "field": "high"}, "text": {"field": "said"}},
        },
    ]
    if any(each.mark is not None for each in bars):
        tick = {"type": "tick", "color": INK, "thickness": 2, "size": 22}
        layers.append({"mark": tick, "encoding": {name: place, value: {**scale, "field": "mark"}}})
    size = {"width": WIDTH, "height": 180} if upright else {"width": WIDTH - 130, "height": {"step": 28}}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": None,
        "padding": {"left": 4, "top": 18, "right": 4 if upright else 120, "bottom": 4},
        "data": {"values": rows},
        "layer": layers,
        "config": CONFIG,
        **size,
    }
