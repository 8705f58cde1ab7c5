"""The report: one page with the standard figures and tables of a corpus, in which each number opens its sentences."""
