"""The language pipeline under the steps: our network, or another installed spaCy pipeline."""

import hashlib
from pathlib import Path

import spacy
from spacy.language import Language

from extractors.errors import PipelineError
from extractors.model import mapping  # noqa: F401  registers the factory
from extractors.model.tokenizer import make_tokenizer

NETWORK = Path(__file__).parent / "model" / "model.onnx"
NEEDED = frozenset({"token.tag", "token.dep", "doc.ents"})


def load_language(model: str | None) -> Language:
    """A pipeline to which the steps can be added: blank English for our network, or the spaCy pipeline `model`.

    `model` is the name of an installed package or a path, as for `spacy.load`.
    Errors: PipelineError where it is not installed or lacks tags, a tree or names.
    """
    if model is None:
        nlp = spacy.blank("en")
        nlp.tokenizer = make_tokenizer(nlp)
        return nlp
    try:
        nlp = spacy.load(model)
    except (OSError, ValueError) as error:
        raise PipelineError(f"the spaCy pipeline `{model}` cannot be loaded: {error}") from error
    assigned = {attribute for name in nlp.pipe_names for attribute in nlp.get_pipe_meta(name).assigns}
    if missing := NEEDED - assigned:
        raise PipelineError(f"the spaCy pipeline `{model}` does not assign {', '.join(sorted(missing))}")
    nlp.add_pipe("label_mapping")
    return nlp


def name_of(nlp: Language, model: str | None) -> str:
    """Name and version or digest of what reads the language, as answers state it."""
    if model is None:
        with NETWORK.open("rb") as file:
            return f"communique-en {hashlib.file_digest(file, 'sha256').hexdigest()[:12]}"
    return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
