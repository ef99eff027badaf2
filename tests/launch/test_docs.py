"""What the README says exists, and what exists it says."""

import re
from pathlib import Path

import click

from launch.cli import main
from redes.settings import Settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands(group, before=()):
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*before, name))
        else:
            yield " ".join((*before, name))


def test_every_command_stands_in_the_readme():
    missing = [name for name in commands(main) if f"`{name}" not in README]

    assert missing == []


def test_every_setting_stands_in_the_readme():
    missing = [name for name in Settings.model_fields if f"`REDES_{name.upper()}`" not in README]

    assert missing == []


def test_every_file_and_folder_the_docs_link_to_exists():
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md"), ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md"):
        links = re.findall(r"\]\(((?!https?:)[^)#]+)\)|src=\"([^\"]+)\"", page.read_text(encoding="utf-8"))

        gone = [link for pair in links for link in pair if link and not (page.parent / link).exists()]
        assert (page.name, gone) == (page.name, [])


def test_every_make_target_the_readme_names_exists():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    named = set(re.findall(r"`make ([a-z-]+)`", README)) | set(re.findall(r"\$ make ([a-z-]+)", README))
    assert [name for name in sorted(named) if not re.search(rf"^{name}:", makefile, re.MULTILINE)] == []
