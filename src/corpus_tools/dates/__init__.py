"""Dates: time expressions, their intervals on the calendar."""
