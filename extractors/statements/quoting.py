"""The quotations of a document with those who spoke them, found once for all steps."""

from msgspec import Struct

from extractors.quotations import quoted, quoted_stretches
from extractors.statements.attribution import Attribution, Utterance
from extractors.statements.blocks import Blocks
from extractors.statements.speakers import Speakers
from extractors.statements.speech import Speech
from extractors.tree import Tree


class Quoting(Struct, frozen=True):
    """The speech of one document and what of it is quoted."""

    speech: Speech
    utterances: tuple[Utterance, ...]


def quoting(doc: Tree) -> Quoting:
    """The quotations of a document with their speakers."""
    if doc.quoting is None:
        speech = Speech(doc, Speakers(doc), quoted(doc))
        read = (*Attribution(doc, speech).read(quoted_stretches(doc)), *Blocks(doc, speech).read())
        doc.quoting = Quoting(speech, read)
    found: Quoting = doc.quoting
    return found
