"""The corpora read into one form: sentences with whatever gold each of them has."""

import csv
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from extractors.model.network import PIECES_OF_A_SEQUENCE, cut_at
from extractors.model.pieces import QUOTES

Block = list["Sentence"]
Spans = list[tuple[int, int, str]]

TITLES: Final = frozenset(
    """president vice prime minister premier chancellor secretary general deputy senator sen. rep. representative
    congressman congresswoman governor gov. mayor ambassador envoy judge justice king queen prince princess emperor
    empress sultan sheikh pope cardinal bishop archbishop father reverend rev. lord lady sir dame mr. mr mrs. mrs ms.
    ms miss dr. dr prof. prof professor captain capt. colonel col. major maj. lieutenant lt. gen. admiral adm. marshal
    commander sergeant sgt. officer chairman chairwoman chair director commissioner speaker attorney foreign defence
    defense interior finance acting interim former late elect leader chief baron duke duchess count saint st. hon.
    honourable spokesman spokeswoman spokesperson coach sheriff treasurer president-elect
    secretary-general doctor""".split()
)
ABBREVIATED_COUNTRIES: Final = frozenset(("US", "U.S.", "USA", "U.S.A.", "UK", "U.K."))
LINKS_IN_A_NAME: Final = frozenset(("of", "for", "on", "and", "&", "the", "-", "'s", "’s", ","))


@dataclass
class Sentence:
    """Tokens of a sentence with their gold; None where a corpus does not say."""

    forms: list[str]
    spaces: list[bool]
    tags: list[str | None] = field(default_factory=list)
    words: list[str | None] = field(default_factory=list)
    lemmas: list[str | None] = field(default_factory=list)
    heads: list[int | None] = field(default_factory=list)
    relations: list[str | None] = field(default_factory=list)
    names: Spans | None = None
    partial: bool = False
    starts: bool = True
    document: str = ""


def rows(path: Path) -> Iterator[tuple[dict[str, str], list[list[str]]]]:
    """Yield each sentence of a CoNLL-U (or IOB2) file as its comments and its rows."""
    comments: dict[str, str] = {}
    lines: list[list[str]] = []
    for line in (*path.read_text(encoding="utf-8").splitlines(), ""):
        if not line:
            if lines:
                yield comments, lines
            comments, lines = {}, []
        elif line.startswith("#") and "\t" not in line:
            key, _, value = line[1:].partition("=")
            comments[key.strip()] = value.strip()
        else:
            lines.append(line.split("\t"))


# Tags of the older scheme that the newer one no longer has, or uses otherwise.
UNSURE_TAGS: Final = frozenset(("ADD", "NFP", "AFX", "XX", "GW", "VERB", "LS", "SYM", "FW"))
RENAMED_RELATIONS: Final = {
    "obl:npmod": "obl:unmarked", "obl:tmod": "obl:unmarked", "nmod:npmod": "nmod:unmarked",
    "nmod:tmod": "nmod:unmarked", "flat:foreign": "flat",
}  # fmt: skip


def read_tree(lines: Sequence[Sequence[str]]) -> Sentence:
    """Turn CoNLL-U rows into a sentence."""
    words = [line for line in lines if line[0].isdigit()]
    inside: set[int] = set()
    glued: set[int] = set()
    for line in lines:
        first, dash, last = line[0].partition("-")
        if dash:
            inside.update(range(int(first), int(last)))
            if "SpaceAfter=No" in line[9]:
                glued.add(int(last))
    return Sentence(
        forms=[line[1] for line in words],
        spaces=[
            int(line[0]) not in inside and int(line[0]) not in glued and "SpaceAfter=No" not in line[9]
            for line in words
        ],
        tags=[line[4] for line in words],
        words=[line[3] for line in words],
        lemmas=[line[2] for line in words],
        heads=[int(line[6]) for line in words],
        relations=[RENAMED_RELATIONS.get(line[7], line[7]) for line in words],
    )


