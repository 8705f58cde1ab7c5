"""The error of a corpus that is too small for what is asked of it."""


class NothingToDrawError(ValueError):
    """The corpus has nothing that a figure would show, or too little to draw a conclusion from."""
