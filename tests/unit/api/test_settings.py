"""Settings come from variables and one file, and a wrong one is told in one line."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from api.settings import Settings, SettingsError, load_settings


def test_defaults_need_no_environment() -> None:
    assert load_settings({}) == Settings()


def test_variable_wins_over_file(tmp_path: Path) -> None:
    file = tmp_path / "communique.toml"
    file.write_text('port = 9000\nqueue = 4\nhost = "::1"\n')
    settings = load_settings({"COMMUNIQUE_SETTINGS": str(file), "COMMUNIQUE_PORT": "9001", "EXTRACT_MODEL": "xx_test"})
    assert (settings.port, settings.queue, settings.host, settings.model) == (9001, 4, "::1", "xx_test")


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("COMMUNIQUE_PORT", "http"),
        ("COMMUNIQUE_PORT", "70000"),
        ("COMMUNIQUE_WORKERS", "0"),
        ("COMMUNIQUE_WORKERS", "1.5"),
        ("COMMUNIQUE_DEADLINE_SECONDS", "-1"),
        ("COMMUNIQUE_DEADLINE_SECONDS", "nan"),
        ("COMMUNIQUE_LOG_LEVEL", "loud"),
        ("COMMUNIQUE_PROT", "9000"),
        ("COMMUNIQUE_SETTINGS", "/nowhere/communique.toml"),
    ],
)
def test_wrong_variable_is_named_in_one_line(variable: str, text: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings({variable: text})
    assert "\n" not in str(caught.value)
    assert (variable if variable != "COMMUNIQUE_SETTINGS" else text) in str(caught.value)


@pytest.mark.parametrize("content", ["prot = 9000", 'port = "9000"', "port = 70000", "port", "[port]\na = 1", "\xff"])
def test_wrong_file_is_named_in_one_line(tmp_path: Path, content: str) -> None:
    file = tmp_path / "communique.toml"
    file.write_bytes(content.encode("latin-1"))
    with pytest.raises(SettingsError) as caught:
        load_settings({"COMMUNIQUE_SETTINGS": str(file)})
    assert "\n" not in str(caught.value)
    assert "communique.toml" in str(caught.value)


def test_wrong_setting_stops_the_start() -> None:
    command = [sys.executable, "-m", "api"]
    bare = {name: value for name, value in os.environ.items() if not name.startswith("COMMUNIQUE_")}
    environment = bare | {"COMMUNIQUE_PORT": "http"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert done.stderr.splitlines() == ["communique: COMMUNIQUE_PORT: Expected `int`, got `str`"]


def test_every_setting_says_what_it_is() -> None:
    schema = msgspec.json.schema_components([Settings])[1]["Settings"]
    assert all(field.get("description") for field in schema["properties"].values())
