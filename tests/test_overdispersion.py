"""Counts that vary more than Poisson counts, against scipy and against what they were drawn from."""

import numpy as np
import pytest
from scipy import stats

from corpus_tools.statistics.overdispersion import (
    autocorrelation_of,
    dispersion_of,
    draw_counts,
    fit_expected,
    gain_of_raised_rate,
)


@pytest.mark.parametrize("dispersion", [1.0, 1.5, 4.0])
def test_the_gain_is_that_of_the_two_distributions(dispersion: float) -> None:
    counts, expected = np.array([[0, 1, 5, 40]]), np.array([[0.5, 1.0, 6.0, 15.0]])

    def log_odds(mean: "np.typing.NDArray[np.float64]") -> "np.typing.NDArray[np.float64]":
        if dispersion == 1:
            return np.asarray(stats.poisson.logpmf(counts, mean))
        return np.asarray(stats.nbinom.logpmf(counts, mean / (dispersion - 1), 1 / dispersion))

    gain = gain_of_raised_rate(counts, expected, np.array([dispersion]), 2.5)
    np.testing.assert_allclose(gain, log_odds(2.5 * expected) - log_odds(expected), rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize(("dispersion", "autocorrelation"), [(1.0, 0.0), (2.0, 0.0), (2.0, 0.5)])
def test_what_was_drawn_is_found_again(dispersion: float, autocorrelation: float) -> None:
    expected = 8 * np.exp(np.linspace(-0.5, 0.5, 300))
    drawn = draw_counts(
        np.random.default_rng(1), expected, dispersion=dispersion, autocorrelation=autocorrelation, draws=200
    )
    np.testing.assert_allclose(drawn.mean(axis=0), expected, rtol=0.25)
    used = np.ones(drawn.shape, np.bool_)
    course = np.stack([np.ones(300), np.linspace(-1, 1, 300)], axis=1)
    fitted = fit_expected(drawn, np.zeros(300), course, used)
    np.testing.assert_allclose(fitted.mean(axis=0), expected, rtol=0.03)
    assert dispersion_of(drawn, fitted, used, 2).mean() == pytest.approx(dispersion, rel=0.06)
    found = autocorrelation_of(drawn, fitted, used).mean()
    assert found == pytest.approx(autocorrelation, abs=0.08)


def test_periods_that_are_not_used_do_not_matter() -> None:
    counts = np.full((1, 60), 5)
    counts[0, 30:33] = 50
    used = counts < 50
    fitted = fit_expected(counts, np.zeros(60), np.ones((60, 1)), used)
    assert fitted[0] == pytest.approx(5)
    assert dispersion_of(counts, fitted, used, 1).item() == 1
