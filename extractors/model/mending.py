"""Attachments that the words around show to be wrong, put right: the parser's commonest slips in news prose.

No token is hung below itself, so that a tree stays a tree.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from extractors.inflection import written

# What is done to events, never to people and places.
STAGED: Final = frozenset(
    "arranged attended brokered cancelled canceled chaired convened hosted mediated planned postponed rescheduled "
    "scheduled slated".split()
)
# What is done to events, or set for a day.
ARRANGED: Final = STAGED | {"fixed", "foreseen", "pencilled", "penciled", "proposed", "set"}
# What is done to people when they take office.
CHOSEN: Final = frozenset("appointed born elected inaugurated named nominated re-elected reelected sworn".split())
# Adjectives and participles that an infinitive completes.
BOUND: Final = frozenset("able bound due expected likely poised ready scheduled set slated supposed willing".split())
REPORTING: Final = written("say tell announce report add declare state confirm note warn insist write".split())
FINITE: Final = frozenset({"VBD", "VBP", "VBZ"})
# What people have with each other: "with X" belongs to these nouns.
MUTUAL: Final = written(
    "alliance audience breakfast call consultation contact conversation debate dialogue dinner discussion duel "
    "encounter exchange friendship interview lunch meeting negotiation photo relation relationship rivalry row session "
    "summit talk tie".split()
)
BE: Final = frozenset({"are", "is", "was", "were"})
# Tokens between a place and a clause about it, and between a semicolon and the predicate after it.
REACH, FAR = 8, 40
# What "…, the ministry said" is at times taken for.
CLAUSES: Final = frozenset({"acl:relcl", "advcl", "ccomp", "parataxis", "root"})
# What a clause about somebody is at times taken for.
EMBEDDED: Final = frozenset({"advcl", "ccomp", "xcomp"})
# What joins a partner to an encounter.
JOINING: Final = frozenset({"by", "from", "to", "with"})
WEEKDAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
GIVING: Final = written("convey deliver extend give hand offer pass present read show submit".split())
PAUSES: Final = frozenset({",", ";", ":", "—", "–", '"', "“", "”"})
# How the words of a phrase hang on its head: "its ambassador in Lima, X".
NAMING: Final = frozenset({"appos", "compound", "flat", "nmod"})
NOMINAL: Final = frozenset({"nmod", "obl", "obj", "appos", "conj", "flat", "nmod:unmarked", "obl:unmarked"})


class Tree:
    """The tokens of one document with their heads, as plain lists; `mended` are the tokens that were changed."""

    def __init__(
        self, words: Sequence[str], tags: Sequence[str], heads: list[int], relations: list[str], kinds: Sequence[str]
    ) -> None:
        self.words, self.tags, self.heads, self.relations = words, tags, heads, relations
        self.people = [kind == "PERSON" for kind in kinds]
        self.named = [kind in {"PERSON", "LOC"} for kind in kinds]
        self.children: dict[int, list[int]] = {}
        for i, head in enumerate(heads):
            if head != i:
                self.children.setdefault(head, []).append(i)
        self.mended: set[int] = set()

    def personal(self, i: int) -> bool:
        """Whether a nominal names a person, or has one named beside it: "her counterpart, X"."""
        return self.people[i] or any(self.relations[c] == "appos" and self.people[c] for c in self.children.get(i, ()))

    def above(self, i: int) -> Iterator[int]:
        """Everything that stands over a token, from its head up."""
        while self.heads[i] != i:
            i = self.heads[i]
            yield i

    def first(self, i: int) -> int:
        """Where the phrase of a token begins, punctuation apart."""
        below = [i]
        for token in below:
            below += (child for child in self.children.get(token, ()) if self.relations[child] != "punct")
        return min(below)

    def child(self, i: int, relation: str) -> int | None:
        """The first child of a token by a relation."""
        return next((child for child in self.children.get(i, ()) if self.relations[child].startswith(relation)), None)

    def hang(self, i: int, head: int, relation: str) -> None:
        """Give a token another head and relation, unless it stands over that head."""
        if head == i or i in self.above(head):
            return
        if head != self.heads[i]:
            self.children[self.heads[i]].remove(i)
            self.children.setdefault(head, []).append(i)
            self.heads[i] = head
        self.relations[i] = relation
        self.mended.add(i)

    def lift(self, i: int, relation: str) -> None:
        """Put a token in the place of its head, which hangs below it by a relation, with all that hung on the head."""
        head = self.heads[i]
        above = self.heads[head]
        self.children[head].remove(i)
        if above == head:
            self.heads[i] = i
        else:
            self.heads[i] = above
            self.children[above].remove(head)
            self.children[above].append(i)
        self.relations[i] = self.relations[head]
        for child in [*self.children[head]]:
            self.hang(child, i, self.relations[child])
        self.heads[head], self.relations[head] = i, relation
        self.children.setdefault(i, []).append(head)
        self.mended |= {i, head}


def mend(tree: Tree) -> None:
    """Mend a document's tree, token by token."""
    for i, relation in enumerate(tree.relations):
        if relation == "flat" and tree.people[i]:
            _beside_a_verb(tree, i)
            relation = tree.relations[i]
        if relation == "compound" and tree.people[i] and tree.tags[tree.heads[i]].startswith("VB"):
            _beside_a_verb(tree, i)
        if relation == "nmod:poss" and tree.words[i] == "her":
            _recipient(tree, i)
        if relation == "nmod:desc" and tree.people[tree.heads[i]]:
            _governed(tree, i)
        if relation in CLAUSES and tree.words[i] in REPORTING and tree.tags[i] in FINITE and not _has_subject(tree, i):
            _who_says(tree, i)
            relation = tree.relations[i]
        if relation in {"nmod", "obl"} and tree.personal(i):
            _agent(tree, i)
            _companion(tree, i)
        if relation in {"nsubj", "obj"} and tree.heads[i] < i and tree.personal(i):
            _owner(tree, i)
            relation = tree.relations[i]
        if relation.startswith("obl") or relation == "obj":
            _after_the_saying(tree, i)
        if relation.startswith("obl"):
            _before_the_clause(tree, i)
            _in_the_nearer_clause(tree, i)
        elif relation == "appos" and tree.people[i] and tree.people[tree.heads[i]]:
            _another_person(tree, i)
        elif relation == "appos" and tree.heads[i] < i and tree.tags[tree.heads[i]].startswith("VB"):
            _object_apart(tree, i)
        elif relation == "acl" and tree.words[i] in CHOSEN:
            _of_the_chosen(tree, i)
        elif relation == "advcl" and tree.words[i] == "visiting" and tree.words[i - 1] == "and":
            _and_the_visitor(tree, i)
        elif relation == "advcl" and tree.words[i] == "following":
            _following(tree, i)
        elif relation == "advcl" and _of_what_stands_before(tree, i):
            continue
        elif relation in EMBEDDED and (where := _where(tree, i)) is not None:
            _of_the_place(tree, i, where)
        elif relation in EMBEDDED and (relative := _relative(tree, i)) is not None:
            if relation == "advcl" or tree.heads[i] > i:
                _of_the_person(tree, i, relative)
        elif relation in {"acl", "advcl"} and tree.words[i] in STAGED and tree.tags[i] == "VBN":
            _staged(tree, i)
        elif relation == "acl:relcl":
            _of_a_thing(tree, i)
        elif relation == "nsubj" and tree.heads[i] < i:
            _second_subject(tree, i)
        elif relation == "conj" and tree.personal(i) and tree.child(i, "case") is not None:
            _not_joined(tree, i)
        elif relation == "conj" and (_holds_the_title(tree, i) or _gapped(tree, i)):
            continue
        elif relation in {"conj", "csubj"} and tree.tags[i] == "VB" and not _of_what_stands_before(tree, i):
            _infinitive(tree, i)
        elif relation == "xcomp" and tree.words[tree.heads[i]] in BE:
            _is_to(tree, i)
        elif relation in {"advcl", "ccomp", "conj", "parataxis"} and tree.heads[i] < i:
            _after_the_semicolon(tree, i)


