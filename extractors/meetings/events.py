"""A noun of encounter in its sentence: what holds it, and whom the words around it name."""

from msgspec import Struct

from extractors.cast import Party, agents
from extractors.inflection import written
from extractors.meetings.parties import OFFICEHOLDERS, OFFICIAL, PRESS, distinct, doers_of, parties_of
from extractors.meetings.patterns import ENTRIES, HOMES, LEXICON, VERBS, NounEntry
from extractors.scene import Scene
from extractors.syntax import ancestry, case, clausal, copular, negated, obliques, subjects
from extractors.tree import Token
from schemas.meeting import MeetingKind

# Verbs that only carry the noun: "held talks", "had a meeting".
# "Received a phone call from A".
TAKING = written(["field", "get", "receive"])
LIGHT = written(
    "attend be begin co-chair cochair chair conclude conduct continue convene do end enter finish follow get give have "
    "hold host join kick lay lead make occur open organise organize pay resume schedule set start take throw wrap plan "
    "cancel postpone seek want propose arrange request decline refuse skip expect include spend share address".split()
)
NEAR = 10
# Relations of what a verb has without a preposition.
CORE = frozenset({"obj", "nsubj", "nsubj:pass"})
AFTERWARDS = frozenset({"after", "ahead", "before", "following", "prior"})
MEDIATING = written("broker chair facilitate guide host lead mediate moderate oversee steer".split())
# "The talks brought A and B together".
BRINGING = written(["attract", "bring", "draw", "gather", "join", "reunite", "unite"])
HOSTING = written(LEXICON.signs.hosting)
ARRANGING = written(["arrange", "organise", "organize"])
GIVING = written(LEXICON.signs.giving)
# "A welcome ceremony for B".
WELCOMING = frozenset({"farewell", "welcome", "welcoming"})
HONOUR = frozenset({"honor", "honour"})
# "Expressed opposition to the ceremony": whoever did was not there.
STANCES = frozenset({"criticism", "doubt", "objection", "opposition", "reaction", "resistance"})
# Plurals that mean one encounter.
TALKS = frozenset({"consultations", "conversations", "deliberations", "discussions", "negotiations", "talks"})
LAYING = written(["lay"])
LENGTHS = frozenset({"hour", "minute"})
KEEPING = written(["keep"])  # "kept him for an hour"
BETWEEN = frozenset({"among", "between"})
JOINING = frozenset(
    {"with", "between", "of", "among", "involving", "by", "mediated", "from", "to", "on", "for", "against"}
)
# "Heard from B at a meeting", "put the idea to B in talks"; not "read a letter from B".
DEALING = frozenset({"from", "to", "with"})
MESSAGES = written(LEXICON.signs.messages)


class Event(Struct, frozen=True, kw_only=True):
    """A noun of encounter; `holder` is the predicate over it and `role` its part there."""

    noun: Token
    entry: NounEntry
    kind: MeetingKind
    holder: Token | None
    role: str
    own: list[Party]  # whose encounter it is: "A's talks"
    complements: list[tuple[str, Token]]  # preposition and partner

    @property
    def rule(self) -> str:
        """The rule that found it."""
        return f"meetings.{self.entry.lemma}"

    @property
    def object(self) -> Token | None:
        """The predicate of which it is the object."""
        return self.holder if self.role == "obj" else None


