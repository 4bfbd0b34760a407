"""The steps of the statements extractor: marks by characters, speakers and reports on hand-built trees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from extractors.matches import Match, PersonMatch, TopicMatch
from extractors.quotations import quotations
from extractors.statements import Statements
from extractors.statements.component import Config
from extractors.statements.patterns import KINDS, LEXICON, VERBS
from tests.unit.extractors.trees import VOCAB, official, people, span, tree


def marked(*paragraphs: str) -> list[str]:
    text, bounds = "\n\n".join(paragraphs), []
    for paragraph in paragraphs:
        start = bounds[-1][1] + 2 if bounds else 0
        bounds.append((start, start + len(paragraph)))
    return [text[found.start : found.end] for found in quotations(text, bounds)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Yes," he said. "No."', ["Yes,", "No."]),
        ("“Yes,” he said. “No.”", ["Yes,", "No."]),
        ("«Yes», he said. „No“, she said.", ["Yes", "No"]),
        ("``Yes,'' he said.", ["Yes,"]),
        ("'We can't take the ministers' plan,' he said.", ["We can't take the ministers' plan,"]),
        ("‘We can’t take the ministers’ plan,’ he said.", ["We can’t take the ministers’ plan,"]),
        ("The 'iron' and the 'folly' of it", ["iron", "folly"]),
        ("It's the dogs' day of rock 'n' roll in the '90s.", []),
        ('A 12" pipe, 6\'2" long', []),
        ('"The "free port" is not free," he said.', ['The "free port" is not free,']),
        ("“He said ‘no’ and “never” to us,” she said.", ["He said ‘no’ and “never” to us,"]),
        ('"It never ends, he said. "It goes on," he said.', ["It goes on,"]),
        ('He came." She left.', []),
        ('"" and “ ”', []),
    ],
)
def test_quotations_reads_marks_of_every_kind(text: str, expected: list[str]) -> None:
    assert marked(text) == expected


def test_quotations_go_on_where_each_paragraph_opens_anew() -> None:
    assert marked("“One.", "“Two.", "“Three,” he said. “Four.”") == ["One.", "Two.", "Three,", "Four."]
    assert marked("“One.", "Two.”") == []


@given(st.lists(st.text(alphabet="ab .,\"“”'‘’«»"), min_size=1, max_size=4))
def test_quotations_are_in_order_apart_and_between_their_marks(paragraphs: list[str]) -> None:
    text = "\n".join(paragraphs)
    starts = [sum(len(p) + 1 for p in paragraphs[:i]) for i in range(len(paragraphs))]
    bounds = [(start, start + len(p)) for start, p in zip(starts, paragraphs, strict=True)]
    end = 0
    for found in quotations(text, bounds):
        assert end <= found.outer_start < found.start < found.end <= found.outer_end
        end = found.outer_end


SAID = """
“        ``  PUNCT 3 punct
We       PRP PRON  3 nsubj
agree    VBP VERB  7 ccomp
,        ,   PUNCT 3 punct
”        ''  PUNCT 3 punct
Haskell  NNP PROPN 7 nsubj
{verb}   VBD VERB  0 root
{whom}   NNS NOUN  7 iobj
"""


def named(doc: Doc, at: int, pronouns: tuple[int, ...] = (), key: str | None = "o1") -> None:
    doc._.officials = (official(doc, key, at, at + 1),) if key else ()
    doc._.people = (PersonMatch(official=key, name=doc[at].text, mentions=((at, at + 1),), pronouns=pronouns),)
    people(doc, (at, at + 1))


def read(doc: Doc) -> Doc:
    return Statements(None, Config())(doc)


@pytest.mark.parametrize(("verb", "lemma"), [("said", "say"), ("wrote", "write"), ("told", "tell")])
def test_statements_ties_a_quotation_to_who_spoke_it(verb: str, lemma: str) -> None:
    doc = tree(SAID.format(verb=verb, whom="reporters"))
    named(doc, 5)
    (statement,) = read(doc)._.statements
    assert (statement.kind, statement.verb, statement.rule) == ("direct", lemma, "statements.after")
    assert statement.speaker.official == "o1"
    assert [doc.text[part.start_char : part.end_char] for part in statement.spans] == ["We agree ,"]
    assert (statement.addressee is not None) == (lemma == "tell")


def test_statements_needs_a_verb_of_saying() -> None:
    doc = tree(SAID.format(verb="painted", whom="houses"))
    named(doc, 5)
    assert read(doc)._.statements == ()


def test_statements_names_people_without_office() -> None:
    doc = tree(SAID.format(verb="said", whom="words"))
    named(doc, 5, key=None)
    (statement,) = read(doc)._.statements
    assert (statement.speaker.official, statement.speaker.name) == (None, "Haskell")


REPORTED = """
Haskell  NNP PROPN 2 nsubj
{verb}   VBD VERB  0 root
{not_}   RB  ADV   2 advmod
that     IN  SCONJ 6 mark
talks    NNS NOUN  6 nsubj
failed   VBD VERB  2 ccomp
"""


def test_statements_tells_what_an_official_is_reported_to_have_said() -> None:
    doc = tree(REPORTED.format(verb="said", not_="today"))
    named(doc, 0)
    doc._.topics = (TopicMatch(id="trade", salience=1.0, mentions=(Match(rule="test", **span(doc, 4, 5)),)),)
    (statement,) = read(doc)._.statements
    assert (statement.kind, statement.verb, statement.topics) == ("reported", "say", ("trade",))
    assert [doc.text[part.start_char : part.end_char] for part in statement.spans] == ["talks failed"]


def test_statements_leaves_out_what_is_denied_and_who_holds_no_office() -> None:
    denied = tree(REPORTED.format(verb="said", not_="never"))
    named(denied, 0)
    assert read(denied)._.statements == ()
    private = tree(REPORTED.format(verb="said", not_="today"))
    named(private, 0, key=None)
    assert read(private)._.statements == ()


def test_statements_can_leave_reports_out() -> None:
    doc = tree(REPORTED.format(verb="said", not_="today"))
    named(doc, 0)
    assert Statements(None, Config(reported=False))(doc)._.statements == ()


def test_statements_says_which_pronoun_stands_for_nobody() -> None:
    doc = tree(SAID.format(verb="said", whom="words").replace("Haskell  NNP PROPN", "he       PRP PRON "))
    (statement,) = read(doc)._.statements
    assert statement.speaker is None
    assert [(open_.kind, open_.start) for open_ in doc._.unresolved] == [("name", 5)]


def test_statements_survives_an_empty_document() -> None:
    assert read(Doc(VOCAB))._.statements == ()


def test_verbs_of_the_lexicon_stand_in_one_list() -> None:
    lemmas = [lemma for _, listed in KINDS for lemma in listed]
    assert len(lemmas) == len(set(lemmas))
    for words in (LEXICON.verbs.content, LEXICON.verbs.receiving, LEXICON.verbs.calling, LEXICON.prepositions):
        assert set(words) <= set(lemmas)
    assert VERBS["denied"].lemma == "deny"