ENTITY: Final = re.compile(r"\((?P<open>\d+)-(?P<kind>[a-z]+)-[^()]*(?P<single>\))?|(?P<close>\d+)\)")
KINDS: Final = {"person": "PERSON", "organization": "ORG", "place": "LOC"}


def gum_mentions(lines: Sequence[Sequence[str]]) -> Spans:
    """Read the noun phrases of GUM that refer to people, organisations and places."""
    found: Spans = []
    opened: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for position, line in enumerate(line for line in lines if line[0].isdigit()):
        for misc in line[9].split("|"):
            if not misc.startswith("Entity="):
                continue
            for match in ENTITY.finditer(misc):
                if match["open"]:
                    opened[match["open"]].append((position, match["kind"]))
                if match["close"] or match["single"]:
                    number = match["close"] or match["open"]
                    if opened[number]:
                        start, kind = opened[number].pop()
                        if kind in KINDS:
                            found.append((start, position + 1, KINDS[kind]))
    return found


def names_of(sentence: Sentence, mentions: Spans) -> Spans:
    """Reduce noun phrases to the names in them: the head with its proper-noun parts, no title."""
    candidates = [
        (*bounds, kind)
        for start, end, kind in mentions
        if (bounds := _name_within(sentence, start, end, kind, mentions)) is not None
    ]
    return without_overlap(candidates)


def without_overlap(spans: Iterable[tuple[int, int, str]]) -> Spans:
    """Keep the longest of spans that overlap."""
    kept: Spans = []
    for span in sorted(set(spans), key=lambda span: (span[0] - span[1], span[0])):
        if all(span[1] <= other[0] or span[0] >= other[1] for other in kept):
            kept.append(span)
    return sorted(kept)


def _name_within(sentence: Sentence, start: int, end: int, kind: str, mentions: Spans) -> tuple[int, int] | None:
    inside = range(start, end)
    heads = [i for i in inside if (sentence.heads[i] or 0) - 1 not in inside]
    if not heads or sentence.tags[heads[0]] not in ("NNP", "NNPS"):
        return None
    head = heads[0]
    form = sentence.forms[head]
    if kind == "PERSON" and (sentence.tags[head] == "NNPS" or form.lower() in TITLES):
        return None
    if not form[0].isupper() and not form[0].isdigit() and form[0].isascii():
        return None
    parts, queue = {head}, [head]
    while queue:
        current = queue.pop()
        for child in inside:
            if (sentence.heads[child] or 0) - 1 == current and _belongs(sentence, child, kind, mentions):
                parts.add(child)
                queue.append(child)
    first = last = head
    while first > start and (
        first - 1 in parts or (first - 2 in parts and first - 2 >= start and _is_link(sentence, first - 1))
    ):
        first -= 1
    while last + 1 < end and (
        last + 1 in parts
        or any(
            n in parts and n < end and all(_is_link(sentence, m) for m in range(last + 1, n))
            for n in (last + 2, last + 3)
        )
    ):
        last += 1
    first, last = strip_edges(sentence.forms, first, last + 1, kind)
    return (first, last) if first < last else None


def _is_link(sentence: Sentence, position: int) -> bool:
    return sentence.forms[position].lower() in LINKS_IN_A_NAME


def _belongs(sentence: Sentence, child: int, kind: str, mentions: Spans) -> bool:
    relation = sentence.relations[child] or ""
    proper = sentence.tags[child] in ("NNP", "NNPS", "CD", "FW", "NN") and (
        sentence.forms[child][0].isupper() or sentence.forms[child][0].isdigit() or relation == "flat"
    )
    if kind == "PERSON":
        return relation in ("flat", "goeswith") or (
            relation in ("compound", "nummod") and sentence.tags[child] == "NNP"
        )
    if relation in ("flat", "goeswith", "compound", "amod"):
        return proper or (relation == "amod" and sentence.tags[child] == "NNP")
    if relation in ("nmod", "conj"):
        return proper and sentence.tags[child] != "CD" and _joined_by_link(sentence, child)
    if relation == "nmod:poss":
        return proper and not any(start <= child < end and end - start < 4 for start, end, _ in mentions)
    return False


