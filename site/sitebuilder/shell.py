"""Letting mkdocs-material make the frame of the reading pages: a Jinja template, and the style sheet it needs.

The only module that imports mkdocs, and only when the shell has to be made anew.
"""

import hashlib
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .errors import ShellError

INCLUDE = re.compile(r'{% include "([^"]+)" %}')
STYLE_LINK = re.compile(r'<link rel="stylesheet" href="[./]*(assets/stylesheets/main\.[0-9a-f]+\.min\.css)">')
INLINE_IMAGE = re.compile(r"""url\(("data:[^"]*"|'data:[^']*'|data:[^)]*)\)""")
SHELL, STYLES = "shell.html", "material.css"


@dataclass(frozen=True, slots=True)
class Shell:
    """`template` is Jinja source with a `content` block; `styles` is Material's CSS in a cascade layer of its own."""

    template: str
    styles: str


def load_shell(source: Path, cache: Path, *, is_current: bool = False) -> Shell:
    """The shell of the templates in `source`, from `cache` unless something it is made of has changed.

    Whoever knows that the last build was made of the same (`is_current`) saves the look at all of it.
    """
    kept = next(iter(cache.glob(f"*/{SHELL}")), None) if is_current else None
    folder = kept.parent if kept else cache / fingerprint(source)
    if not (folder / SHELL).is_file():
        shell = make_shell(source)
        shutil.rmtree(cache, ignore_errors=True)
        keep_shell(shell, folder)
    return Shell((folder / SHELL).read_text("utf-8"), (folder / STYLES).read_text("utf-8"))


def keep_shell(shell: Shell, folder: Path) -> None:
    """Writes the shell so that a reader finds all of it or nothing."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        made = Path(scratch) / "shell"
        made.mkdir()
        (made / SHELL).write_text(shell.template, "utf-8")
        (made / STYLES).write_text(shell.styles, "utf-8")
        if not folder.exists():
            made.rename(folder)


def fingerprint(source: Path) -> str:
    """Changes with our overrides, the mkdocs configuration, the versions of both packages, and this module."""
    from importlib.metadata import version

    parts = [version("mkdocs-material"), version("mkdocs"), Path(__file__).read_text("utf-8")]
    files = [source / "mkdocs.yml", source / "hooks.py", *sorted((source / "theme").rglob("*.html"))]
    parts += [f"{path.relative_to(source)}\0{path.read_text('utf-8')}" for path in files]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def make_shell(source: Path) -> Shell:
    """Runs mkdocs over one sample page; ShellError when what comes out is not what we stamp into."""
    import logging
    import os

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
