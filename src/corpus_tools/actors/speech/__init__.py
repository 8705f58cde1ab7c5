"""Reported speech: who says what, and how sure."""
