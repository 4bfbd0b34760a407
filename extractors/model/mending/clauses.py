"""Slips about clauses: what a clause is of, where one ends and the next begins, who says it."""

from typing import Final

from extractors.inflection import written
from extractors.model.mending.heads import (
    FINITE,
    MUTUAL,
    NOMINAL,
    REPORTING,
    STAGED,
    VISITS,
    WEEKDAYS,
    Heads,
)
from extractors.reactions import COMING, CONSIDERING, EVENTS

# What is done to events, or set for a day.
ARRANGED: Final = STAGED | {"fixed", "foreseen", "pencilled", "penciled", "proposed", "set"}
# Adjectives and participles that an infinitive completes.
BOUND: Final = frozenset("able bound due expected likely poised ready scheduled set slated supposed willing".split())
# Tokens between a place and a clause about it, and between a semicolon and the predicate after it.
REACH, FAR = 8, 40
PAUSES: Final = frozenset({",", ";", ":", "—", "–", '"', "“", "”"})
# How the words of a phrase hang on its head: "its ambassador in Lima, X".
NAMING: Final = frozenset({"appos", "compound", "flat", "nmod"})
# How people speak from afar: "a telephone call".
AFAR: Final = frozenset({"phone", "telephone", "video"})
# What is done to encounters: "the summit that A and B will hold".
HOLDING: Final = written(["attend", "give", "have", "hold", "host"])
# What encounters do: "a meeting in the city of Lima that took place in May".
OCCURRING: Final = frozenset({"began", "ended", "held", "lasted", "opened", "took"})
HAVE: Final = frozenset({"had", "has", "have", "'d", "'s", "'ve", "’d", "’s", "’ve"})


def following(tree: Heads, i: int) -> None:
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


def where(tree: Heads, i: int) -> int | None:
    """The "where" that opens a clause after a comma."""
    before = (j for j in tree.children.get(i, ()) if 0 < j < i and tree.words[j - 1] == ",")
    return next((j for j in before if tree.words[j] == "where"), None)


def of_the_place(tree: Heads, i: int, where: int) -> None:
    """ "in Lima last week, where she met X": the clause is of the place just named."""
    for place in range(where - 2, max(where - REACH, -1), -1):
        if tree.tags[place].startswith("VB"):
            return
        if tree.named[place] and not tree.people[place]:
            while tree.relations[place] in {"flat", "compound"}:
                place = tree.heads[place]
            tree.hang(i, place, "acl:relcl")
            return


def after_the_semicolon(tree: Heads, i: int) -> None:
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


def relative(tree: Heads, i: int) -> int | None:
    """The "who" or "whom" before a verb that it belongs to."""
    return next((j for j in tree.children.get(i, ()) if j < i and tree.words[j] in {"who", "whom"}), None)


def of_the_person(tree: Heads, i: int, relative: int) -> None:
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


def _has_subject(tree: Heads, i: int) -> bool:
    """Whether a verb has a subject, or is of a clause with a word that stands for one."""
    return any(
        tree.relations[child].startswith(("nsubj", "mark")) or tree.tags[child].startswith("W")
        for child in tree.children.get(i, ())
    )


def who_says(tree: Heads, i: int) -> None:
    """ "A will meet B, the ministry said": what stands between the comma and the verb is who says so."""
    if _has_subject(tree, i):
        told = tree.heads[i]
        aside = tree.relations[i] in {"ccomp", "nsubj:outer"} or (
            tree.relations[i] == "advcl" and tree.child(i, "mark") is None
        )
        if aside and told < i and tree.words[told] not in REPORTING and tree.words[tree.first(i) - 1] == ",":
            tree.hang(i, told, "parataxis")  # "they agreed to meet, the minister said"
        return
    who = i - 1
    while who > 0 and (tree.relations[who] == "punct" or (tree.heads[who] == i and tree.relations[who] == "advmod")):
        who -= 1
    while tree.relations[who] in NAMING and tree.heads[who] < who:
        if tree.relations[who] == "appos" and not tree.people[who]:
            break
        who = tree.heads[who]
    while tree.words[tree.first(who) - 1] not in PAUSES and tree.relations[who] in {"acl", "nmod", "obl"}:
        if tree.heads[who] > who:
            break
        who = tree.heads[who]  # "sources close to the talks"
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