def _joined_by_link(sentence: Sentence, child: int) -> bool:
    before = [
        i for i, head in enumerate(sentence.heads) if head == child + 1 and sentence.relations[i] in ("case", "cc")
    ]
    return all(sentence.forms[i].lower() in ("of", "for", "on", "and", "&") for i in before)


def strip_edges(forms: Sequence[str], start: int, end: int, kind: str) -> tuple[int, int]:
    """Take articles, titles and abbreviated countries off the edges of a name.

    >>> strip_edges(["Foreign", "Minister", "Ana", "Ruiz"], 0, 4, "PERSON")
    (2, 4)
    >>> strip_edges(["the", "U.S.", "Treasury"], 0, 3, "ORG")
    (2, 3)
    """
    while start < end and (
        forms[start].lower() in ("the", "a", "an", "'s", "’s", "-", '"', "“", "of")
        or (kind == "PERSON" and forms[start].lower() in TITLES)
        or (kind == "PERSON" and end - start > 1 and forms[start] in ABBREVIATED_COUNTRIES)
        or (kind != "PERSON" and end - start > 1 and forms[start] in ABBREVIATED_COUNTRIES)
    ):
        start += 1
    while start < end and (
        forms[end - 1].lower() in ("'s", "’s", ",", "-", '"', "”", "of", "and")
        or (forms[end - 1] == "." and end - start > 1)
    ):
        end -= 1
    if kind == "PERSON" and end - start == 1 and forms[start].lower() in TITLES:
        return end, end
    return start, end


def modernise(sentence: Sentence) -> None:
    """Bring a tree of the older scheme nearer to the newer; what cannot be is masked."""
    heads, relations, tags = sentence.heads, sentence.relations, sentence.tags
    for title in range(len(heads)):
        flats = [i for i in range(len(heads)) if heads[i] == title + 1 and relations[i] == "flat"]
        if not flats or sentence.forms[title].lower() not in TITLES:
            continue
        name = flats[0]
        heads[name], relations[name] = heads[title], relations[title]
        for child in range(len(heads)):
            moves = child in flats[1:] or (heads[child] == title + 1 and child > name)
            if moves and child != name:
                heads[child] = name + 1
        left = [
            i
            for i in range(title)
            if heads[i] == title + 1 and relations[i] in ("case", "mark", "cc", "punct", "cop", "nsubj", "advmod")
        ]
        for child in left:
            heads[child] = name + 1
        heads[title], relations[title] = name + 1, "nmod:desc"
    for i in range(len(heads)):
        if tags[i] in UNSURE_TAGS:
            tags[i] = None
        passive = any(h == heads[i] and relations[k] == "aux:pass" for k, h in enumerate(heads))
        by = any(h == i + 1 and sentence.forms[k].lower() == "by" for k, h in enumerate(heads))
        if relations[i] == "obl" and passive and by:
            relations[i] = "obl:agent"
        if (
            relations[i] == "nummod"
            and heads[i]
            and sentence.forms[heads[i] - 1][:3] in MONTHS
            and tags[heads[i] - 1] == "NNP"
        ):
            relations[i] = "nmod:unmarked"
        if relations[i] in ("list", "dep", "_", "appos", "parataxis"):
            relations[i] = relations[i] if relations[i] in ("appos", "parataxis") else None


