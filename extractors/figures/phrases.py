"""The words of a noun phrase without the figure in it, its determiner and its clauses."""

from collections.abc import Collection

from extractors.tree import Token, Tree

NOUNS = frozenset({"NOUN", "PROPN"})
# What belongs to a noun phrase; "nmod" is kept by its preposition.
INNER = frozenset(
    {
        "advmod",
        "amod",
        "case",
        "compound",
        "det",
        "fixed",
        "flat",
        "flat:foreign",
        "goeswith",
        "nmod",
        "nmod:desc",
        "nmod:poss",
        "nmod:unmarked",
        "nummod",
        "obl",
        "punct",
    }
)
EDGES = frozenset({"ADP", "ADV", "CCONJ", "DET", "NUM", "PART", "PRON", "PUNCT", "SCONJ", "SPACE", "SYM"})
JOINERS = frozenset({"-", "'s", "’s", "–"})


def phrase(head: Token, skip: range, prepositions: Collection[str], longest: int) -> str | None:
    """The noun phrase of `head` without the tokens of `skip`, with the phrases that `prepositions` add to it."""
    if head.pos_ == "PRON":
        return None
    kept = {head.i}
    waiting = [head]
    while waiting:
        for child in waiting.pop().children:
            if child.i in skip or child.dep_ not in INNER or child.text in {",", ";", "(", ")", "“", "”", '"'}:
                continue
            if child.dep_ in {"nmod", "obl"} and not _added(child, prepositions):
                continue
            kept.add(child.i)
            waiting.append(child)
    return _words(head.doc, head.i, kept, skip, longest)


def _added(child: Token, prepositions: Collection[str]) -> bool:
    case = next((grandchild.lower_ for grandchild in child.children if grandchild.dep_ == "case"), None)
    return case is None or case in prepositions


def _words(doc: Tree, head: int, kept: set[int], skip: range, longest: int) -> str | None:
    """The unbroken stretch of kept tokens around the head, without edges that say nothing."""
    low = high = head
    while low - 1 in kept or (low - 2 in kept and doc[low - 1].text in JOINERS and low - 1 not in skip):
        low -= 1
    while high + 1 in kept or (high + 2 in kept and doc[high + 1].text in JOINERS):
        high += 1
    while low < head and (doc[low].pos_ in EDGES or doc[low].text in JOINERS) and doc[low + 1].text != "-":
        low += 1
    while high > head and doc[high].pos_ in EDGES:
        high -= 1
    high = min(high, max(head, low + longest - 1))
    return doc.text(low, high + 1).replace("\n", " ")