def before_the_saying(tree: Heads, i: int) -> None:
    """ "X's spokesman said the two met": who stands before the saying is who says so."""
    told, saying = tree.heads[i], tree.heads[tree.heads[i]]
    finite = tree.words[saying] in REPORTING and tree.tags[saying] in FINITE
    another = any(saying < child < told and tree.relations[child] == "nsubj" for child in tree.children[told])
    if i < saying < told and finite and another and not _has_subject(tree, saying):
        tree.hang(i, saying, "nsubj")


def at_its_time(tree: Heads, i: int) -> None:
    """ "hours after the minister, X, had been in Lima": who stands before the copula is the subject of a clause."""
    helpers = [child for child in tree.children[i] if tree.relations[child].startswith(("aux", "cop"))]
    who = min(helpers) - 1
    if who >= i or _has_subject(tree, i):
        return
    while who > 0 and (tree.words[who] == "," or (tree.relations[who] in {"appos", "flat"} and tree.heads[who] < who)):
        who = who - 1 if tree.words[who] == "," else tree.heads[who]
    mark = tree.child(who, "case")
    if mark is None or tree.words[mark] not in {"after", "before"} or mark > who:
        return
    tree.hang(i, tree.heads[i], "advcl")
    tree.hang(who, i, "nsubj")
    tree.hang(mark, i, "mark")


def of_what_is_discussed(tree: Heads, i: int) -> None:
    """ "discussed the summit in Lima on Friday": the day is that of the summit, as its place is."""
    verb = tree.heads[i]
    events = [c for c in tree.children[verb] if tree.relations[c] == "obj" and c < i and tree.words[c] in EVENTS]
    if tree.words[verb] not in CONSIDERING or not events or not PAUSES.isdisjoint(tree.words[events[-1] : i]):
        return
    below = tree.children.get(events[-1], ())
    placed = any(tree.relations[c] == "nmod" and events[-1] < c < i and tree.named[c] for c in below)
    if placed or any(tree.words[c] in COMING for c in below):
        tree.hang(i, events[-1], "nmod")


def over_the_telephone(tree: Heads, i: int) -> None:
    """ "congratulated X on his victory in a telephone call": the call is where she did so, no part of the victory."""
    noun, case = tree.heads[i], tree.child(i, "case")
    afar = any(tree.words[child] in AFAR for child in tree.children[i])
    if not afar or case is None or tree.words[case] not in {"during", "in"} or tree.words[noun] in MUTUAL:
        return
    while tree.relations[noun] == "nmod":
        noun = tree.heads[noun]
    verb = tree.heads[noun]
    if tree.relations[noun] in {"obj", "obl"} and tree.tags[verb].startswith("VB") and verb < i:
        tree.hang(i, verb, "obl")


def said_of_the_root(tree: Heads, i: int) -> bool:
    """ "X, in office since May, named Y": a finite verb is no participle; the name before it is its subject."""
    who = tree.heads[i]
    if tree.relations[who] != "root" or not tree.people[who] or tree.words[i - 1] != "," or _has_subject(tree, i):
        return False
    tree.swap(i, "nsubj")
    return True


def told_of_the_object(tree: Heads, i: int) -> None:
    """ "announced the debate, which was due, has been cancelled": what is announced is a clause about the debate."""
    saying = tree.heads[i]
    told = tree.child(saying, "obj")
    helped = any(tree.relations[j].startswith("aux") and tree.tags[j] in FINITE for j in tree.children.get(i, ()))
    if told is None or not saying < told < i or not helped or tree.child(i, "cc") is not None or _has_subject(tree, i):
        return
    tree.hang(told, i, "nsubj:pass" if tree.child(i, "aux:pass") is not None else "nsubj")
    tree.hang(i, saying, "ccomp")


def before_the_clause(tree: Heads, i: int) -> None:
    """ "said on Monday she would go": what stands before the subject of what is said belongs to the saying."""
    verb = tree.heads[i]
    saying = tree.heads[verb]
    if tree.relations[verb] != "ccomp" or not saying < i < verb or tree.words[saying] not in REPORTING:
        return
    opening = [child for child in tree.children[verb] if tree.relations[child].startswith(("mark", "nsubj"))]
    if opening and i < min(opening) and "," not in tree.words[i : min(opening)]:
        tree.hang(i, saying, tree.relations[i])


