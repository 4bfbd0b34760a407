"""Places that do not say where an event was: where another place lies, what is left, what a thing is told to be."""

from extractors.ground import POLLS, SITES
from extractors.inflection import written
from extractors.matches import DateMatch, PlaceMatch
from extractors.scene import RANK, Scene
from extractors.syntax import ancestry, case, head_of, predicate
from extractors.tree import Token

# What says where a place lies: "near", "30 miles east of".
NEIGHBOURING = frozenset({"near", "off", "outside"})
COMPASS = frozenset("east north northeast northwest south southeast southwest west".split())
DISTANCES = written("kilometre kilometer mile".split()) | {"km", "mi"}
# Whose day is not that of what is pledged.
PLEDGING = written("agree decide offer pledge promise propose refuse vow".split())
# What somebody comes from when it is over, and how.
STAYS = written("mission stay stop stopover tour trip visit".split())
MOVING = written("arrive come fly get go head land return travel".split())
# What makes a clause of the same time as the one it is joined to.
MEANWHILE = frozenset({"as", "when", "while", "whilst"})
PAST = frozenset({"after", "following"})
BEHIND = 2  # tokens from a place to the words about the one around it
# Words of another clause between a date and a place.
CLAUSE_WORDS = frozenset({"VERB", "AUX", "SCONJ"})


def beside(scene: Scene, head: Token) -> bool:
    """Whether a place only says where another lies: "Tema, near Accra", "40 miles west of Bermuda"."""
    governor = head.head
    if governor.dep_ == "appos" and (governor.lower_ in SITES or governor.head.i in scene.places):
        return governor.i not in scene.places  # "the governor of Louisiana, a state on the Gulf"
    if case(head) in NEIGHBOURING:
        return governor.i in scene.places and scene.locative(governor)
    if head.dep_ == "appos" and head.i not in scene.places:
        return True  # "in Tema, near the Ghanaian capital"
    apart = governor.head.i in scene.places or any(child.lower_ in DISTANCES for child in governor.children)
    return governor.lower_ in COMPASS and apart


def passed(scene: Scene, head: Token, date: DateMatch) -> bool:
    """Whether a place is only left for another: "from A he flies to B on Monday", "arrived in B on Monday from A"."""
    if case(head) != "from":
        return False
    if any(case(other) in {"for", "to"} for _, other in scene.places_of(head.i + 1, date.start)):
        return True
    verb = predicate(head)
    before = (other for _, other in scene.places_of(verb.i, head.i) if predicate(other).i == verb.i)
    return verb.lower_ in MOVING and date.start < head.i and any(case(other) in {"at", "in", "to"} for other in before)


def _ended(stay: Token) -> bool:
    """Whether a stay is told as over: "on completion of his visits"."""
    return stay.head.lower_ in {"completion", "conclusion", "end"} and case(stay) == "of"


def aside(scene: Scene, head: Token, date: DateMatch) -> bool:
    """Whether a place only says more of a thing in the dated clause: "backed a court to try crimes done in Lima"."""
    when = head_of(scene.doc, date.start, date.end)
    if when.dep_.startswith("nsubj") or side_by_side(scene, head, date):
        return False
    above = {step.i for step in ancestry(when)}
    if case(when) == "of" and when.head.lower_ in POLLS and all(step.i != when.head.i for step in ancestry(head)):
        return True  # "busy with the elections of May 4, she was in Lima"
    clause = predicate(when)
    for step in ancestry(head):
        if step.i in above or step.head.i == when.i:
            return False
        if step.dep_.startswith("nsubj") and step.head.i == clause.head.i and _placed(scene, clause):
            return True  # "leaders in Lima agreed to meet in Oslo in May"
        if step.dep_ == "xcomp" and step.head.i == clause.i and when.i < step.i and clause.lower_ in PLEDGING:
            return True  # "offered on Monday to host her in Lima"
        if step.lower_ in STAYS and (case(step) in PAST or (clause.lower_ in MOVING and _ended(step))):
            return True  # "returned on Monday after a visit to Lima"
        # "won the race, setting a mark in Lima"
        loose = step.tag_ == "VBG" and scene.words[step.left_edge.i - 1] == ","
        if step.dep_ == "acl" and not loose and not step.head.dep_.startswith("nsubj"):
            return True
    return False


def _placed(scene: Scene, clause: Token) -> bool:
    """Whether an infinitive has a place of its own."""
    return clause.dep_ == "xcomp" and bool(scene.places_of(clause.left_edge.i, clause.right_edge.i + 1))


def side_by_side(scene: Scene, head: Token, date: DateMatch) -> bool:
    """Whether nothing but a phrase lies between a date and a place."""
    first, last = (head.i + 1, date.start) if date.start > head.i else (date.end, head.i)
    between = scene.doc[first:last]
    return len(between) <= 6 and all(token.pos_ not in CLAUSE_WORDS and token.text != ";" for token in between)


def holds(outer: PlaceMatch, head: Token, inner: PlaceMatch, other: Token) -> bool:
    """Whether a place only says where another one is that the same event is told of."""
    if inner.id == outer.id or (inner.country and outer.country and inner.country != outer.country):
        return False
    more = RANK[inner.kind] - RANK[outer.kind]
    return (more > 0 and _close(head, other)) or (outer.kind == inner.kind == "city" and _lies(head, other))


def _lies(head: Token, other: Token) -> bool:
    """Whether a place stands in the phrase of another, or right behind it: "Rossio in Baixa", "the Baixa area of
    Lisbon", "in Baixa, in the city of Lisbon"."""
    site = head.head
    behind = case(head) == "of" and case(site) == case(other) == "in" and site.head.i == other.head.i
    if behind and 0 < site.left_edge.i - other.i <= BEHIND:
        return True
    named = other.head.i if other.dep_ == "compound" else other.i
    lying = False
    for step in ancestry(head):
        if step.i in {named, other.i}:
            return lying
        lying = step.dep_ == "nmod" and case(step) in {"in", "of"}
        if not lying and step.dep_ not in {"appos", "compound"}:
            break
    return False


def _close(a: Token, b: Token) -> bool:
    """Whether two places are of one clause, or of one and that which tells when: "killed in Peru, when a plane …"."""
    first, second = predicate(a), predicate(b)
    joined = any(x.dep_ == "advcl" and x.head.i == y.i and meanwhile(x) for x, y in ((first, second), (second, first)))
    return abs(a.i - b.i) <= 8 or first.i == second.i or joined


def meanwhile(clause: Token) -> bool:
    """Whether a clause is of the same time as what it is joined to: "while speaking to reporters"."""
    return any(child.dep_ in {"advmod", "mark"} and child.lower_ in MEANWHILE for child in clause.children)