def _owner(tree: Tree, i: int) -> None:
    """ "shook X's hand": X is whose hand it is."""
    case = tree.child(i, "case")
    if case is None or tree.words[case] not in {"'s", "’s"} or case + 1 == len(tree.words):
        return
    owned = next((j for j in tree.children[tree.heads[i]] if j > case and tree.relations[j] == "obj"), None)
    if owned is not None:
        tree.hang(i, owned, "nmod:poss")


def _and_the_visitor(tree: Tree, i: int) -> None:
    """ "President A and visiting leader B signed": B did too."""
    verb = tree.heads[i]
    subject = tree.child(verb, "nsubj")
    visitor = next((j for j in tree.children.get(i, ()) if j > i and tree.people[j]), None)
    if subject is None or visitor is None or subject > i or not i < verb:
        return
    tree.hang(visitor, subject, "conj")
    for child in [*tree.children[i]]:
        tree.hang(child, visitor, "nmod:desc")
    tree.hang(i, visitor, "amod")


def _following(tree: Tree, i: int) -> None:
    """ "fell on Monday, following a vote": "following" is a preposition, unless somebody follows another."""
    verb = tree.heads[i]
    beside = (j for j in tree.children[verb] if tree.relations[j] == "obl" and tree.first(j) == i + 1)
    noun = tree.child(i, "obj") or next(beside, None)
    if noun is None or tree.personal(noun):
        return
    tree.hang(noun, verb, "obl")
    for child in [*tree.children.get(i, ())]:
        tree.hang(child, noun, tree.relations[child])
    tree.hang(i, noun, "case")