MONTHS: Final = frozenset("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())


def read_gum(folder: Path, split: str) -> list[tuple[str, list[Block]]]:
    """Read documents of GUM as (name, paragraphs)."""
    documents = []
    for name in (folder / f"files.{split}").read_text().split():
        blocks: list[Block] = []
        if not (folder / f"{name}.conllu").exists():
            continue
        text = (folder / f"{name}.conllu").read_text(encoding="utf-8")
        breaks = _paragraph_starts(text)
        for comments, lines in rows(folder / f"{name}.conllu"):
            sentence = read_tree(lines)
            for i, tag in enumerate(sentence.tags):
                if tag in ("VERB", "GW"):
                    sentence.tags[i] = None
            sentence.names = names_of(sentence, gum_mentions(lines))
            if comments["sent_id"] in breaks or not blocks:
                blocks.append([])
            blocks[-1].append(sentence)
        documents.append((name, blocks))
    return documents


def _paragraph_starts(text: str) -> set[str]:
    """Ids of the sentences that open a paragraph."""
    starts, fresh = set(), True
    for line in text.splitlines():
        if line.startswith("# newpar"):
            fresh = True
        elif line.startswith("# sent_id = ") and fresh:
            starts.add(line.removeprefix("# sent_id = ").strip())
            fresh = False
    return starts


def read_iob(lines: Sequence[Sequence[str]], column: int, kinds: dict[str, str]) -> Spans:
    """Read names from a column of IOB, IO or IOB2 labels."""
    spans: Spans = []
    before = "O"
    for position, line in enumerate(lines):
        label = line[column]
        if label != "O":
            continues = label[0] == "I" and before != "O" and before[2:] == label[2:]
            if continues and spans:
                start, _, kind = spans[-1]
                spans[-1] = (start, position + 1, kind)
            else:
                spans.append((position, position + 1, label[2:]))
        before = label
    return [(start, end, kinds[kind]) for start, end, kind in spans if kind in kinds]


UNER: Final = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}


def read_ewt(corpora: Path) -> list[Block]:
    """Read EWT's dev and test trees with the names of Universal NER on the same sentences."""
    blocks: list[Block] = []
    for split in ("dev", "test"):
        names = {c["sent_id"]: lines for c, lines in rows(corpora / "uner" / f"en_ewt-ud-{split}.iob2")}
        for comments, lines in rows(corpora / "ud-ewt" / f"en-ud-{split}.conllu"):
            sentence = read_tree(lines)
            labelled = names.get(comments["sent_id"])
            if labelled and [line[1] for line in labelled] == sentence.forms:
                sentence.names = normal(sentence.forms, read_iob(labelled, 2, UNER))
            modernise(sentence)
            document = comments["sent_id"].rsplit("-", 1)[0]
            if "newdoc id" in comments or not blocks or blocks[-1][0].document != document:
                blocks.append([])
            sentence.document = document
            blocks[-1].append(sentence)
    return blocks


def read_pud(corpora: Path) -> list[Block]:
    """Read PUD, which is kept out of training: trees with names."""
    names = {c["text"]: lines for c, lines in rows(corpora / "uner" / "en_pud-ud-test.iob2")}
    blocks: list[Block] = []
    for comments, lines in rows(corpora / "ud-pud" / "en_pud-ud-test.conllu"):
        sentence = read_tree(lines)
        labelled = names.get(comments["text"])
        if labelled and [line[1] for line in labelled] == sentence.forms:
            sentence.names = normal(sentence.forms, read_iob(labelled, 2, UNER))
        blocks.append([sentence])
    return blocks


def normal(forms: Sequence[str], spans: Spans) -> Spans:
    """Strip titles and articles from names."""
    stripped = ((*strip_edges(forms, start, end, kind), kind) for start, end, kind in spans)
    return without_overlap(span for span in stripped if span[0] < span[1])


CLOSING: Final = frozenset([",", ".", ";", ":", "!", "?", ")", "]", "}", "%", "'s", "’s", "'", "n't", "”", "..."])
OPENING: Final = frozenset(["(", "[", "{", "$", "£", "€", "#", "“"])


