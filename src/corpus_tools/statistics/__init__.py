"""Statistics of counts, on arrays: intervals, tests and control of false discoveries."""
