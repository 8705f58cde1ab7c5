"""Quotation marks of the other direction than what they open or close."""

import re

# The marks „ “ ” before a word and behind what is no blank, which are not always those of the kind that is meant there.
_OPENS_WORD = re.compile(r"(?<![^\s(\[:،])[”„](?=[^\s.،,:؛])")
_ENDS_WORD = re.compile(r"(?<=[^\s(\[])[“„](?=[\s.،,:؛!?؟)\]]|\Z)")


def turn_marks(text: str) -> str:
    """Return a text with an opening mark wherever one opens, and a closing one where one closes: of ”الحرب انتهت“ too.

    Some agencies write them so, and some the same mark twice, or „ below. The length stays.
    """
    if "“" in text or "”" in text:
        return _ENDS_WORD.sub("”", _OPENS_WORD.sub("“", text))
    return text
