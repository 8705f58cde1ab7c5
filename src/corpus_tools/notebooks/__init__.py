"""Notebooks: what they show of a corpus, and copies of them that are run on another one.

Their texts stand in `notebooks/` of the project, where whoever reads them may change them.
"""