def after_the_saying(tree: Heads, i: int) -> None:
    """ "She would go, he said on Monday", "The deal is close, he said after meeting X": what follows the saying without
    a pause belongs to it."""
    verb = tree.heads[i]
    saying = tree.heads[verb] if tree.relations[verb] == "ccomp" else None
    if saying is None:
        aside = (c for c in tree.children[verb] if tree.relations[c] == "parataxis" and verb < c < i)
        saying = next((c for c in aside if tree.words[c] in REPORTING), None)
    if saying is None or not verb < saying < i or tree.words[saying] not in REPORTING:
        return
    if PAUSES.isdisjoint(tree.words[saying : tree.first(i)]):
        tree.hang(i, saying, tree.relations[i])


def before_the_participle(tree: Heads, i: int) -> None:
    """ "ends a tour on Friday in Lima, having met X": what stands before the comma belongs to the clause before it."""
    clause = tree.heads[i]
    having = tree.child(clause, "aux")
    if having is None or not tree.heads[clause] < i < having < clause or tree.relations[clause] != "advcl":
        return
    if tree.words[having] == "having" and tree.words[having - 1] == ",":
        tree.hang(i, tree.heads[clause], tree.relations[i])


def in_the_nearer_clause(tree: Heads, i: int) -> None:
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


def in_the_relative_clause(tree: Heads, i: int) -> None:
    """ "The team that was to have met X this week has put off its trip": what stands before the end of a clause about
    the subject belongs to that clause."""
    verb = tree.heads[i]
    subject = tree.child(verb, "nsubj")
    clause = tree.child(subject, "acl:relcl") if subject is not None else None
    if subject is None or clause is None or not subject < clause < i < verb:
        return
    pauses = [j for j in range(subject, verb) if tree.words[j] == ","]
    apart = any(j < clause for j in pauses)  # ", who met X this week, …"
    if i < pauses[-1] if apart else not any(clause < j < i for j in pauses):
        tree.hang(i, clause, tree.relations[i])


def in_the_clause_before(tree: Heads, i: int) -> None:
    """ "has hit A, who spoke for an hour on Monday, and B": what stands between "who spoke" and the comma belongs to
    it."""
    head = tree.heads[i]
    for verb in range(i - 1, head, -1):
        if tree.words[verb] in PAUSES:
            return
        if tree.relations[verb] == "acl:relcl" and tree.tags[verb].startswith("VB"):
            start = tree.first(verb)
            if head < start and tree.words[start - 1] == ",":
                tree.hang(i, verb, "obl")
            return


def prefixed(tree: Heads, i: int) -> None:
    """ "A and B co-chaired a summit": the verb is "chaired", whatever hangs on "co"."""
    verb = i + 2
    if tree.words[i + 1 : i + 2] != ["-"] or verb >= len(tree.words) or not tree.tags[verb].startswith("VB"):
        return
    if tree.heads[verb] == i:
        tree.lift(verb, "compound:prt")
    for child in [*tree.children.get(i, ())]:
        if tree.relations[child] != "punct":
            tree.hang(child, verb, tree.relations[child])
    after = (j for j in tree.children.get(verb, ()) if j > verb and tree.relations[j] == "obl")
    objects = [j for j in after if tree.child(j, "case") is None]
    if objects and tree.child(verb, "obj") is None and tree.tags[objects[0]].startswith("NN"):
        tree.hang(objects[0], verb, "obj")


def not_of_the_subject(tree: Heads, i: int) -> bool:
    """ "called on X, who won and is to be sworn in": it is X who is; whether that was so."""
    verb, joint = tree.heads[i], tree.child(i, "cc")
    both = tree.tags[verb] in FINITE and tree.tags[i].startswith("VB")
    if not both or joint is None or tree.words[joint - 1] == "," or tree.child(i, "nsubj"):
        return False
    for clause in range(joint - 1, verb, -1):
        if tree.words[clause] in PAUSES and tree.words[clause + 1] not in {"who", "which"}:
            return False
        if tree.relations[clause] == "acl:relcl" and tree.tags[clause] in FINITE:
            tree.hang(i, clause, "conj")
            return True
    return False


def staged(tree: Heads, i: int) -> None:
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
        lift(tree, i)


def active(tree: Heads, i: int) -> None:
    """ "She had called on him": without a form of "be" a perfect is active, and so is its subject."""
    verb = tree.heads[i]
    perfect = any(tree.relations[c] == "aux" and tree.words[c] in HAVE for c in tree.children.get(verb, ()))
    if perfect and tree.child(verb, "aux:pass") is None:
        tree.hang(i, verb, "nsubj")


