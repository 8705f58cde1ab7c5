"""Validation: a sample of places for a person to judge, and the precision that their answers give."""
