"""What every figure is held to: its words lie on the sheet and on no other words."""

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from matplotlib.transforms import Bbox

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