def event_of(scene: Scene, noun: Token, entry: NounEntry) -> Event:
    """Read the words around a noun of encounter."""
    holder, role = _holder(noun)
    owners = [] if entry.mourns else [c for c in noun.children if c.dep_ == "nmod:poss"]
    own = parties_of(scene, owners, OFFICEHOLDERS)
    own += parties_of(scene, [c for c in noun.children if c.dep_ == "compound"], OFFICIAL)
    complements = [(preposition, token) for preposition, token in obliques(noun) if preposition in JOINING]
    if holder is not None:
        complements += _of_holder(holder, role, entry)
        complements += [(p, t) for p, t in obliques(holder) if p == "for" and words_before(noun) & WELCOMING]
        if role == "nsubj" and holder.lower_ in BRINGING:
            own += parties_of(scene, brought(holder), OFFICEHOLDERS)
    for head in (noun, holder) if holder is not None else (noun,):
        complements += [("for", token) for _, honour in obliques(head) for token in _honoured(honour)]
    if holder is not None and role == "obj":
        if agents(holder) and any(c.dep_ == "nsubj:pass" for c in holder.children):
            complements += [("with", token) for token in agents(holder)]  # "was granted an audience by the king"
        if holder.lower_ in HOSTING | GIVING:  # "gave B an audience"
            complements += [("with", c) for c in holder.children if c.dep_ in {"obj", "iobj"} and c.i < noun.i]
    if entry.meal and (holder is None or holder.lower_ not in HOSTING):  # "a dinner for A at the residence of B"
        rooms = [t for head in (noun, holder or noun) for p, t in obliques(head) if p == "at" and t.lower_ in HOMES]
        hosts = [t for room in rooms for p, t in obliques(room) if p == "of"]
        hosts += [c for room in rooms for c in room.children if c.dep_ == "nmod:poss"]
        own += parties_of(scene, hosts, OFFICIAL)
        complements += [("with", t) for p, t in obliques(noun) if hosts and p == "for"]
    kept = holder is not None and role == "for" and entry.lemma in LENGTHS and holder.lower_ in KEEPING
    if holder is not None and kept and all(c.lower_ != "waiting" for c in holder.children):
        complements += [("with", c) for c in holder.children if c.dep_ == "obj"]
        own += doers_of(scene, holder, OFFICEHOLDERS)
    for clause in noun.children:
        if clause.dep_ in {"acl", "acl:relcl"}:
            complements += _of_clause(clause, entry)
        others = any(p in BETWEEN for p, _ in complements)  # "a meeting that he had arranged between A and B"
        if clause.dep_ == "acl:relcl" and clause.lower_ in (HOSTING - ARRANGING if others else HOSTING | LIGHT):
            own += doers_of(scene, clause, OFFICEHOLDERS)
        elif (
            clause.dep_ in {"acl", "acl:relcl"} and VERBS.get(clause.lower_) is ENTRIES["attend"] and not agents(clause)
        ):
            own += [party for party in doers_of(scene, clause, OFFICEHOLDERS) if party.official]
    prepositions = {"with", "between"} | ({"for"} if holder is not None and holder.lower_ in HOSTING else set())
    if not any(p in prepositions for p, _ in complements) and (following := _following(noun, prepositions)):
        complements.append(following)
    return Event(
        noun=noun, entry=entry, kind=_kind(scene, noun, entry), holder=holder, role=role, own=own,
        complements=complements,
    )  # fmt: skip


def brought(verb: Token) -> list[Token]:
    """Whom a verb brings together; the parser may have read an oblique after the particle."""
    return [c for c in verb.children if c.dep_ == "obj" or (c.dep_ == "obl" and c.i > verb.i and not case(c))]


def _of_holder(holder: Token, role: str, entry: NounEntry) -> list[tuple[str, Token]]:
    """The partners that the predicate over a noun names: "held talks in Lima with B"."""
    if role not in CORE and entry.lemma not in LENGTHS:
        return []
    wanted = set(BETWEEN)
    if holder.lower_ in LIGHT:
        wanted |= {"with"} | ({"on", "to"} if entry.kind == "call" else set())
        wanted |= {"for"} if holder.lower_ in HOSTING else set()
        wanted |= {"to"} if holder.lower_ in GIVING and entry.lemma in LENGTHS else set()
        wanted |= {"from"} if (entry.kind == "call" or entry.lemma == "welcome") and role == "obj" else set()
    elif role not in CORE:
        return []
    elif entry.kind == "call" and holder.lower_ in TAKING:
        wanted |= {"from"}
    wanted |= {"for"} if holder.lower_ in GIVING else set()
    return [(p, t) for p, t in obliques(holder) if p in wanted]


def _honoured(honour: Token) -> list[Token]:
    """In whose honour something is held."""
    if honour.lower_ not in HONOUR:
        return []
    visiting = [t for c in honour.children if c.lower_ == "visiting" for t in c.children if t.dep_ == "obj"]
    return [t for _, t in obliques(honour)] + [c for c in honour.children if c.dep_ == "nmod:poss"] + visiting


def _of_clause(clause: Token, entry: NounEntry) -> list[tuple[str, Token]]:
    """The partners that a clause about a noun names: "the lunch that A gave for B", "talks chaired by C"."""
    by = "mediated" if clause.lower_ in MEDIATING and not entry.meal else "by"
    found = [(by, token) for token in agents(clause)]
    for act in (clause, *(below for below in clause.children if below.dep_ == "xcomp")):
        found += [(p, t) for p, t in obliques(act) if p in {"with", "between", "to"}]
    if clause.dep_ == "acl:relcl" and clause.lower_ in HOSTING:
        found += [(p, t) for t in clause.children if (p := case(t)) in {"for", "with"}]
    if clause.lower_ in {"featuring", "including", "involving"}:
        found += [("involving", t) for t in clause.children if t.dep_ == "obj"]
    return found


