"""The tokenizer: spaCy's English one, with the joints of news prose."""

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path
from typing import Final

from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

# Where a word is cut in two.
INFIXES: Final = (
    r"[—–]",  # ranges and dashes without spaces: 3–5, (Agency)—The
    r"(?<=[a-zA-Z])--(?=[a-zA-Z])",
    r"(?<=\.)-(?=[A-Za-z])",  # U.S.-led
    r"\)(?=[\w—–-])",
    r'["“”]',
    r"(?<=[A-Za-z]):(?=[A-Za-z])",
    r"(?<=%)-(?=[0-9])",
)
# Magnitudes and units written onto their number.
SUFFIXES: Final = (r"(?<=[0-9])(?:bn|tn|mn|bln|mln|trn|[kKMB]|ft|mi|MW|GW|kW|MWh|GWh|kWh|pc|pct|kph|mph|hrs?|mins?)",)
# Titles that keep their full stop.
ABBREVIATIONS: Final = (
    "Lt.", "Col.", "Maj.", "Capt.", "Sgt.", "Cmdr.", "Brig.", "Hon.", "Rt.", "Amb.", "Cpl.", "Supt.", "Insp.", "Pres.",
    "Atty.", "Msgr.", "Fr.", "Sr.", "Sra.", "Dra.", "H.E.", "Sec.",
)  # fmt: skip

SHORT: Final = 3
LONGEST: Final = 300
VOCABULARY: Final = Path(__file__).parent / "vocab.txt"
FAMILIAR: Final = 4_000
CACHED: Final = 16_384
WORD: Final = re.compile(r"\S+")


class LinearTokenizer(Tokenizer):  # type: ignore[misc]
    """Reads what has no space for too long in stretches: spaCy's time grows with the square of such a word."""

    def __call__(self, string: str) -> Doc:
        """Cut a text into tokens."""
        if max(map(len, string.split()), default=0) <= LONGEST:
            return super().__call__(string)  # type: ignore[no-any-return]
        parts = [super(LinearTokenizer, self).__call__(string[start:end]) for start, end in pairwise(stretches(string))]
        tokens = [(token.text, bool(token.whitespace_)) for part in parts for token in part]
        words, spaces = [text for text, _ in tokens], [space for _, space in tokens]
        return Doc(self.vocab, words=words, spaces=spaces)


def stretches(text: str) -> list[int]:
    """Return where a text is cut so that no word is longer than ``LONGEST``, its ends included.

    >>> stretches("so long: " + 700 * "x" + " end")
    [0, 309, 609, 713]
    """
    inner = [
        start
        for word in WORD.finditer(text)
        if word.end() - word.start() > LONGEST
        for start in range(word.start() + LONGEST, word.end(), LONGEST)
    ]
    return [0, *inner, len(text)]


def make_tokenizer(nlp: Language) -> Tokenizer:
    """Build the tokenizer whose tokens the network was trained on; it never loses a character.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> [token.text for token in make_tokenizer(nlp)("QUITO, May 3–5 (Wire)—The U.S.-led")]
    ['QUITO', ',', 'May', '3', '–', '5', '(', 'Wire', ')', '—', 'The', 'U.S.', '-', 'led']
    """
    defaults = nlp.Defaults
    tokenizer = LinearTokenizer(
        nlp.vocab,
        rules=_rules(defaults.tokenizer_exceptions),
        prefix_search=compile_prefix_regex(list(defaults.prefixes or ())).match,
        suffix_search=compile_suffix_regex([*(defaults.suffixes or ()), *SUFFIXES]).search,
        infix_finditer=compile_infix_regex([*(defaults.infixes or ()), *INFIXES]).finditer,
        token_match=defaults.token_match,
        url_match=defaults.url_match,
        max_cache_size=CACHED,
    )
    for word in familiar():
        tokenizer(word)
    return tokenizer


def _rules(exceptions: dict[str, list[dict[int | str, str]]]) -> dict[str, list[dict[int | str, str]]]:
    """What is cut otherwise than by the rules: "Im" and "Wed" are a name and a day more often than what they lack."""
    kept = {word: parts for word, parts in exceptions.items() if not word.isalpha() or len(word) > SHORT}
    return kept | {whole: [{"ORTH": whole}] for whole in ABBREVIATIONS}


def familiar() -> Iterator[str]:
    """The commonest words as texts write them: what is cut once, before any document, is not cut again in each."""
    with VOCABULARY.open(encoding="utf-8") as lines:
        words = (line.strip() for line in lines)
        for word in islice((word for word in words if word.isalpha() and len(word) > 1), FAMILIAR):
            yield from (word, word.title(), f"{word},", f"{word}.")
