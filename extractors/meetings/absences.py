"""Who stayed away from an encounter of others: "X skipped the talks", "was not present", "in X's absence"."""

from bisect import bisect_right
from collections.abc import Iterator

from msgspec.structs import replace
from spacy.tokens import Token

from extractors.cast import Party
from extractors.inflection import written
from extractors.meetings.merge import Telling
from extractors.meetings.patterns import NOUNS, STAYING_AWAY
from extractors.scene import Scene
from extractors.syntax import negated, obliques, subjects

ATTENDING = written(["attend", "join"])
STAYING = written(["stay"])
PREDICATES = frozenset({"absent", "present"})
WORDS = STAYING_AWAY | ATTENDING | STAYING | PREDICATES | {"absence"}


def with_absent(scene: Scene, tellings: list[Telling]) -> list[Telling]:
    """The encounters, each with the officials who are told of as absent from it in its sentence or one after it."""
    found = list(tellings)
    starts = sorted((match.start, at) for at, telling in enumerate(found) for match in telling.evidence)
    for token, parties in _absences(scene):
        start, end = scene.sentence(token)
        last = bisect_right(starts, (end, 0)) - 1
        if last < 0 or starts[last][0] < scene.paragraph(start):
            continue
        telling = found[starts[last][1]]
        absent = tuple((party, "absent") for party in parties if party.key not in telling.keys)
        if telling.kind != "call" and absent:
            found[starts[last][1]] = replace(telling, parties=(*telling.parties, *absent))
    return found


def _absences(scene: Scene) -> Iterator[tuple[Token, list[Party]]]:
    """Every word that tells that officials stayed away, with who they are."""
    for i, word in enumerate(scene.words):
        if word not in WORDS or scene.quoted[i] or not scene.mined(i):
            continue
        token = scene.doc[i]
        who = _owners(token) if word == "absence" else subjects(token) if _stays_away(token) else []
        parties = [party for each in who for party in scene.who(each) if party.official]
        if parties:
            yield token, parties


def _owners(absence: Token) -> list[Token]:
    """Whose absence it is."""
    return [child for child in absence.children if child.dep_ == "nmod:poss"] + [
        token for preposition, token in obliques(absence) if preposition == "of"
    ]


def _stays_away(token: Token) -> bool:
    """Whether a verb or adjective tells that its subject is not at an encounter."""
    word = token.lower_
    if word in PREDICATES:
        linked = any(child.dep_ in {"cop", "aux:pass"} for child in token.children)
        return linked and negated(token) == (word == "present")
    if token.pos_ != "VERB":
        return False
    if word in STAYING:
        return any(child.lower_ == "away" for child in token.children)
    missed = any(child.dep_ == "obj" and child.lower_ in NOUNS for child in token.children)
    return missed and (negated(token) if word in ATTENDING else not negated(token))
