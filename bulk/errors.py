"""What can go wrong with a whole run; what is wrong with one row is a `Failure` in its part:

* BulkError
  x InputError    an input is missing or of a kind that is not read
  x OutputError   the output folder is in use for something else
"""


class BulkError(Exception):
    """Base of every error that ends a run."""


class InputError(BulkError):
    """An input is missing, or of a kind that is not read, or has changed since the run began."""


class OutputError(BulkError):
    """The output folder holds another run, or files that are none of ours."""