def _kind(scene: Scene, noun: Token, entry: NounEntry) -> MeetingKind:
    before = words_before(noun)
    if entry.lemma in {"conference", "briefing"} and before & LEXICON.modifiers.press_conference:
        return "press_conference"
    if entry.lemma == "briefing" and any(preposition == "from" for preposition, _ in obliques(noun)):
        return "talks"
    if entry.lemma == "call" and any(preposition == "with" and t.lower_ in PRESS for preposition, t in obliques(noun)):
        return "press_conference"
    if distant(noun):
        return "call"
    if entry.kind == "call" and (
        before & {"courtesy", "separate"} or any(case(t) == "on" and t.i not in scene.dates for t in noun.children)
    ):
        return "talks"
    return entry.kind


def words_before(noun: Token) -> set[str]:
    """The words that stand before a noun and belong to it."""
    return {child.lower_ for child in noun.children if child.dep_ in {"compound", "amod"}}


def distant(noun: Token) -> bool:
    """Whether the words before a noun say that it is from afar: "phone call", "video conference"."""
    return bool(words_before(noun) & LEXICON.modifiers.call)


def _holder(noun: Token) -> tuple[Token | None, str]:
    """The predicate that a noun depends on, through "a day of", "on the sidelines of", and its part in it."""
    role = noun.dep_
    node = noun
    while node.head.i != node.i:
        role = node.dep_ if node.i == noun.i or node.dep_ in CORE else role
        if node.dep_ == "obl:unmarked" or _laid_on(node):
            role = "obj"  # "wrapped up two days of talks"
        elif node.dep_.startswith("obl") or node.dep_.startswith("nmod"):
            role = case(node) or role
        if clausal(node.head):
            if node.dep_ in CORE:
                role = node.dep_
            return node.head, "obj" if node.dep_ == "flat" else role  # "had a tête-à-tête"
        node = node.head
    return None, "root"


def _laid_on(token: Token) -> bool:
    """Whether a noun is what somebody lays on, the particle read as its preposition: "laid on a dinner for B"."""
    verb = token.head
    return verb.lower_ in LAYING and case(token) == "on" and not any(child.dep_ == "obj" for child in verb.children)


def _following(noun: Token, prepositions: set[str]) -> tuple[str, Token] | None:
    """The partner whom the words give after a noun, wherever the parser hung him: "a session on Tuesday with A"."""
    for token in noun.doc[noun.i + 1 : min(noun.i + NEAR, noun.sent.end)]:
        arranged = token.tag_ == "VBN" and token.i == noun.i + 1  # "a session planned for Friday with A"
        if (token.pos_ in {"VERB", "AUX", "SCONJ", "CCONJ"} and not arranged) or token.text in {";", ":"}:
            return None
        if token.lower_ in prepositions and token.head.i > token.i:
            return token.lower_, token.head
    return None


def around(scene: Scene, event: Event, wide: bool) -> list[Party]:
    """The officials whom the predicate of a noun brings to it."""
    noun, holder, role = event.noun, event.holder, event.role
    if copular(noun) and case(noun) in {"at", "in"} and not negated(noun):
        return parties_of(scene, subjects(noun), OFFICEHOLDERS | {"body"})  # "A and B were at the talks"
    if holder is None:  # "Tuesday: Minister A in Oslo for talks with B"
        return parties_of(scene, [step for step in ancestry(noun)[1:] if case(step) == ""][-1:], OFFICIAL)
    if role.startswith("nsubj") or noun.head.lower_ in STANCES or _in_general(noun):
        return []
    if role.split(" ")[0] in AFTERWARDS:  # "will be received by B before talks with C"
        return parties_of(scene, subjects(holder), OFFICEHOLDERS | {"body"})
    people = doers_of(scene, holder, OFFICEHOLDERS | {"body"})
    if role == "obj" and holder.lower_ not in LIGHT and not wide:
        return people if holder.lower_ in VERBS else [party for party in people if party.official]
    people += parties_of(scene, agents(holder), OFFICEHOLDERS)
    if role != "obj":
        people += parties_of(scene, [c for c in holder.children if c.dep_ in {"obj", "iobj"}], OFFICIAL)
        shared = [holder, *(c for c in holder.children if c.dep_ == "obj" and c.lower_ not in MESSAGES)]
        people += parties_of(scene, [t for head in shared for p, t in obliques(head) if p in DEALING], OFFICIAL)
    return distinct(people)


def _in_general(noun: Token) -> bool:
    """Whether a bare plural means no encounter in particular: "the rules for debates", "in meetings"."""
    return noun.lower_ not in TALKS and noun.tag_ == "NNS" and all(child.dep_ == "case" for child in noun.children)