def _where(tree: Tree, i: int) -> int | None:
    """The "where" that opens a clause after a comma."""
    before = (j for j in tree.children.get(i, ()) if 0 < j < i and tree.words[j - 1] == ",")
    return next((j for j in before if tree.words[j] == "where"), None)


def _of_the_place(tree: Tree, i: int, where: int) -> None:
    """ "in Lima last week, where she met X": the clause is of the place just named."""
    for place in range(where - 2, max(where - REACH, -1), -1):
        if tree.tags[place].startswith("VB"):
            return
        if tree.named[place] and not tree.people[place]:
            while tree.relations[place] in {"flat", "compound"}:
                place = tree.heads[place]
            tree.hang(i, place, "acl:relcl")
            return


def _after_the_semicolon(tree: Tree, i: int) -> None:
    """ "A told her; by Friday B was in Lima": what stands between a semicolon and a finite predicate is its own."""
    finite = tree.tags[i] in FINITE or any(
        child < i and tree.tags[child] in FINITE for child in tree.children.get(i, ())
    )
    sign = next((j for j in range(i - 1, max(i - FAR, -1), -1) if tree.words[j] == ";"), None)
    if not finite or sign is None or tree.heads[i] > sign:
        return
    for j in range(sign + 1, i):
        if tree.heads[j] < sign and tree.relations[j] in NOMINAL:
            if tree.child(j, "case") is not None:
                tree.hang(j, i, "obl")
            elif tree.child(i, "nsubj") is None:
                tree.hang(j, i, "nsubj")


def _relative(tree: Tree, i: int) -> int | None:
    """The "who" or "whom" before a verb that it belongs to."""
    return next((j for j in tree.children.get(i, ()) if j < i and tree.words[j] in {"who", "whom"}), None)


def _of_the_person(tree: Tree, i: int, relative: int) -> None:
    """ "X, whom Y will meet, was silent": a clause with "who" or "whom" is of the person named before it, and whoever
    is named inside it does what it says."""
    person = relative - 1
    while person > 0 and (tree.words[person] == "," or tree.tags[person] == "IN"):
        person -= 1
    while tree.relations[person] == "flat":
        person = tree.heads[person]
    if not tree.people[person] or i in tree.above(person):
        return
    tree.hang(i, person, "acl:relcl")
    if tree.words[relative] == "whom" and tree.child(i, "nsubj") is None:
        for child in [*tree.children[person]]:
            if relative < child < i and tree.relations[child] == "appos" and tree.people[child]:
                tree.hang(child, i, "nsubj")


def _not_joined(tree: Tree, i: int) -> None:
    """ "A meeting set for Lima with X": without a conjunction X is not one of several."""
    other = tree.heads[i]
    joined = any(tree.relations[child] in {"cc", "punct"} for child in tree.children.get(i, ()))
    if not joined and tree.relations[other] in {"obl", "nmod"} and not tree.personal(other):
        tree.hang(i, tree.heads[other], tree.relations[other])


def _recipient(tree: Tree, i: int) -> None:
    """ "gave her three hours": she is who got them, not whose they were."""
    given = tree.heads[i]
    verb = tree.heads[given]
    counted = tree.tags[i + 1 : i + 2] == ["CD"]
    if counted and tree.relations[given] == "obj" and tree.words[verb] in GIVING:
        tree.hang(i, verb, "iobj")


