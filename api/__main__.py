"""`python -m api` serves with the settings of the environment; exit code 2 where one is wrong."""

import os
import sys

from api.server import serve
from api.settings import SettingsError, load_settings


def main() -> int:
    """Serve; the exit code."""
    try:
        return serve(load_settings(os.environ))
    except SettingsError as error:
        print(f"communique: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
