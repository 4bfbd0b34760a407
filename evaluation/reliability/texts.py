"""Texts that break careless code, each made from a number: the same number gives the same text."""

from random import Random

NEWS = (
    "President Ana Quispe",
    "the Foreign Minister of Estonia, Ülo Rätsep,",
    "will meet",
    "met",
    "did not meet",
    "held talks with",
    "at the Lima Summit with",
    "phoned",
    "President Tano Reku",
    "ambassador Ilse Brandt of Austria",
    "in Valparaíso",
    "in Tallinn, Estonia",
    "on Monday",
    "on 04/10/2022",
    "since the 1990s",
    "from 3 to 5 May",
    "more than $3.5 billion",
    "15 to 20 per cent",
    "a two-day visit",
    "and",
    ",",
    ".",
    "\n",
    "\n\n",
    "\n- ",
    "By Ana Rojas",
    "TALLINN, May 3 (Agency) —",
    "“We agreed,” she said.",
    "climate change",
)
"""Pieces that news is made of."""
HOSTILE = (
    "\x00",
    "\x1b[31m",
    "\u202e",
    "\u200b",
    "\ufeff",
    "e\u0301\u0302\u0303",
    "\U0001f469\u200d\U0001f680",
    "\U0001f1ea\U0001f1ea",
    "שלום",
    "مرحبا",
    "会談",
    "٣٤",
    "²½",
    "ß",
    "İ",
    "\u2028",
    "\r\n",
    "\t",
    "<script>",
    "&amp;",
    "%s{0}",
    "31/02/2031",
    "$-0.0",
    "1,,2..3",
    "9" * 40,
    "$" * 20,
    "-" * 30,
    "1/1/" * 10,
    "(" * 20,
    "“" * 5,
)
"""Pieces that are no news."""
LONG = ("9" * 400, "-" * 400, "x" * 5000, "A. " * 100, "of " * 100, "1/1/" * 100, "(" * 400, "Á" * 2000)
"""Pieces without an end."""
JOINTS = (" ", " ", " ", "", "\n", ", ", " of ")


def text(number: int, most: int = 12) -> str:
    """A text of at most so many pieces.

    >>> text(7) == text(7), text(7) == text(8)
    (True, False)
    """
    random = Random(number)
    pieces = [_piece(random) for _ in range(random.randint(1, most))]
    return _bent(random, random.choice(JOINTS).join(pieces))


def _piece(random: Random) -> str:
    chance = random.random()
    if chance < 0.65:
        return random.choice(NEWS)
    if chance < 0.85:
        return random.choice(HOSTILE)
    if chance < 0.852:
        return random.choice(LONG)
    return "".join(chr(_code(random)) for _ in range(random.randint(1, 8)))


def _code(random: Random) -> int:
    """A code point that is no surrogate, most often of the first thousand."""
    code = random.randrange(1024) if random.random() < 0.7 else random.randrange(0x110000)
    return 0x20 if 0xD800 <= code <= 0xDFFF else code


def _bent(random: Random, whole: str) -> str:
    """The text as it is, or with a stretch lost, doubled or in capitals."""
    start, end = sorted(random.randrange(len(whole) + 1) for _ in range(2))
    before, stretch, after = whole[:start], whole[start:end], whole[end:]
    return random.choice((whole, whole, before + after, before + stretch * 2 + after, before + stretch.upper() + after))
