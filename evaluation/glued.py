"""What a user would glue together from packages, for dates, figures and places alone; `pip install .[compare]`."""

from collections.abc import Callable, Iterator
from importlib.util import find_spec

Reader = Callable[[str], object]


def installed() -> Iterator[tuple[str, Reader]]:
    """Each stack whose packages are here, with its name, loaded and ready to read English."""
    if find_spec("quantulum3") and find_spec("flashgeotext"):
        yield "dateparser + quantulum3 + flashgeotext", glued()
    if find_spec("recognizers_suite"):
        yield "Recognizers-Text", recognizers()


def glued() -> Reader:
    """Dates by dateparser, quantities by quantulum3, places by flashgeotext's gazetteer."""
    from dateparser.search import search_dates
    from flashgeotext.geotext import GeoText
    from quantulum3 import parser

    places = GeoText()

    def read(text: str) -> object:
        return search_dates(text, languages=["en"]), parser.parse(text), places.extract(text)

    return read


def recognizers() -> Reader:
    """Dates, currencies, dimensions, shares and numbers by Recognizers-Text; it has no places."""
    import recognizers_suite as suite

    models = (
        suite.recognize_datetime,
        suite.recognize_currency,
        suite.recognize_dimension,
        suite.recognize_percentage,
        suite.recognize_number,
    )

    def read(text: str) -> object:
        return [model(text, suite.Culture.English) for model in models]

    return read
