"""Events: dated sentences in order, their bursts and reports, and files for other programs."""
