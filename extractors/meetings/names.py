"""The names of gatherings."""

from extractors.scene import Scene
from extractors.tree import Token

HEADS = frozenset({"heads", "leaders", "ministers", "presidents"})


def gathering_name(scene: Scene, noun: Token) -> str | None:
    """A gathering's own name: the capitalised words around its noun ("Fourth Reef Forum")."""
    doc = scene.doc
    start = noun.i
    before = doc[start - 1] if start > noun.sent.start + 1 else noun
    if before.dep_ == "compound" and before.head.i == noun.i and _in_name(scene, doc[start - 2]):
        start -= 1  # "the COP99 climate conference"
    while start > noun.sent.start and _in_name(scene, doc[start - 1]):
        start -= 1
    while start < noun.i and (doc[start].lower_ in {"'s", "’s", "-", "the"} or doc[start].pos_ == "PUNCT"):
        start += 1
    end = noun.i + 1
    if end + 1 < len(doc) and doc[end].lower_ in {"of", "for", "on"}:
        stop = end + 1
        if doc[stop].lower_ == "the" and stop + 1 < len(doc):
            stop += 1
        last = stop
        while last < noun.sent.end and doc[last].is_title | doc[last].is_upper and last not in scene.dates:
            last += 1
            if last < noun.sent.end - 1 and doc[last].lower_ == "of" and doc[last + 1].is_title:
                last += 1
        if last > stop and doc[stop].i not in scene.people and (doc[stop].i not in scene.places or last > stop + 1):
            end = last
    words = [doc[i] for i in range(start, end)]
    proper = [t for t in words if (t.is_title or t.is_upper or t.text[:1].isupper()) and t.i != noun.sent.start]
    if not proper or all(t.i in scene.people or t.i in scene.dates for t in proper):
        return None
    if all(t.i in scene.places for t in proper if t.i != noun.i) and not noun.text[:1].isupper():
        definite = doc[start - 1].lower_ == "the" and end == noun.i + 1 and noun.i - start > 1
        return doc.text(start, end) if definite else None  # "the Paris climate conference"
    return doc.text(start, end)


def is_of_a_body(scene: Scene, noun: Token) -> bool:
    """Whether the words right before a capitalised noun name a body or its heads: "APEC Leaders' Meeting"."""
    if not noun.is_title:
        return False
    for i in range(noun.i - 1, noun.sent.start - 1, -1):
        token = scene.doc[i]
        if token.is_upper and len(token) > 1 or token.lower_ in HEADS:
            return True
        if not _in_name(scene, token) and token.lower_ != "of":
            return False
    return False


def _in_name(scene: Scene, token: Token) -> bool:
    if token.i in scene.dates or token.i in scene.people:
        return False
    if token.text[:1].isupper() or token.is_upper:
        return (
            token.i in scene.entities
            or token.pos_ not in {"PRON", "DET", "ADP", "SCONJ", "CCONJ", "VERB", "AUX"}
            or token.is_upper
        )
    return token.text in {"-", "–", "&", "'s", "’s", "'", "’"} or token.dep_ == "nmod:poss" and token.text[:1].isupper()


def without_article(scene: Scene, start: int, end: int) -> str:
    """The words of a name without "the" before them."""
    if end - start > 1 and scene.doc[start].lower_ == "the":
        start += 1
    return scene.doc.text(start, end)
