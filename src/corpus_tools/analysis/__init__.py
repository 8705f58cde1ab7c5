"""The standard analysis: what is found in a corpus, and the standard figures that are drawn of it.

The command, the notebooks and reports draw these figures from here, so that they have the same thresholds, compare the
same parts of a corpus and follow the same words. A figure that the corpus has not enough for says so.
"""
