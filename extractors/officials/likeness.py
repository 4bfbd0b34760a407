"""Names as words, and how alike two of them are."""

import unicodedata

from extractors.officials.lexicon import PARTS

# Within so many edits two spellings of a long given name are the same where the surname is.
VARIANT_EDITS = 2
# How long such a name is at least: "Mohammed" and "Muhammad", not "Masoud" and "Masrour".
LONG = 7
GENERATIONS = frozenset({"jr", "sr"})


def fold(text: str) -> str:
    """Lower-case letters without accents and apostrophes: how names are compared.

    >>> fold("Ñuñez-O’Hara")
    'nunez-ohara'
    """
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return text.replace("’", "").replace("'", "").casefold()


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name that tell people apart: no suffix, no stops, no Arabic article.

    >>> words_of("Samir al-Tayeb"), words_of("J. Quill Jr."), words_of("Abd el Karim")
    (('samir', 'tayeb'), ('j', 'quill'), ('abd', 'karim'))
    """
    found = []
    for word in fold(text).replace("–", "-").split():
        article, hyphen, rest = word.partition("-")
        if hyphen and article in PARTS.articles:
            word = rest
        word = word.strip('.,"“”')
        if word and word not in PARTS.articles:
            found.append(word)
    while len(found) > 1 and found[-1] in GENERATIONS:
        found.pop()
    return tuple(found)


def generation_of(text: str) -> str:
    """What tells a son from his father of the same name: "jr", "sr", or nothing.

    >>> generation_of("Pedro Lagdameo Sr."), generation_of("Pedro Lagdameo")
    ('sr', '')
    """
    last = fold(text).rstrip(".").rsplit(maxsplit=1)[-1:]
    return last[0] if last and last[0] in GENERATIONS else ""


def likeness(short: tuple[str, ...], full: tuple[str, ...]) -> int:
    """How surely a shorter name is of the person with the full one: 0 not at all.

    >>> full = ("tomas", "eide", "halvorsen")
    >>> [likeness(words, full) for words in (("halvorsen",), ("eide", "halvorsen"), ("tomas",), ("eide",), ("lund",))]
    [4, 5, 2, 3, 0]
    >>> likeness(("t", "halvorsen"), full), likeness(("jonas", "halvorsen"), full)
    (5, 0)
    """
    if not short or not full:
        return 0
    if short == full:
        return 6
    if len(short) == 1:
        word = short[0]
        if len(word) == 1 or len(full) == 1:
            return 0
        if full[-1] == word:
            return 0 if full[-2] in PARTS.patronymics else 4
        # "Jean-Marc Ayala-Ruiz" is also "Ayala" or "Ruiz"; a name may be the last of a double surname.
        if word in full[1:-1] and word not in PARTS.particles:
            return 3
        if word in full[-1].split("-"):
            return 3
        return 2 if full[0] == word else 0
    if len(short) <= len(full):
        if _within(short, full):
            return 5 if _same_word(short[-1], full[-1]) or len(short) > 1 else 0
        if len(short) == len(full) and short[-1] == full[-1] and len(short) == 2:
            a, b = short[0], full[0]
            allowed = VARIANT_EDITS if min(len(a), len(b)) >= LONG else 1
            if min(len(a), len(b)) >= 5 and a[0] == b[0] and _edits(a, b, allowed) <= allowed:
                return 5
        if len(short) == len(full) and short[:-1] == full[:-1] and len(short) >= 2:
            a, b = short[-1], full[-1]
            if min(len(a), len(b)) >= 5 and _edits(a, b, VARIANT_EDITS) <= 1:
                return 5
    return 0


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the words of one name stand in the other in their order, initials counting as words."""
    rest = iter(long)
    return all(any(_same_word(word, other) for other in rest) for word in short)


def _same_word(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])


def _edits(a: str, b: str, most: int) -> int:
    """Edits between two words, or more than `most`."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
        if min(row) > most:
            return most + 1
    return row[-1]
