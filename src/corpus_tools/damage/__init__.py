"""Text that is no text: what was done to it, how to undo it, and what cannot be undone."""
