"""Actors: who is mentioned, by which name and with whom, and who says what."""
