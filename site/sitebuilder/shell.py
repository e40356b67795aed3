"""Letting mkdocs-material make the frame of the reading pages: a Jinja template, and the style sheet it needs.

The only module that imports mkdocs, and only when the shell has to be made anew.
"""

import os
import re
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .errors import ShellError
from .models.draft import digest

INCLUDE = re.compile(r'{% include "([^"]+)" %}')
STYLE_LINK = re.compile(r'<link rel="stylesheet" href="[./]*(assets/stylesheets/main\.[0-9a-f]+\.min\.css)">')
INLINE_IMAGE = re.compile(r"""url\(("data:[^"]*"|'data:[^']*'|data:[^)]*)\)""")
SHELL, STYLES = "shell.html", "material.css"


@dataclass(frozen=True, slots=True)
class Shell:
    """`template` is Jinja source with a `content` block; `styles` is Material's CSS in a cascade layer of its own."""

    template: str
    styles: str


def compiled_folder(source: Path, work: Path) -> Path:
    """Where that is kept which is made of the code in `source` alone: beside it, as Python keeps its compiled modules.

    So every build has it, whatever it builds and where; below `work` where nothing may be written beside the code.
    """
    beside = source / "__pycache__"
    with suppress(OSError):
        beside.mkdir(exist_ok=True)
    return beside if beside.is_dir() and os.access(beside, os.W_OK) else work


def bytecode_folder(compiled: Path) -> Path:
    """Where Jinja keeps compiled templates: they hold for one version of it, set up in one way."""
    import jinja2

    setup = Path(__file__).with_name("render") / "environment.py"
    return only_folder(compiled / f"templates-{digest(jinja2.__version__, setup.read_text('utf-8'))}")


def load_shell(source: Path, compiled: Path, *, is_current: bool = False) -> Shell:
    """The shell of the templates in `source`, made anew only where something it is made of has changed.

    Whoever knows that the last build was made of the same (`is_current`) saves the look at all of it.
    """
    kept = next(compiled.glob("shell-*"), None) if is_current else None
    folder = kept or compiled / f"shell-{fingerprint(source)}"
    try:
        return Shell((folder / SHELL).read_text("utf-8"), (folder / STYLES).read_text("utf-8"))
    except FileNotFoundError:
        shell = make_shell(source)
        keep_shell(shell, folder)
        return shell


def keep_shell(shell: Shell, folder: Path) -> None:
    """Writes the shell so that a reader finds a file whole or not at all, however many builds write it at once."""
    only_folder(folder)
    for name, text in ((SHELL, shell.template), (STYLES, shell.styles)):
        with tempfile.NamedTemporaryFile("w", dir=folder, delete=False, encoding="utf-8") as scratch:
            scratch.write(text)
        os.replace(scratch.name, folder / name)


def only_folder(folder: Path) -> Path:
    """The folder, made where it is missing; what was kept beside it for a former state of the code goes then."""
    if not folder.is_dir():
        for former in folder.parent.glob(f"{folder.name.partition('-')[0]}-*"):
            if former != folder:  # another build may just have made it
                shutil.rmtree(former, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def fingerprint(source: Path) -> str:
    """Changes with our overrides, the mkdocs configuration, the versions of both packages, and this module."""
    from importlib.metadata import version

    parts = [version("mkdocs-material"), version("mkdocs"), Path(__file__).read_text("utf-8")]
    files = [source / "mkdocs.yml", source / "hooks.py", *sorted((source / "theme").rglob("*.html"))]
    parts += [f"{path.relative_to(source)}\0{path.read_text('utf-8')}" for path in files]
    return digest(*parts)


def make_shell(source: Path) -> Shell:
    """Runs mkdocs over one sample page; ShellError when what comes out is not what we stamp into."""
    import logging

    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as scratch:
        docs, built = Path(scratch, "docs"), Path(scratch, "built")
        docs.mkdir()
        (docs / "sample.md").write_text("", "utf-8")
        build(load_config(str(source / "mkdocs.yml"), docs_dir=str(docs), site_dir=str(built)))
        page = (built / "sample" / "index.html").read_text("utf-8")
        link = STYLE_LINK.search(page)
        if link is None or "{% block content %}" not in page:
            raise ShellError("mkdocs-material no longer makes the page that site/theme/main.html counts on")
        styles = (built / link[1]).read_text("utf-8")
    return Shell(STYLE_LINK.sub("{# Material's style sheet comes with parts/styles.html #}", page), in_layer(styles))


def in_layer(css: str) -> str:
    """Material's CSS in a layer, so that any rule of ours wins over it whatever its selector.

    Without its icons: no page of ours shows one, and img-src 'self' refuses images that lie within a style sheet.
    """
    css = INLINE_IMAGE.sub("none", css.removeprefix('@charset "UTF-8";'))
    return f"@layer material{{{re.sub(r'/[*]# sourceMappingURL=.*?[*]/', '', css).strip()}}}\n"


def load_templates(source: Path, shell: Shell) -> dict[str, str]:
    """Every template by its name below site/templates, and the shell among them.

    Included parts are put in their places here, once, instead of being looked up by Jinja for each page.
    """
    folder = source / "templates"
    templates = {str(path.relative_to(folder)): path.read_text("utf-8") for path in sorted(folder.rglob("*.html"))}
    templates[SHELL] = shell.template
    return {name: INCLUDE.sub(lambda part: templates[part[1]], text) for name, text in templates.items()}
