"""Normalization: from what a time expression says to its TIMEX3 value and its interval on the calendar."""