def on_that_day(tree: Heads, i: int) -> None:
    """ "The same day the envoy called on him": the day is when he called, and no day that he called."""
    relative = any(tree.tags[child].startswith("W") for child in tree.children.get(i, ()))
    subject = tree.child(i, "nsubj")
    if not relative and subject is not None and tree.heads[i] < subject and tree.tags[i] in FINITE:
        tree.swap(i, "obl:unmarked")


def second_predicate(tree: Heads, i: int) -> None:
    """ "urged him to wait and spoke": a finite verb is joined to the finite verb before it, to no infinitive."""
    verb = tree.heads[i]
    infinitive = any(tree.tags[child] == "TO" for child in tree.children.get(verb, ()))
    while infinitive and tree.tags[verb] not in FINITE and tree.heads[verb] < verb:
        verb = tree.heads[verb]
    if tree.tags[verb] in FINITE:
        tree.hang(i, verb, "conj")


def to_be_held(tree: Heads, i: int) -> bool:
    """ "will attend the summit to be held in Lima": it is the summit that is to be held; whether that was so."""
    start = tree.first(i)
    if tree.tags[start] != "TO" or tree.child(i, "aux:pass") is None or start < 1 or tree.heads[i] > i:
        return False
    noun = start - 1 - (tree.words[start - 1] == ",")
    if not tree.tags[noun].startswith("NN") or tree.people[noun] or tree.words[i] not in STAGED | {"held"}:
        return False
    tree.hang(i, noun, "acl")
    return True


def of_what_stands_before(tree: Heads, i: int) -> bool:
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


def of_what_is_meant(tree: Heads, i: int) -> bool:
    """ "set a day for the summit that A and B will hold, an aide said": what nobody says before that clause, and what
    lacks an object, is of the noun before "that"; whether that was so."""
    mark = next((j for j in tree.children.get(i, ()) if j < i and tree.words[j] == "that"), None)
    if mark is None or mark < 2 or tree.words[i] not in HOLDING or tree.child(i, "obj") is not None:
        return False
    noun, saying = mark - 1, tree.heads[i]
    if tree.words[noun] not in MUTUAL or not tree.tags[noun].startswith("NN") or noun < saying < mark:
        return False
    tree.hang(i, noun, "acl:relcl")
    return True


def of_nothing(tree: Heads, i: int, relative: int) -> None:
    """ "the visit to Peru of Premier X, who was received": "who" is no visit, but the person named before it."""
    if tree.words[tree.heads[i]] in MUTUAL | VISITS:
        of_the_person(tree, i, relative)


def of_a_thing(tree: Heads, i: int) -> None:
    """ "the debate between A and B, which was cancelled": "which" is nobody, nor what had been set for a day; what
    took place is no town."""
    opening = tree.words[min((j for j in tree.children.get(i, ()) if tree.relations[j] != "punct"), default=i)]
    head = tree.heads[i]
    if (opening == "which" and tree.personal(head)) or (
        opening == "that" and tree.words[i] in ARRANGED and tree.personal(head)
    ):
        lift(tree, i)
    elif opening in {"that", "which"} and tree.words[i] in OCCURRING and tree.words[head] not in MUTUAL:
        noun = (step for step in tree.above(i) if tree.words[step] in MUTUAL and tree.tags[step].startswith("NN"))
        event = next(noun, None)
        if event is not None and event < i:
            tree.hang(i, event, "acl:relcl")


def lift(tree: Heads, i: int) -> None:
    """Hang a clause on the nearest noun above that names nobody and no place."""
    for step in tree.above(i):
        if not (tree.named[step] or tree.personal(step)):
            if tree.tags[step].startswith("NN"):
                tree.hang(i, step, tree.relations[i])
            return
        if tree.relations[step] not in NOMINAL:
            return


def infinitive(tree: Heads, i: int) -> None:
    """ "was due to meet": the infinitive completes the word before it."""
    mark = next((child for child in tree.children.get(i, ()) if tree.tags[child] == "TO"), None)
    if mark is not None and mark > 0 and tree.words[mark - 1] in BOUND:
        tree.hang(i, mark - 1, "xcomp")


def is_to(tree: Heads, i: int) -> None:
    """ "A and B are to meet": "are" is an auxiliary of what they are to do."""
    if (
        tree.heads[i] > i
        or tree.tags[i] != "VB"
        or not any(tree.tags[child] == "TO" for child in tree.children.get(i, ()))
    ):
        return
    tree.lift(i, "aux")
