"""Nothing of one machine, and no secret, stands in the repository."""

import re

from tests.guards.tree import ROOT, files, short

# written apart, so that this file does not find itself
HOSTS = ("py" + "pi.org", "files.python" + "hosted", "registry.npm" + "js", "download.py" + "torch")
MACHINE = (
    str(ROOT) + "/",
    "/" + "root/",
    "/" + "work/",
    "/" + "opt/wheels",
)
SECRETS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bgh[pousr]_\w{36}\b|\bAKIA[0-9A-Z]{16}\b"
)


def _texts() -> dict[str, str]:
    found = {}
    for path in files():
        try:
            found[short(path)] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # an image or a font
    return found


def test_no_registry_is_named() -> None:
    named = [f"{name}: {host}" for name, text in _texts().items() for host in HOSTS if host in text]
    assert named == []


def test_no_path_of_a_machine_is_named() -> None:
    named = [
        f"{name}: {path}" for name, text in _texts().items() for path in MACHINE if path in text
    ]
    assert named == []


def test_no_secret_is_kept() -> None:
    assert [name for name, text in _texts().items() if SECRETS.search(text)] == []


def test_what_is_generated_is_ignored() -> None:
    generated = ("var/", "node_modules/", ".venv/", "platform/web/static/dist/")
    assert [name for name in map(short, files()) if name.startswith(generated)] == []
    assert [
        name for name in map(short, files()) if name.endswith((".mo", ".pyc", ".sqlite3"))
    ] == []