def _holds_the_title(tree: Tree, i: int) -> bool:
    """ "A laid a wreath and met the Prime Minister, Mr B", "her colleague in Lima, B", "the ministers, A and B": a name
    past a verb is no second to the one before it, nor one to a place or a plural, but the holder of the title beside
    it; whether that was so."""
    if not tree.people[i]:
        return False
    before = i - 1
    while before > 0 and tree.heads[before] == i and tree.relations[before] != "punct":
        before -= 1  # honorifics
    other = tree.heads[i]
    past = any(tree.tags[j] in FINITE for j in range(other + 1, before))
    placed = tree.named[other] and not tree.people[other] and tree.child(other, "conj") == i
    title = before - 1
    several = other == title and tree.tags[title] == "NNS" and tree.child(i, "conj") is not None
    if title < 0 or not (past or placed or several) or tree.words[before] != ",":
        return False
    while tree.relations[title] == "flat":
        title = tree.heads[title]
    while (case := tree.child(title, "case")) is not None and 0 < case < title:
        if tree.words[case] == "of" and tree.heads[title] < title:
            title = tree.heads[title]  # "the President of the Council, Mr B"
        elif placed and title == other:
            title = case - 1
        else:
            break
    borne = tree.relations[title] == "appos" and tree.people[tree.heads[title]]  # "A, the mayor of Lima, B and C"
    if not tree.tags[title].startswith("NN") or tree.named[title] or borne or i in tree.above(title):
        return False
    tree.hang(i, title, "appos")
    return True


def _governed(tree: Tree, i: int) -> None:
    """ "held talks with Prime Minister Mr B": the preposition before a title governs the name after it."""
    name, case = tree.heads[i], tree.child(i, "case")
    if case is None or not case < i < name or tree.words[case] not in JOINING or tree.child(name, "case") is not None:
        return
    tree.hang(case, name, "case")
    if tree.relations[name] == "nsubj" and tree.heads[name] < case:
        tree.hang(name, tree.heads[name], "obl")


def _has_subject(tree: Tree, i: int) -> bool:
    """Whether a verb has a subject, or is of a clause with a word that stands for one."""
    return any(
        tree.relations[child].startswith(("nsubj", "mark")) or tree.tags[child].startswith("W")
        for child in tree.children.get(i, ())
    )


def _who_says(tree: Tree, i: int) -> None:
    """ "A will meet B, the ministry said": what stands between the comma and the verb is who says so."""
    who = i - 1
    while who > 0 and (tree.relations[who] == "punct" or (tree.heads[who] == i and tree.relations[who] == "advmod")):
        who -= 1
    while tree.relations[who] in NAMING and tree.heads[who] < who:
        if tree.relations[who] == "appos" and not tree.people[who]:
            break
        who = tree.heads[who]
    start = tree.first(who)
    phrase = tree.relations[who] in NOMINAL | {"nsubj"} and tree.words[start - 1] in PAUSES
    if not phrase or tree.heads[who] >= start or any(tree.tags[j].startswith("VB") for j in range(start, i)):
        return
    tree.hang(who, i, "nsubj")
    above = tree.heads[i]
    while tree.relations[above] in NOMINAL:
        above = tree.heads[above]
    if above != i:
        tree.hang(i, above, "parataxis")


def _gapped(tree: Tree, i: int) -> bool:
    """ "met A on Monday and B on Tuesday": B is another whom the verb has for its object, no second verb and no second
    day; whether that was so."""
    head = tree.heads[i]
    verb = head if tree.tags[head].startswith("VB") else tree.heads[head]
    other = tree.child(verb, "obj")
    if other is None or not verb < other < i or tree.child(i, "case") is not None:
        return False
    timed = head == verb or tree.words[head] in WEEKDAYS or tree.tags[head] == "CD"
    personal, placed = (tree.personal(i), tree.personal(other)), (tree.named[i], tree.named[other])
    if not timed or not (all(personal) or (all(placed) and not any(personal))):
        return False
    tree.hang(i, other, "conj")
    return True


def _another_person(tree: Tree, i: int) -> None:
    """ "both leaders, Premier A and President B": B is another, not A once more."""
    joint = i - 1
    while joint > tree.heads[i] and tree.tags[joint].startswith(("NN", "JJ")) and not tree.people[joint]:
        joint -= 1
    if joint > tree.heads[i] and tree.words[joint] == "and" and tree.people[joint - 1]:
        tree.hang(i, tree.heads[i], "conj")


def _object_apart(tree: Tree, i: int) -> None:
    """What stands beside a verb without an object of its own is its object: "received in Lima, separately, the …"."""
    if tree.child(tree.heads[i], "obj") is None and tree.child(tree.heads[i], "ccomp") is None:
        tree.hang(i, tree.heads[i], "obj")


