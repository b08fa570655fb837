"""Where a long word may be broken: Swedish compounds and file names are wider than a narrow list."""

import re

_LONG_WORD = re.compile(r"\w{15,}")
_VOWEL, _CONSONANT = "[aeiouyåäö]", "[bcdfghjklmnpqrstvwxz]"
_SYLLABLE = re.compile(
    rf"(?<=\w\w)(?:(?<={_VOWEL})|(?<={_VOWEL}{_CONSONANT}))(?={_CONSONANT}{_VOWEL}\w)", re.IGNORECASE
)


def breakable(text: str) -> str:
    """Return ``text`` with its long words to be broken after underscores and between syllables."""
    return _LONG_WORD.sub(
        lambda word: _SYLLABLE.sub("\N{SOFT HYPHEN}", word[0].replace("_", "_\N{ZERO WIDTH SPACE}")), text
    )
