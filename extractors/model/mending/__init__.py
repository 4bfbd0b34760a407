"""Attachments that the words around show to be wrong, put right: the parser's commonest slips in news prose.

No token is hung below itself, so that a tree stays a tree.
"""

from extractors.model.mending import clauses, nominals
from extractors.model.mending.heads import (
    BE,
    CALLS,
    CHOSEN,
    CLAUSES,
    DELEGATIONS,
    EMBEDDED,
    FINITE,
    MUTUAL,
    REPORTING,
    STAGED,
    STYLES,
    TIMES,
    VISITS,
    Heads,
)


def mend(tree: Heads) -> None:
    """Mend a document's tree, token by token."""
    for i, relation in enumerate(tree.relations):
        if tree.words[i] == "co":
            clauses.prefixed(tree, i)
            relation = tree.relations[i]
        if tree.words[i] in STYLES:
            nominals.styled(tree, i)
            relation = tree.relations[i]
        if tree.words[i] == "close" and relation in {"nmod", "obl"}:
            nominals.as_many(tree, i)
        if relation == "nsubj:pass":
            clauses.active(tree, i)
        if relation == "nsubj" and tree.relations[tree.heads[i]] == "ccomp":
            clauses.before_the_saying(tree, i)
        if relation == "vocative" and tree.tags[i] in {"VBD", "VBN"} and tree.tags[tree.heads[i]].startswith("NN"):
            tree.hang(i, tree.heads[i], "acl")  # "a delegation led by X"
            relation = "acl"
        if relation == "flat" and tree.people[i]:
            nominals.beside_a_verb(tree, i)
            relation = tree.relations[i]
        if relation in EMBEDDED | {"compound"} and tree.people[i] and tree.tags[tree.heads[i]].startswith("VB"):
            nominals.beside_a_verb(tree, i)
            relation = tree.relations[i]
        if relation == "nmod:poss" and tree.words[i] == "her":
            nominals.recipient(tree, i)
        if relation == "nmod:desc" and tree.people[tree.heads[i]]:
            nominals.governed(tree, i)
        elif relation == "nmod:desc":
            nominals.titled_at_a_verb(tree, i)
            relation = tree.relations[i]
        if relation in CLAUSES and tree.words[i] in REPORTING and tree.tags[i] in FINITE:
            clauses.who_says(tree, i)
            relation = tree.relations[i]
        if tree.tags[i].startswith("VB") and tree.words[tree.heads[i]] in REPORTING and tree.heads[i] < i:
            clauses.told_of_the_object(tree, i)
            relation = tree.relations[i]
        if relation == "ccomp" and clauses.of_what_is_meant(tree, i):
            continue
        if relation in {"advcl", "obl"} and tree.child(i, "cop") is not None:
            clauses.at_its_time(tree, i)
            relation = tree.relations[i]
        if relation == "advcl" and tree.tags[i] in {"NN", "NNS"} and nominals.after_it(tree, i):
            relation = "obl"
        if relation == "xcomp" and tree.tags[i] == "NN" and tree.child(i, "case") is not None:
            tree.hang(i, tree.heads[i], "obl")  # "called on the president-elect"
            relation = "obl"
        if relation == "nmod" and tree.words[i] in CALLS:
            clauses.over_the_telephone(tree, i)
            relation = tree.relations[i]
        if relation == "nmod":
            nominals.chosen_as(tree, i)
            if tree.people[i]:
                nominals.beside_the_noun(tree, i)
            relation = tree.relations[i]
        if relation == "appos" and tree.people[i]:
            nominals.of_their_leader(tree, i)
        elif relation == "appos" and tree.words[i] in VISITS:
            nominals.of_what_is_done(tree, i)
            relation = tree.relations[i]
        if relation == "conj":
            nominals.of_two_states(tree, i)
            nominals.before_its_verb(tree, i)
            if tree.people[i]:
                nominals.beside_the_title(tree, i)
            relation = tree.relations[i]
        personal = relation in {"appos", "nmod", "obj", "obl"} and tree.personal(i)
        if personal:
            nominals.included(tree, i)
            relation = tree.relations[i]
        if personal and relation in {"nmod", "obl"}:
            nominals.agent(tree, i)
            nominals.companion(tree, i)
        if relation in {"nsubj", "obj"} and tree.heads[i] < i and tree.personal(i):
            nominals.owner(tree, i)
            relation = tree.relations[i]
        if relation.startswith("obl") or relation in {"advcl", "obj"}:
            clauses.after_the_saying(tree, i)
        if relation == "obl":
            nominals.object_after_all(tree, i)
            relation = tree.relations[i]
        if relation.startswith("obl"):
            clauses.of_what_is_discussed(tree, i)
            clauses.before_the_participle(tree, i)
            clauses.before_the_clause(tree, i)
            clauses.in_the_nearer_clause(tree, i)
            clauses.in_the_relative_clause(tree, i)
            clauses.in_the_clause_before(tree, i)
        elif relation == "appos" and nominals.whose(tree, i):
            continue
        elif relation == "appos" and tree.people[i] and tree.words[tree.heads[i]] in DELEGATIONS:
            nominals.of_their_heads(tree, i)
        elif relation == "appos" and tree.people[i] and tree.people[tree.heads[i]]:
            nominals.another_person(tree, i)
        elif relation == "appos" and tree.people[i] and tree.words[tree.heads[i]] in MUTUAL:
            nominals.of_the_title(tree, i)
        elif relation == "appos" and tree.heads[i] < i and tree.tags[tree.heads[i]].startswith("VB"):
            nominals.object_apart(tree, i)
        elif relation == "appos" and tree.relations[tree.heads[i]].startswith("nsubj"):
            nominals.nearer(tree, i)
        elif relation == "appos" and tree.relations[tree.heads[i]] == "obl":
            nominals.received_there(tree, i)
        elif relation == "acl" and tree.tags[i] in FINITE and clauses.said_of_the_root(tree, i):
            continue
        elif relation == "acl" and tree.words[i] in CHOSEN:
            nominals.of_the_chosen(tree, i)
        elif relation == "advcl" and tree.words[i] == "visiting" and tree.words[i - 1] == "and":
            nominals.and_the_visitor(tree, i)
        elif relation == "advcl" and tree.words[i] == "visiting":
            nominals.with_the_visitor(tree, i)
        elif relation == "advcl" and tree.words[i] == "following":
            clauses.following(tree, i)
        elif relation == "advcl" and (clauses.to_be_held(tree, i) or clauses.of_what_stands_before(tree, i)):
            continue
        elif relation in EMBEDDED and (where := clauses.where(tree, i)) is not None:
            clauses.of_the_place(tree, i, where)
        elif relation in EMBEDDED and (relative := clauses.relative(tree, i)) is not None:
            if relation == "advcl" or tree.heads[i] > i:
                clauses.of_the_person(tree, i, relative)
        elif relation in {"acl", "advcl"} and tree.words[i] in STAGED and tree.tags[i] == "VBN":
            clauses.staged(tree, i)
        elif relation == "acl:relcl" and tree.words[tree.heads[i]] in TIMES and tree.relations[tree.heads[i]] == "root":
            clauses.on_that_day(tree, i)
        elif relation == "acl:relcl" and (who := clauses.relative(tree, i)) is not None:
            clauses.of_nothing(tree, i, who)
        elif relation == "acl:relcl":
            clauses.of_a_thing(tree, i)
        elif relation == "nsubj" and tree.heads[i] < i:
            nominals.second_subject(tree, i)
        elif relation.startswith("nsubj"):
            nominals.who_is_told(tree, i)
            nominals.between_them(tree, i)
        elif relation == "conj" and tree.personal(i) and tree.child(i, "case") is not None:
            nominals.not_joined(tree, i)
        elif relation == "conj" and tree.tags[i] in {"VBD", "VBZ"} and tree.tags[tree.heads[i]] == "VB":
            clauses.second_predicate(tree, i)
        elif relation == "conj" and (
            clauses.not_of_the_subject(tree, i) or nominals.holds_the_title(tree, i) or nominals.gapped(tree, i)
        ):
            continue
        elif relation in {"conj", "csubj"} and tree.tags[i] == "VB" and not clauses.of_what_stands_before(tree, i):
            clauses.infinitive(tree, i)
        elif relation == "xcomp" and tree.words[tree.heads[i]] in BE:
            clauses.is_to(tree, i)
        elif relation in {"advcl", "ccomp", "conj", "parataxis"} and tree.heads[i] < i:
            clauses.after_the_semicolon(tree, i)
