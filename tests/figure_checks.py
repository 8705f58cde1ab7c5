"""What figures say and draw, and what every one is held to: its words lie on the sheet and on no other words."""

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from numpy.typing import NDArray

from corpus_tools.figures.sheet import CorpusFigure
from corpus_tools.figures.style import use_style


def texts_of(figure: CorpusFigure) -> list[Text]:
    return [text for text in figure.findobj(Text) if isinstance(text, Text) and text.get_text().strip()]


def boxes_of(figure: CorpusFigure) -> list[tuple[str, Bbox]]:
    canvas = figure.canvas
    assert isinstance(canvas, FigureCanvasAgg)
    with use_style():
        renderer = canvas.get_renderer()  # type: ignore[no-untyped-call]
        return [(text.get_text(), text.get_window_extent(renderer)) for text in texts_of(figure)]


def assert_readable(figure: CorpusFigure) -> None:
    """Check that no words lie on other words and none leave the sheet."""
    boxes = boxes_of(figure)
    sheet = figure.bbox
    for number, (text, box) in enumerate(boxes):
        assert sheet.x0 <= box.x0, f"{text!r} leaves the sheet on the left"
        assert box.x1 <= sheet.x1, f"{text!r} leaves the sheet on the right"
        assert sheet.y0 <= box.y0, f"{text!r} leaves the sheet below"
        assert box.y1 <= sheet.y1, f"{text!r} leaves the sheet above"
        for other, there in boxes[number + 1 :]:
            shared = Bbox.intersection(box, there)
            # Boxes hold the tails and dots of letters, so lines may touch by a fifth of their height.
            if shared is not None and shared.width > 2 and shared.height > 0.2 * min(box.height, there.height):
                pytest.fail(f"{text!r} lies on {other!r}")


def bar_widths(figure: CorpusFigure, axes: int) -> list[float]:
    return [patch.get_width() for patch in figure.axes[axes].patches if isinstance(patch, Rectangle)]


def lines_of(figure: CorpusFigure, panel: int, *, colour: str = "#1F5F7A") -> list[NDArray[np.float64]]:
    lines = [line for line in figure.axes[panel].lines if line.get_color() == colour and line.get_marker() == "None"]
    return [np.asarray(line.get_xydata()) for line in lines]


def boxes(figure: CorpusFigure, panel: int) -> list[tuple[float, float]]:
    patches = [patch for patch in figure.axes[panel].patches if isinstance(patch, Rectangle)]
    return [(patch.get_x(), patch.get_x() + patch.get_width()) for patch in patches]


def said(figure: CorpusFigure) -> list[str]:
    return [text.get_text() for text in texts_of(figure)]
