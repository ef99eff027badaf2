"""The evaluation as a table for the terminal and as a page with plots that needs nothing from elsewhere."""

from __future__ import annotations

import base64
import html
import io
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Sequence, Text

COLUMNS = ("n", "top1", "answered_right", "answered_wrong", "unsure", "offered", "top3", "outside_answered")
MEANT = {
    "n": "sentences",
    "top1": "likeliest is right (outside included)",
    "answered_right": "inside: answered right",
    "answered_wrong": "inside: answered wrong",
    "unsure": "inside: choices offered",
    "offered": "right one among the three, when unsure",
    "top3": "right one among the three likeliest",
    "outside_answered": "outside, yet answered as inside",
}

_STYLE = (
    "body{font:15px/1.5 sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;margin:1rem 0}td,th{padding:.2rem .6rem;text-align:right;border-bottom:1px solid #ddd}"
    "td:first-child{text-align:left}img{max-width:100%}"
)

Told = Mapping[Text, Mapping[Text, Any]]


def table(told: Told) -> Text:
    """The figures by language and noise, for a terminal.

    Args:
        told: Side -> its summary (``evaluate.summary``).
    """
    lines: List[Text] = []
    for side, summary in told.items():
        lines.append(f"{side:16}" + "".join(f"{column:>17}" for column in COLUMNS))
        rows: Dict[Text, Mapping[Text, Any]] = {"all": summary["all"], **summary["languages"], **summary["noise"]}
        lines += [
            f"{name:16}" + "".join(f"{_said(row[column]):>17}" for column in COLUMNS) for name, row in rows.items()
        ]
        worst = sorted(summary["topics"].items(), key=lambda item: item[1]["all"]["top1"])[:12]
        lines.append("weakest: " + ", ".join(f"{name} {_said(held['all']['top1'])}" for name, held in worst))
        lines.append("taken for: " + ", ".join(f"{a} > {b} ({n})" for a, b, n in summary["confusions"][:15]))
        lines.append(
            f"calibration error {summary['calibration_error']:.3f}; "
            f"p50 {summary['ms']['p50']:.2f} ms, p95 {summary['ms']['p95']:.2f} ms"
        )
    return "\n".join(lines)


def write(path: Path, told: Told) -> None:
    """Write the page.

    Args:
        path: Where to.
        told: Side -> its summary.
    """
    parts = [
        "<!doctype html><html lang=en><meta charset=utf-8><title>Understanding, measured</title>",
        f"<style>{_STYLE}</style>",
        "<h1>Understanding, measured</h1><p>On sentences written by others than those who wrote the training sentences.</p>",
    ]
    for side, summary in told.items():
        parts.append(f"<h2>{html.escape(side)}</h2>")
        parts.append(
            f"<p>Calibration error {summary['calibration_error']:.3f}. A message takes {summary['ms']['p50']:.2f} ms (p50), "
            f"{summary['ms']['p95']:.2f} ms (p95).</p>"
        )
        parts.append(_table({"all": summary["all"], **summary["languages"], **summary["noise"], **summary["writers"]}))
        parts.append(_image(_languages(summary), "Likeliest topic right, by language and noise"))
        parts.append(_image(_reliability(summary), "Confidence and truth"))
        parts.append(_image(_topics(summary), "Likeliest topic right, by topic"))
        parts.append("<h3>By topic</h3>" + _table({name: held["all"] for name, held in summary["topics"].items()}))
        rows = "".join(
            f"<tr><td>{html.escape(meant)}</td><td>{html.escape(taken)}</td><td>{times}</td></tr>"
            for meant, taken, times in summary["confusions"]
        )
        parts.append(f"<h3>Taken for another</h3><table><tr><th>meant<th>taken for<th>times</tr>{rows}</table>")
    path.write_text("\n".join(parts) + "</html>\n", encoding="utf-8")


def _said(value: Optional[float]) -> Text:
    if value is None:
        return "-"
    return str(value) if isinstance(value, int) else f"{value:.1%}"


def _table(rows: Mapping[Text, Mapping[Text, Any]]) -> Text:
    head = "".join(f"<th>{html.escape(MEANT[column])}" for column in COLUMNS)
    body = "".join(
        f"<tr><td>{html.escape(name)}</td>" + "".join(f"<td>{_said(row[column])}</td>" for column in COLUMNS) + "</tr>"
        for name, row in rows.items()
    )
    return f"<table><tr><th>{head}</tr>{body}</table>"


def _image(figure: Any, caption: Text) -> Text:
    held = io.BytesIO()
    figure.savefig(held, format="png", dpi=110, bbox_inches="tight")
    data = base64.b64encode(held.getvalue()).decode()
    return (
        f'<figure><img alt="{caption}" src="data:image/png;base64,{data}"><figcaption>{caption}</figcaption></figure>'
    )


def _bars(names: Sequence[Text], values: Sequence[float], wanted: float) -> Any:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 0.6 + 0.24 * len(names)))
    axes = figure.subplots()
    axes.barh(range(len(names)), values, color=["#2a7" if value >= wanted else "#c63" for value in values])
    axes.set_yticks(range(len(names)))
    axes.set_yticklabels(names, fontsize=8)
    axes.invert_yaxis()
    axes.axvline(wanted, color="#333", linestyle=":")
    axes.set_xlim(0, 1)
    return figure


def _languages(summary: Mapping[Text, Any]) -> Any:
    rows = {**summary["languages"], **summary["noise"]}
    return _bars(list(rows), [row["top1"] for row in rows.values()], 0.85)


def _topics(summary: Mapping[Text, Any]) -> Any:
    rows = sorted(summary["topics"].items(), key=lambda item: item[1]["all"]["top1"])
    return _bars([name for name, _ in rows], [held["all"]["top1"] for _, held in rows], 0.85)


def _reliability(summary: Mapping[Text, Any]) -> Any:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(4.5, 4))
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], color="#999", linestyle=":")
    said = [row[0] for row in summary["reliability"]]
    right = [row[1] for row in summary["reliability"]]
    axes.plot(said, right, marker="o", color="#27a")
    axes.set_xlabel("confidence")
    axes.set_ylabel("right")
    return figure
