"""The written forms of English words, so that lexicons of base forms find them whatever a model makes of them."""

from collections.abc import Iterable

VOWELS = frozenset("aeiou")
# Past tense and participle, where they are not regular.
IRREGULAR: dict[str, tuple[str, ...]] = {
    "be": ("am", "are", "been", "being", "is", "was", "were"),
    "become": ("became", "become"),
    "begin": ("began", "begun"),
    "break": ("broke", "broken"),
    "bring": ("brought",),
    "catch": ("caught",),
    "come": ("came", "come"),
    "cut": ("cut",),
    "do": ("did", "does", "done"),
    "draw": ("drawn", "drew"),
    "drink": ("drank", "drunk"),
    "eat": ("ate", "eaten"),
    "fall": ("fallen", "fell"),
    "fight": ("fought",),
    "find": ("found",),
    "flee": ("fled",),
    "fly": ("flew", "flown"),
    "forgo": ("forgone", "forwent"),
    "get": ("got", "gotten"),
    "give": ("gave", "given"),
    "go": ("goes", "gone", "went"),
    "grow": ("grew", "grown"),
    "have": ("had", "has"),
    "hit": ("hit",),
    "hold": ("held",),
    "keep": ("kept",),
    "know": ("knew", "known"),
    "lay": ("laid",),
    "lead": ("led",),
    "leave": ("left",),
    "make": ("made",),
    "meet": ("met",),
    "pay": ("paid",),
    "put": ("put",),
    "quit": ("quit",),
    "ride": ("ridden", "rode"),
    "ring": ("rang", "rung"),
    "rise": ("risen", "rose"),
    "say": ("said",),
    "see": ("saw", "seen"),
    "seek": ("sought",),
    "send": ("sent",),
    "set": ("set",),
    "shake": ("shaken", "shook"),
    "shoot": ("shot",),
    "show": ("showed", "shown"),
    "shrink": ("shrank", "shrunk"),
    "shut": ("shut",),
    "sit": ("sat",),
    "speak": ("spoke", "spoken"),
    "spend": ("spent",),
    "stand": ("stood",),
    "strike": ("stricken", "struck"),
    "swear": ("swore", "sworn"),
    "take": ("taken", "took"),
    "tell": ("told",),
    "think": ("thought",),
    "throw": ("threw", "thrown"),
    "win": ("won",),
    "write": ("written", "wrote"),
}
# Stressed on the last syllable, so that the final consonant doubles: "conferred".
DOUBLING = frozenset(
    {
        "admit",
        "axe",
        "chat",
        "confer",
        "control",
        "commit",
        "defer",
        "drop",
        "map",
        "plan",
        "quip",
        "rebut",
        "refer",
        "regret",
        "scrap",
        "scrub",
        "skip",
        "snub",
        "stab",
        "step",
        "stop",
        "wrap",
    }
)


def forms(word: str) -> frozenset[str]:
    """Every written form of a base form, verb or noun.

    >>> sorted(forms("confer"))
    ['confer', 'conferred', 'conferring', 'confers']
    >>> sorted(forms("meet")), sorted(forms("rally"))
    (['meet', 'meeting', 'meets', 'met'], ['rallied', 'rallies', 'rally', 'rallying'])
    """
    if word.endswith(("s", "x", "z", "ch", "sh")):
        third = word + "es"
    elif word.endswith("y") and word[-2:-1] not in VOWELS:
        third = word[:-1] + "ies"
    else:
        third = word + "s"
    stems = {word}
    if word.endswith("e") and not word.endswith("ee"):
        stems = {word[:-1]}
    elif word in DOUBLING or _short(word):
        stems = {word + word[-1]}
    elif word.endswith("l") and word[-2:-1] in VOWELS and (word[-3:-2] not in VOWELS or word.endswith("ial")):
        stems = {word, word + "l"}  # "signaled" and "signalled", "initialed" and "initialled"
    going = {stem + "ing" for stem in stems}
    if word in IRREGULAR:
        return frozenset({word, third, *going, *IRREGULAR[word]})
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        past = {word[:-1] + "ied"}
    elif word.endswith("e"):
        past = {word + "d"}
    else:
        past = {stem + "ed" for stem in stems}
    return frozenset({word, third, *going, *past})


def _short(word: str) -> bool:
    """Whether a word is one syllable that ends in consonant, vowel, consonant: "set"."""
    return (
        len(word) in {3, 4}
        and word[-1] not in VOWELS | {"w", "x", "y"}
        and word[-2] in VOWELS
        and word[-3] not in VOWELS
        and sum(letter in VOWELS for letter in word) == 1
    )


def written(words: Iterable[str]) -> frozenset[str]:
    """Every written form of some words.

    >>> "told" in written(["tell"])
    True
    """
    return frozenset(form for word in words for form in forms(word))
