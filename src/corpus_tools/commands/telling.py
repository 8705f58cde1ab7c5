"""What commands say in a terminal, in the reader's language."""

import argparse
import sys

from corpus_tools.reasons import message_in_words
from corpus_tools.terminal import printable


def tell(line: str, options: argparse.Namespace, *, as_error: bool = False) -> None:
    """Print a line, whose English stands in the code, in the language that the command speaks."""
    print(printable(message_in_words(line, options.spoken)), file=sys.stderr if as_error else sys.stdout)
