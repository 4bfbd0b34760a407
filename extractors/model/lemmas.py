"""Lemmas by LemmInflect's dictionary (NIH's SPECIALIST lexicon), with its rules for words that it does not know."""

from functools import lru_cache
from typing import Final

from lemminflect import getLemma

from extractors.model.pieces import QUOTES

# Short forms of auxiliaries, and forms that are lemmas of their own in UD.
AUXILIARIES: Final = {
    "'d": "would", "'ll": "will", "'m": "be", "'re": "be", "'s": "be", "'ve": "have", "ca": "can", "could": "could",
    "might": "might", "sha": "shall", "should": "should", "wo": "will", "would": "would",
}  # fmt: skip
COMPARED: Final = frozenset({"JJR", "JJS", "RBR", "RBS"})
# Comparatives that UD keeps, and words that only look like one.
KEPT: Final = frozenset({"better", "best", "earlier", "further", "later", "least", "less", "more", "most", "other"})


def load_dictionary() -> None:
    """Read the dictionary and the rules now, so that the first article need not wait, and forked workers share them."""
    for known_or_not in ("talks", "glorbing"):
        getLemma(known_or_not, upos="VERB")


@lru_cache(32_768)
def lemma_of(token: str, tag: str, word: str) -> str:
    """The lemma of a token by its Penn tag and UD part of speech; names keep their case.

    >>> lemma_of("Arrived", "VBD", "VERB"), lemma_of("talks", "NNS", "NOUN"), lemma_of("Accords", "NNPS", "PROPN")
    ('arrive', 'talk', 'Accords')
    """
    token = token.translate(QUOTES)
    lower = token.lower()
    if word == "PROPN" or token == "I" or (word == "NOUN" and tag == "NN" and token.isupper()):
        return token
    if word == "AUX" and lower in AUXILIARIES:
        return AUXILIARIES[lower]
    if word in {"VERB", "AUX", "NOUN"} or (word in {"ADJ", "ADV"} and tag in COMPARED and lower not in KEPT):
        found: tuple[str, ...] = getLemma(lower, upos=word)
        return found[0] if found else lower
    return lower
