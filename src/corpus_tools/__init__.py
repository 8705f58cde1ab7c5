"""Timelines, terms and actors in Arabic news corpora, each number traced back to its sentence."""
