"""Who may import whom, and how large things may grow: the rules of docs/architecture.md, enforced."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Each part of the site builder may import those after it, never one before it.
SITE_ORDER = ("builder building stamping publish shell feeds render memory content i18n models order changes errors").split()
API_LAYERS = ["routes", "service", "storage", "model"]
FILE_MAX, FUNCTION_MAX = 300, 60
EMPTY_NAMES = {"utils.py", "helpers.py", "manager.py", "common.py", "misc.py"}


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", *patterns], cwd=ROOT, capture_output=True, text=True
    )
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def imports(path: Path) -> Iterator[str]:
    """Full names of all modules that a file imports, relative ones resolved."""
    package = list(path.relative_to(ROOT).with_suffix("").parts[1:-1])
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            whole = ".".join([*base, *([node.module] if node.module else [])])
            yield whole
            yield from (f"{whole}.{name.name}" for name in node.names)


def part_of(name: str) -> str:
    """sitebuilder.render.view -> render"""
    parts = name.split(".")
    return parts[1] if parts[0] == "sitebuilder" and len(parts) > 1 else ""


def feature_and_layer(name: str) -> tuple[str, str]:
    """chalicelib.otp.model.codes -> (otp, model)"""
    parts = [*name.removeprefix("api.").split("."), "", ""]
    return (parts[1], parts[2]) if parts[0] == "chalicelib" else ("", "")


SITE_FILES = sorted((ROOT / "site" / "sitebuilder").rglob("*.py"))
API_FILES = sorted((ROOT / "api").rglob("*.py"))


@pytest.mark.parametrize("path", SITE_FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_site_imports_downwards_only(path: Path) -> None:
    own = part_of(".".join(path.relative_to(ROOT / "site").with_suffix("").parts))
    if own not in SITE_ORDER:
        return
    above = set(SITE_ORDER[: SITE_ORDER.index(own)])
    assert {part_of(name) for name in imports(path)} & above == set()


@pytest.mark.parametrize("path", SITE_FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_shell_imports_mkdocs_and_pure_parts_stay_pure(path: Path) -> None:
    own = part_of(".".join(path.relative_to(ROOT / "site").with_suffix("").parts))
    names = {name.split(".")[0] for name in imports(path)}
    assert "mkdocs" not in names or own == "shell"
    assert "boto3" not in names or own == "publish"
    if own in ("render", "feeds", "models"):
        assert names & {"os", "pathlib", "shutil", "io", "yaml"} == set()


def test_models_use_the_standard_library_only() -> None:
    for path in (ROOT / "site" / "sitebuilder" / "models").glob("*.py"):
        outside = {name.split(".")[0] for name in imports(path)} & {"babel", "jinja2", "yaml", "markupsafe", "cmarkgfm"}
        assert outside == set(), path


@pytest.mark.parametrize("path", API_FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_api_imports_downwards_only_and_never_another_features_storage(path: Path) -> None:
    feature, layer = feature_and_layer(".".join(path.relative_to(ROOT / "api").with_suffix("").parts))
    names = set(imports(path))
    if layer == "model":
        assert not any(name.startswith(("boto3", "botocore")) for name in names)
    for name in names:
        other, below = feature_and_layer(name)
        if other == feature and layer in API_LAYERS and below in API_LAYERS:
            assert API_LAYERS.index(below) >= API_LAYERS.index(layer), f"{path}: {name}"
        assert below != "storage" or other == feature, f"{path}: {name}"


def test_only_the_database_module_and_clients_make_boto3_clients() -> None:
    told = [path for path in API_FILES if "boto3.client(" in path.read_text("utf-8")]
    assert all(path.name == "dynamodb.py" or path.parent.name == "clients" for path in told)


def test_site_and_api_never_import_each_other() -> None:
    for path in SITE_FILES:
        assert not any(name.startswith(("chalicelib", "chalice")) for name in imports(path)), path
    for path in API_FILES:
        assert not any(name.startswith("sitebuilder") for name in imports(path)), path


def test_site_is_no_package_as_the_standard_library_has_that_name() -> None:
    assert not (ROOT / "site" / "__init__.py").exists()


def test_importing_build_runs_nothing_and_loads_neither_mkdocs_nor_boto3() -> None:
    code = "import build, sys; print(sorted({'mkdocs', 'boto3', 'material', 'rich'} & set(sys.modules)))"
    ran = subprocess.run([ROOT / ".venv/bin/python", "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert ran.stdout == "[]\n", ran.stderr


def test_files_and_functions_stay_small_and_say_what_belongs_in_them() -> None:
    told = []
    for path in tracked("*.py"):
        text = path.read_text("utf-8")
        tree = ast.parse(text)
        if "tests" not in path.relative_to(ROOT).parts:
            if text.count("\n") > FILE_MAX or path.name in EMPTY_NAMES:
                told.append(f"{path}: too long, or a name that says nothing")
            functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
            long = [node for node in functions if (node.end_lineno or 0) - node.lineno >= FUNCTION_MAX]
            told += [f"{path}:{node.lineno} {node.name} is too long" for node in long]
        if text.count("\n") > 5 and not ast.get_docstring(tree):
            told.append(f"{path}: no opening sentence")
    assert told == []


def test_the_top_level_holds_only_what_the_design_allows() -> None:
    allowed = {"site", "content", "locales", "api", "infra", "tests", "docs", ".ci", "README.md", "Makefile", "build.py"}
    allowed |= {"pyproject.toml", "CHANGELOG.md", ".gitignore"}
    assert {path.relative_to(ROOT).parts[0] for path in tracked()} <= allowed


def test_importing_the_api_loads_nothing_that_only_some_requests_need() -> None:
    heavy = "{'boto3', 'botocore', 'phonenumbers', 'argon2', 'cryptography', 'pyotp', 'segno'}"
    code = f"import app, sys; print(sorted({heavy} & set(sys.modules)))"
    ran = subprocess.run([ROOT / ".venv/bin/python", "-c", code], cwd=ROOT / "api", capture_output=True, text=True)
    assert ran.stdout == "[]\n", ran.stderr