def _of_the_chosen(tree: Tree, i: int) -> None:
    """ "A meeting with X, sworn in last month": the one sworn in is the person named just before."""
    person = next((j for j in range(i - 1, max(tree.heads[i], i - 4), -1) if tree.people[j]), None)
    if person is not None:
        while tree.relations[person] == "flat":
            person = tree.heads[person]
        tree.hang(i, person, "acl")


def _beside_a_verb(tree: Tree, i: int) -> None:
    """A name that only adds to a verb is its agent, its object or its subject; one that is "flat" to another person's
    name is the object of what that one does, or the subject of the verb after it."""
    verb = tree.heads[i]
    if tree.people[verb] and not all(tree.people[verb:i]) and verb < i:
        done = tree.heads[verb]
        subject = tree.relations[verb] == "nsubj" and verb < done < i and tree.tags[done] in FINITE
        if subject and tree.child(done, "obj") is None and tree.child(i, "case") is None:
            tree.hang(i, done, "obj")
            return
        following = next((j for j in range(i, min(i + 6, len(tree.words))) if tree.tags[j] in FINITE), None)
        if following is not None and tree.child(following, "nsubj") is None:
            tree.hang(i, following, "nsubj")
        return
    if not tree.tags[verb].startswith("VB"):
        return
    case = tree.child(i, "case")
    if case is not None:
        passive = tree.words[case] == "by" and tree.child(verb, "aux:pass") is not None
        tree.relations[i] = "obl:agent" if passive else "obl"
    else:
        tree.relations[i] = "obj" if i > verb else "nsubj"
    tree.mended.add(i)


def _companion(tree: Tree, i: int) -> None:
    """ "settled the quarrel with X", "handed a letter to X": the verb, not its object, goes with a person."""
    noun = tree.heads[i]
    case = tree.child(i, "case")
    if tree.relations[i] != "nmod" or case is None:
        return
    word = tree.words[case]
    if word in {"'s", "’s"} and i < noun:
        tree.hang(i, noun, "nmod:poss")
        return
    while tree.relations[noun] == "nmod" and tree.words[noun] not in MUTUAL:
        noun = tree.heads[noun]
    verb = tree.heads[noun]
    if tree.relations[noun] != "obj" or noun > case:
        return
    if (word == "with" and tree.words[noun] not in MUTUAL) or (word == "to" and tree.words[verb] in GIVING):
        tree.hang(i, verb, "obl")


def _agent(tree: Tree, i: int) -> None:
    """ "was received at the airport by X": X received, though "airport" stands nearer."""
    case = tree.child(i, "case")
    if case is None or tree.words[case] != "by":
        return
    for verb in tree.above(i):
        if tree.tags[verb] == "VBN" and verb < i:
            passive = tree.child(verb, "aux:pass") is not None or tree.relations[verb] == "acl"
            if passive and tree.child(verb, "obl:agent") is None and verb != tree.heads[i]:
                tree.hang(i, verb, "obl:agent")
            return
        if tree.relations[verb] not in NOMINAL:
            return


def _before_the_clause(tree: Tree, i: int) -> None:
    """ "said on Monday she would go": what stands before the subject of what is said belongs to the saying."""
    verb = tree.heads[i]
    saying = tree.heads[verb]
    if tree.relations[verb] != "ccomp" or not saying < i < verb or tree.words[saying] not in REPORTING:
        return
    opening = [child for child in tree.children[verb] if tree.relations[child].startswith(("mark", "nsubj"))]
    if opening and i < min(opening) and "," not in tree.words[i : min(opening)]:
        tree.hang(i, saying, tree.relations[i])


def _after_the_saying(tree: Tree, i: int) -> None:
    """ "She would go, he said on Monday": what follows the saying without a pause belongs to it."""
    verb = tree.heads[i]
    saying = tree.heads[verb]
    if tree.relations[verb] != "ccomp" or not verb < saying < i or tree.words[saying] not in REPORTING:
        return
    if PAUSES.isdisjoint(tree.words[saying:i]):
        tree.hang(i, saying, tree.relations[i])