def from_words(words: Sequence[str], spans: Spans, tokenize: "Tokenize") -> Sentence:
    """Cut whitespace-separated words as the run-time tokenizer does, keeping their names."""
    forms: list[str] = []
    spaces: list[bool] = []
    starts: list[int] = []
    quoted = False
    for position, word in enumerate(words):
        starts.append(len(forms))
        pieces = tokenize(word) or [word]
        follows = words[position + 1] if position + 1 < len(words) else ""
        space = follows not in CLOSING and word not in OPENING
        if word in ('"', "''", "``"):
            quoted = not quoted
            space = space and not quoted
        elif follows in ('"', "''") and quoted:
            space = False
        forms.extend(pieces)
        spaces.extend([False] * (len(pieces) - 1) + [space])
    starts.append(len(forms))
    moved = [(starts[start], starts[end], kind) for start, end, kind in spans]
    return Sentence(forms, spaces, names=normal(forms, moved))


CROSSNER: Final = {
    "politician": "PERSON", "person": "PERSON", "organisation": "ORG", "politicalparty": "ORG",
    "country": "LOC", "location": "LOC",
}  # fmt: skip


def read_crossner(folder: Path, tokenize: "Tokenize") -> list[Block]:
    """Read the political sentences of CrossNER."""
    return [
        [from_words([line[0] for line in lines], read_iob(lines, 1, CROSSNER), tokenize)]
        for split in ("train", "dev", "test")
        for _, lines in rows(folder / f"{split}.txt")
    ]


def read_wikigold(folder: Path, tokenize: "Tokenize") -> list[Block]:
    """Read Wikigold, whose labels are plain IO."""
    blocks = []
    for _, lines in rows(folder / "wikigold.conll.txt"):
        words = [line[0].rsplit(" ", 1) for line in lines if " " in line[0]]
        if words and words[0][0] != "-DOCSTART-":
            blocks.append([from_words([word[0] for word in words], read_iob(words, 1, UNER), tokenize)])
    return blocks


def read_raw(folder: Path) -> Iterator[str]:
    """Yield paragraphs without any annotation: Wikinews, and prose on diplomatic history."""
    for path in sorted((folder / "wikinews").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as rows_of_news:
            for row in csv.DictReader(rows_of_news):
                yield from (line.strip() for line in row["text"].split("\n") if len(line.strip()) > 20)
    with (folder / "state-history" / "prose.jsonl").open(encoding="utf-8") as lines:
        yield from (json.loads(line)["text"].strip() for line in lines)


def cut_raw(tokens: Sequence[tuple[str, bool]], sizes: Sequence[int]) -> Iterator[Block]:
    """Cut a paragraph of (token, space after) into chunks as at run time; ``sizes`` are its tokens' pieces."""
    forms, spaces = [form for form, _ in tokens], [space for _, space in tokens]
    start = 0
    while start < len(forms):
        end = cut_at(forms, sizes[start : start + PIECES_OF_A_SEQUENCE], start)
        yield [Sentence(forms[start:end], spaces[start:end], starts=False)]
        start = end


def lemma_script(form: str, lemma: str, word: str) -> str:
    """Say how a lemma is made from its form: letters to drop at the end, and letters to add.

    >>> lemma_script("met", "meet", "VERB"), lemma_script("Talks", "talk", "NOUN"), lemma_script("UN", "UN", "PROPN")
    ('1+et', '1+', '0+')
    """
    form, lemma = form.translate(QUOTES), lemma.translate(QUOTES)
    if word != "PROPN":
        form, lemma = form.lower(), lemma.lower()
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return f"{len(form) - same}+{lemma[same:]}"


def drop_accents(text: str) -> str:
    """Write a name as a wire without accents does."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")


class Tokenize:  # pragma: no cover - a shape, not a thing
    """A word to its tokens."""

    def __call__(self, word: str) -> list[str]: ...
