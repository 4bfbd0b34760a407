"""Trees and names in another pipeline's labels come out in ours."""

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.vocab import Vocab

from extractors.errors import PipelineError
from extractors.loading import load_language
from extractors.model.mapping import LabelMapping
from extractors.pipeline import Pipeline
from schemas.article import Article

# words, tags, heads and CLEAR labels of one sentence, and its UD tree
CLEAR = [
    (
        "She met with envoys and judges in Suva .".split(),
        "PRP VBD IN NNS CC NNS IN NNP .".split(),
        [1, 1, 1, 2, 3, 3, 1, 6, 1],
        "nsubj ROOT prep pobj cc conj prep pobj punct".split(),
        [1, 1, 3, 1, 5, 3, 7, 1, 1],
        "nsubj root case obl cc conj case obl punct".split(),
    ),
    (
        "Tala was the minister of trade .".split(),
        "NNP VBD DT NN IN NN .".split(),
        [1, 1, 3, 1, 3, 4, 1],
        "nsubj ROOT det attr prep pobj punct".split(),
        [3, 3, 3, 3, 5, 3, 3],
        "nsubj cop det root case nmod punct".split(),
    ),
    (
        "He was received by the king .".split(),
        "PRP VBD VBN IN DT NN .".split(),
        [2, 2, 2, 2, 5, 3, 2],
        "nsubjpass auxpass ROOT agent det pobj punct".split(),
        [2, 2, 2, 5, 5, 2, 2],
        "nsubj:pass aux:pass root case det obl:agent punct".split(),
    ),
]


@pytest.mark.parametrize(("words", "tags", "heads", "labels", "ud_heads", "ud_labels"), CLEAR)
def test_label_mapping_gives_universal_dependencies(
    words: list[str], tags: list[str], heads: list[int], labels: list[str], ud_heads: list[int], ud_labels: list[str]
) -> None:
    lemmas = ["be" if word == "was" else word for word in words]
    doc = Doc(Vocab(), words=words, tags=tags, heads=heads, deps=labels, lemmas=lemmas)
    doc = LabelMapping()(doc)
    assert [token.head.i for token in doc] == ud_heads
    assert [token.dep_ for token in doc] == ud_labels


def test_label_mapping_keeps_three_kinds_of_names() -> None:
    doc = Doc(Vocab(), words="Tala of Fiji told UNESCO on Monday".split())
    doc.ents = (Span(doc, 0, 1, "PERSON"), Span(doc, 2, 3, "GPE"), Span(doc, 4, 5, "ORG"), Span(doc, 6, 7, "DATE"))
    assert [(ent.text, ent.label_) for ent in LabelMapping()(doc).ents] == [
        ("Tala", "PERSON"),
        ("Fiji", "LOC"),
        ("UNESCO", "ORG"),
    ]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny spaCy pipeline with a tagger, a parser and names, trained here."""
    nlp = spacy.blank("en")
    for name in ("tok2vec", "tagger", "parser", "ner"):
        nlp.add_pipe(name)
    text = "Tala met Ravi in Suva ."
    gold = {
        "words": text.split(),
        "tags": ["NNP", "VBD", "NNP", "IN", "NNP", "."],
        "heads": [1, 1, 1, 1, 3, 1],
        "deps": ["nsubj", "ROOT", "dobj", "prep", "pobj", "punct"],
        "entities": ["U-PERSON", "O", "U-PERSON", "O", "U-GPE", "O"],
    }
    examples = [Example.from_dict(nlp.make_doc(text), gold) for _ in range(40)]
    nlp.initialize(lambda: examples)
    for _ in range(30):
        nlp.update(examples)
    path = tmp_path_factory.mktemp("pipeline") / "tiny"
    nlp.to_disk(path)
    return path


def test_another_pipeline_reads_for_the_steps(trained: Path) -> None:
    doc = Pipeline.load(str(trained)).read(Article(text="Tala met Ravi in Suva .", published_at="2031-05-14"))
    assert [token.dep_ for token in doc] == ["nsubj", "root", "obj", "case", "obl", "punct"]
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Tala", "PERSON"), ("Ravi", "PERSON"), ("Suva", "LOC")]


def test_a_pipeline_that_is_not_installed_is_refused() -> None:
    with pytest.raises(PipelineError, match="no_such_pipeline"):
        load_language("no_such_pipeline")


def test_a_pipeline_without_a_tree_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(PipelineError, match=r"does not assign doc\.ents, token\.dep, token\.tag"):
        load_language(str(tmp_path / "blank"))