def _in_the_nearer_clause(tree: Tree, i: int) -> None:
    """ "flew home and is due to see X on Monday", "lands on Sunday and sees X on Monday": what stands in the second
    clause belongs to it, where the clauses differ in time."""
    verb = tree.heads[i]
    joined = [child for child in tree.children[verb] if tree.relations[child] == "conj" and verb < child < i]
    if not joined or not tree.tags[joined[-1]].startswith("VB"):
        return
    nearer = joined[-1]
    helped = any(tree.relations[child].startswith(("aux", "cop")) for child in tree.children.get(nearer, ()))
    dated = any(verb < child < nearer and tree.words[child] in WEEKDAYS for child in tree.children[verb])
    start = min((child for child in tree.children.get(i, ()) if child < i), default=i)
    if not (helped or (dated and tree.words[i] in WEEKDAYS)) or tree.words[start - 1] == ",":
        return
    completed = [child for child in tree.children[nearer] if tree.relations[child] == "xcomp" and child < i]
    tree.hang(i, completed[-1] if completed else nearer, tree.relations[i])


def _staged(tree: Tree, i: int) -> None:
    """ "a meeting between A and B, planned for Friday": it is the meeting that is planned."""
    head = tree.heads[i]
    if tree.relations[i] == "advcl":
        before = [
            child
            for child in tree.children[head]
            if child < i and tree.tags[child].startswith("NN") and tree.relations[child] in {"obj", "obl"}
        ]
        if before and tree.child(i, "aux") is None and not tree.named[before[-1]]:
            tree.hang(i, before[-1], "acl")
        return
    if tree.named[head]:
        _lift(tree, i)


def _of_what_stands_before(tree: Tree, i: int) -> bool:
    """ "A lunch, which B is to give in Lima, was planned", "talks with A that had been set for Friday fell through": a
    clause that opens with "which" or "that" is of the nominal before it, or of the subject that it parts from its
    verb; whether that was so."""
    relative = next((j for j in tree.children.get(i, ()) if j < i and tree.tags[j] == "WDT"), None)
    if relative is None or relative < 2:
        return False
    noun = relative - 1 - (tree.words[relative - 1] == ",")
    subject = tree.child(tree.heads[i], "nsubj") if tree.heads[i] > i else None
    if tree.people[noun] and subject is not None and subject < noun:
        noun = subject
    if not tree.tags[noun].startswith("NN") or tree.people[noun] or i in tree.above(noun):
        return False
    verb = tree.heads[i]
    for child in [*tree.children[i]]:
        if child < relative and tree.relations[child].startswith("nsubj") and verb != i:
            tree.hang(child, verb, tree.relations[child])  # what the clause parts from its verb
    tree.hang(i, noun, "acl:relcl")
    return True


def _of_a_thing(tree: Tree, i: int) -> None:
    """ "the debate between A and B, which was cancelled": "which" is nobody, nor what had been set for a day."""
    opening = tree.words[min(tree.children[i], default=i)] if i in tree.children else ""
    head = tree.heads[i]
    if (opening == "which" and tree.people[head]) or (
        opening == "that" and tree.words[i] in ARRANGED and tree.personal(head)
    ):
        _lift(tree, i)


def _lift(tree: Tree, i: int) -> None:
    """Hang a clause on the nearest noun above that names nobody and no place."""
    for step in tree.above(i):
        if not (tree.named[step] or tree.personal(step)):
            if tree.tags[step].startswith("NN"):
                tree.hang(i, step, tree.relations[i])
            return
        if tree.relations[step] not in NOMINAL:
            return


def _infinitive(tree: Tree, i: int) -> None:
    """ "was due to meet": the infinitive completes the word before it."""
    mark = next((child for child in tree.children.get(i, ()) if tree.tags[child] == "TO"), None)
    if mark is not None and mark > 0 and tree.words[mark - 1] in BOUND:
        tree.hang(i, mark - 1, "xcomp")


def _is_to(tree: Tree, i: int) -> None:
    """ "A and B are to meet": "are" is an auxiliary of what they are to do."""
    if (
        tree.heads[i] > i
        or tree.tags[i] != "VB"
        or not any(tree.tags[child] == "TO" for child in tree.children.get(i, ()))
    ):
        return
    tree.lift(i, "aux")


def _second_subject(tree: Tree, i: int) -> None:
    """ "A told his colleague": what follows a verb that has its subject is its object."""
    verb = tree.heads[i]
    if any(child < verb and tree.relations[child] == "nsubj" for child in tree.children[verb]) and not any(
        tree.relations[child] == "cop" for child in tree.children[verb]
    ):
        tree.hang(i, verb, "obj")
