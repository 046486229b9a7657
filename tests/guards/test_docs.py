"""What the documents say of commands and settings is so."""

import re

from tests.guards.tree import ROOT, short, sources

MANUAL = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")


def _targets() -> dict[str, str]:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z-]+):(?!=)[^\n]*?(?:## (.*))?$", text, re.MULTILINE))


def test_every_target_has_a_sentence_and_is_in_the_manual() -> None:
    targets = _targets()
    assert "run" in targets
    assert [name for name, sentence in targets.items() if not sentence] == []
    assert [name for name in targets if f"`make {name}`" not in MANUAL] == []


def test_documents_name_no_target_that_there_is_not() -> None:
    known = set(_targets())
    named = {
        (short(path), target)
        for path in sources(".md")
        for target in re.findall(r"`make ([a-z-]+)`", path.read_text(encoding="utf-8"))
    }
    assert {where for where in named if where[1] not in known} == set()


def test_every_setting_from_the_environment_is_in_the_manual() -> None:
    asked = set()
    for path in sources(".py"):
        if short(path).startswith(("tests/", "bench/")):
            continue
        text = path.read_text(encoding="utf-8")
        asked |= set(re.findall(r"""\benv\(\s*"([A-Z_]+)\"""", text))
        asked |= set(re.findall(r"""environ\.get\(\s*"([A-Z_]+)\"""", text))
    assert "DATABASE_URL" in asked
    assert sorted(name for name in asked if f"`{name}`" not in MANUAL) == []


def test_links_between_documents_lead_somewhere() -> None:
    broken = [
        f"{short(path)}: {link}"
        for path in sources(".md")
        for link in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8"))
        if not (path.parent / link).exists()
    ]
    assert broken == []


def test_the_readme_is_short() -> None:
    assert (ROOT / "README.md").read_text(encoding="utf-8").count("\n") < 60
