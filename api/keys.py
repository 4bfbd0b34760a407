"""Keys of callers, of which only the hashes are kept.

The file has a line for each key: a name, a space, and the SHA-256 of the key in hexadecimal. A key holds 256 random
bits, so that its plain hash tells nothing of it. Lines that are empty or begin with # are passed over.
"""

import hashlib
import hmac
import re
import secrets
from pathlib import Path

from api.settings import SettingsError

_LINE = re.compile(r"(?P<name>\S{1,64}) (?P<hash>[0-9a-f]{64})")


def new_key(name: str) -> tuple[str, str]:
    """A new key, to be given away, and its line in the file."""
    key = f"cmq_{secrets.token_urlsafe(32)}"
    return key, f"{name} {digest(key)}"


def digest(key: str) -> str:
    """The hash that is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def read_keys(file: Path) -> dict[str, str]:
    """The names of the keys in a file, by hash. Errors: SettingsError."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: the keys cannot be read") from error
    names = {}
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            found = _LINE.fullmatch(line.strip())
            if found is None:
                raise SettingsError(f"{file}: line {number}: not a name and a SHA-256")
            names[found["hash"]] = found["name"]
    return names


def owner(names: dict[str, str], key: str) -> str | None:
    """The name of a key, or None; a wrong key takes as long as a right one.

    >>> owner({digest("cmq_a"): "desk"}, "cmq_a"), owner({digest("cmq_a"): "desk"}, "cmq_b")
    ('desk', None)
    """
    given, found = digest(key), None
    for kept, name in names.items():
        if hmac.compare_digest(kept, given):
            found = name
    return found
