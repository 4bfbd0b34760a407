"""The steps of the engine, in the order in which they run. A new step is a folder here and a line in `EXTRACTORS`."""

from collections.abc import Callable
from importlib import import_module

from msgspec import Struct
from spacy.tokens import Doc

from schemas.base import Record
from schemas.date import DateMention
from schemas.figure import Figure
from schemas.location import DatedLocation
from schemas.meeting import Meeting
from schemas.official import Official
from schemas.place import Place
from schemas.statement import Statement
from schemas.topic import Topic
from schemas.trip import Trip


class Extractor(Struct, frozen=True):
    """A step: the folder and spaCy factory `name`, and the records it gives in the answer's `field`, if any."""

    name: str
    record: type[Record] | None = None
    field: str = ""

    @property
    def answer_field(self) -> str:
        """The field of the answer that holds the records: the step's name unless it says otherwise."""
        return self.field or self.name

    def load(self) -> Callable[[Doc], tuple[Record, ...]] | None:
        """Import the folder, which registers its factory; the function from a read document to its records."""
        step = import_module(f"extractors.{self.name}")
        return step.to_records if self.record else None


EXTRACTORS: tuple[Extractor, ...] = (
    Extractor("layout"),
    Extractor("model"),
    Extractor("dates", DateMention),
    Extractor("places", Place),
    Extractor("officials", Official),
    Extractor("figures", Figure),
    Extractor("topics", Topic),
    Extractor("meetings", Meeting),
    Extractor("locations", DatedLocation, field="dated_locations"),
    Extractor("statements", Statement),
    Extractor("trips", Trip),
)
