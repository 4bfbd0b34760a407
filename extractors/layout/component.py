"""The step `layout`: lines and paragraphs of the raw text with the part each plays."""

from bisect import bisect_left
from typing import Any

from msgspec import Struct, convert, to_builtins
from spacy.language import Language
from spacy.tokens import Doc

from extractors.layout.lines import split
from extractors.layout.patterns import compile_patterns
from extractors.layout.rules import Part, parts
from extractors.matches import SectionMatch
from extractors.tree import text_of
from schemas.extraction import SectionKind


class Config(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which parts of an article records are taken from."""

    mined: tuple[SectionKind, ...] = ("headline", "caption", "dateline", "heading", "body", "list")


class Layout:
    """Finds the sections of an article from its text alone."""

    def __init__(self, config: Config) -> None:
        self.mined = frozenset(config.mined)
        self.patterns = compile_patterns()

    def __call__(self, doc: Doc) -> Doc:
        """Set `sections`, `paragraphs` and `mined`."""
        starts = doc.to_array("IDX").tolist()
        lines = split(text_of(doc))
        sections: list[SectionMatch] = []
        for line, part in zip(lines, parts(lines, self.patterns), strict=True):
            sections.extend(self.sections(line.start, line.end, part, starts))
        mined = bytearray(len(doc))
        for section in sections:
            if section.mined:
                mined[section.start : section.end] = b"\x01" * (section.end - section.start)
        doc._.sections = tuple(sections)
        doc._.paragraphs = tuple((section.start, section.end) for section in sections if section.mined)
        doc._.mined = mined
        return doc

    def sections(self, start: int, end: int, part: Part, starts: list[int]) -> list[SectionMatch]:
        """The section of one line, or two where a dateline runs into its text."""
        pieces = [(start, end, part.kind)]
        if part.run_in:
            pieces = [(start, start + part.run_in, "dateline"), (start + part.run_in, end, part.kind)]
        found = []
        for first, last, kind in pieces:
            token, after = bisect_left(starts, first), bisect_left(starts, last)
            if token < after:
                found.append(
                    SectionMatch(
                        start=token,
                        end=after,
                        start_char=first,
                        end_char=last,
                        rule=part.rule,
                        kind=kind,
                        mined=kind in self.mined,
                    )
                )
        return found


@Language.factory(
    "layout",
    assigns=["doc._.sections", "doc._.paragraphs", "doc._.mined"],
    default_config={"config": to_builtins(Config())},
)
def make_layout(nlp: Language, name: str, config: dict[str, Any]) -> Layout:
    """The step with its settings."""
    return Layout(convert(config, Config))
