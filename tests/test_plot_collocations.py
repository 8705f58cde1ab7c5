"""The company of a word, before it and after it."""

import numpy as np
import pandas as pd
from figure_checks import boxes
from two_sources import draw_collocations

from corpus_tools import figures
from corpus_tools.terms.collocations import collocations


def test_collocates_stand_on_their_side_of_the_node() -> None:
    figure = draw_collocations()
    rows = figure.rows
    assert rows["log_dice"].is_monotonic_decreasing
    sides = np.array(boxes(figure, 1))
    before, after = sides[: len(rows)], sides[len(rows) :]
    widths = np.stack([-before[:, 0], after[:, 1]], axis=1)
    counts = rows[["n_before", "n_after"]].to_numpy()
    assert np.allclose(widths / widths.max(), counts / counts.max())


def test_the_evidence_of_a_collocate_is_every_place_where_the_two_meet() -> None:
    figure = draw_collocations()
    found = figure.evidence.assign(before=figure.evidence["start"] < figure.evidence["start_b"]).groupby("mark")[
        "before"
    ]
    assert found.size().tolist() == figure.rows["n"].tolist()
    assert found.sum().tolist() == figure.rows["n_before"].tolist()
    assert set(figure.evidence["surface_b"]) == {"هدنة", "بالهدنة"}


def test_the_evidence_of_a_collocate_stays_in_the_sentence() -> None:
    texts = pd.DataFrame({"doc_id": range(4), "text": "بدأت هدنة قصيرة. قصيرة هي الأيام."})
    figure = figures.plot_collocations(collocations(texts, "هدنة", form="folded"), texts, max_q=1.0)
    assert figure.rows[["collocate", "n"]].to_numpy().tolist() == [["بدات", 4], ["قصيره", 4]]
    assert figure.evidence.groupby("mark").size().tolist() == [4, 4]
