"""Who may import whom, and how large things may grow: the rules of docs/architecture.md, enforced."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Each part of the site builder may import those after it, never one before it.
SITE_ORDER = (
    "watching progress arguments builder building stamping memory publish shell feeds render content i18n models order "
    "keys signing changes commonmark errors"
).split()
# All who write anything: publish below dist/ and its copies, the next four below .build/, keys below .local/, editing what
# an editor asked for.
WRITERS = {"publish", "shell", "memory", "changes", "watching", "keys", "content.editing"}
PURE = {"render", "feeds", "models"}
OUTSIDE_WORLD = set(
    "os io pathlib shutil tempfile glob fcntl mmap subprocess multiprocessing threading socket ssl http urllib ftplib "
    "smtplib sqlite3 dbm shelve signal time random secrets uuid importlib ctypes yaml boto3 botocore mkdocs requests".split()
)
WRITING_METHODS = set(
    "write_text write_bytes mkdir makedirs touch unlink rmdir rename renames symlink_to hardlink_to chmod truncate "
    "rmtree copytree copyfile copy2 copyfileobj move mkstemp mkdtemp symlink link utime removedirs".split()
)
READING_FLAGS = {"O_RDONLY", "O_NOFOLLOW", "O_NONBLOCK"}
OS_WRITES = {"os.replace", "os.remove", "os.write", "shutil.copy"}
READS, SPEAKS = {"open", "read_text", "read_bytes"}, {"print", "input", "exec", "eval"}
CLOCK = {"datetime.now", "datetime.today", "datetime.utcnow", "date.today"}
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


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Every call by its last two names: `open`, `os.replace`, `path.write_text`, `?.write_text`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id, node
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            yield f"{getattr(owner, 'id', getattr(owner, 'attr', '?'))}.{node.func.attr}", node


def opens_to_write(call: ast.Call, mode_at: int) -> bool:
    given = [*call.args[mode_at : mode_at + 1], *(one.value for one in call.keywords if one.arg == "mode")]
    modes = [one.value if isinstance(one, ast.Constant) else "w" for one in given]
    return any(set("wax+") & set(str(mode)) for mode in modes)


def only_reads(call: ast.Call) -> bool:
    """Whether the flags of an os.open stand there by name, and none of them lets anything be written."""
    flags = [node.attr for one in call.args[1:2] for node in ast.walk(one) if isinstance(node, ast.Attribute)]
    return len(call.args) == 2 and not call.keywords and bool(flags) and set(flags) <= READING_FLAGS


def writes(tree: ast.AST) -> Iterator[str]:
    """The calls that change something on disk."""
    for name, call in calls(tree):
        method = name.rpartition(".")[2]
        is_os = name == "os.open"
        is_open = method == "open" and (not only_reads(call) if is_os else opens_to_write(call, 0 if "." in name else 1))
        if is_open or name in OS_WRITES or (method in WRITING_METHODS and "." in name):
            yield f"{call.lineno}: {name}"


def impurities(tree: ast.AST) -> Iterator[str]:
    """Calls that make a result depend on more than the arguments, or do more than return it."""
    yield from writes(tree)
    for name, call in calls(tree):
        if name.rpartition(".")[2] in ("open", "read_text", "read_bytes") or name in CLOCK | {
            "print",
            "input",
            "exec",
            "eval",
        }:
            yield f"{call.lineno}: {name}"


SITE_FILES = sorted((ROOT / "site" / "sitebuilder").rglob("*.py"))
API_FILES = sorted((ROOT / "api").rglob("*.py"))
every_site_file = pytest.mark.parametrize("path", SITE_FILES, ids=lambda path: str(path.relative_to(ROOT)))


def module_of(path: Path) -> str:
    """site/sitebuilder/render/view.py -> render.view"""
    names = path.relative_to(ROOT / "site" / "sitebuilder").with_suffix("").parts
    return ".".join(name for name in names if name != "__init__")


@every_site_file
def test_the_site_imports_downwards_only(path: Path) -> None:
    own = module_of(path).split(".")[0]
    assert own in (*SITE_ORDER, ""), f"{own} has no place in SITE_ORDER"
    above = set(SITE_ORDER[: SITE_ORDER.index(own)] if own else ())
    assert {part_of(name) for name in imports(path)} & above == set()


@every_site_file
def test_only_the_shell_imports_mkdocs_and_only_publish_a_cloud(path: Path) -> None:
    own, names = module_of(path).split(".")[0], {name.split(".")[0] for name in imports(path)}
    assert "mkdocs" not in names or own == "shell"
    assert "boto3" not in names or own == "publish"


@every_site_file
def test_pure_parts_depend_on_their_arguments_alone(path: Path) -> None:
    if module_of(path).split(".")[0] in PURE:
        assert {name.split(".")[0] for name in imports(path)} & OUTSIDE_WORLD == set()
        assert {part_of(name) for name in imports(path)} & {"content", "memory", "order"} == set()
        assert list(impurities(ast.parse(path.read_text("utf-8")))) == []


@every_site_file
def test_only_those_who_may_write_do(path: Path) -> None:
    own = module_of(path)
    if own not in WRITERS and own.split(".")[0] not in WRITERS:
        assert list(writes(ast.parse(path.read_text("utf-8")))) == []


@pytest.mark.parametrize(
    "line",
    """path.write_text("x")|(a / b).write_bytes(b"")|open("x", "w")|open("x", mode="ab")|path.open("r+")|open("x", how)
    os.open("x", os.O_WRONLY)|os.replace(a, b)|shutil.rmtree(a)|made.rename(b)|a.parent.mkdir()|os.makedirs(a)|a.unlink()
    """.replace("\n", "|")
    .strip(" |")
    .split("|"),
)
def test_every_way_of_writing_is_seen(line: str) -> None:
    assert list(writes(ast.parse(line.strip()))), line


@pytest.mark.parametrize("line", ['open("x")', 'path.open("rb")', '"a".replace("a", "b")', "names.remove(a)", "rename(a)"])
def test_what_writes_nothing_is_left_alone(line: str) -> None:
    assert list(writes(ast.parse(line))) == []


@pytest.mark.parametrize("line", ['open("x")', "path.read_text()", "datetime.now(UTC)", 'print("x")', 'a.write_text("x")'])
def test_every_impurity_is_seen(line: str) -> None:
    assert list(impurities(ast.parse(line))), line


def test_models_use_the_standard_library_only() -> None:
    for path in (ROOT / "site" / "sitebuilder" / "models").rglob("*.py"):
        outside = {name.split(".")[0] for name in imports(path)} - sys.stdlib_module_names - {"sitebuilder"}
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


def test_importing_build_runs_nothing_and_loads_nothing_that_only_some_builds_need() -> None:
    heavy = "{'mkdocs', 'boto3', 'material', 'rich', 'cryptography', 'signxml', 'lxml', 'segno'}"
    code = f"import build, sys; print(sorted({heavy} & set(sys.modules)))"
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


# From what is pure up to what stands just below the scripts of pages, which are in no layer.
SCRIPT_LAYERS = {
    "account": [{"choices"}, {"form", "kept", "picture", "rows", "upload"}, {"code", "own", "passkey", "reading", "shots"}],
    "wallet": [{"dates", "ledger", "money"}, {"live", "prove", "purse", "qr", "scan"}, {"pay"}, {"moving", "orders"}],
    "reports": [
        {"exif", "filters", "recording", "report", "tiles", "verify"},
        {"ask", "bars", "drafts", "ground", "marks", "position", "words"},
        {"pin"},
        {"card", "history", "media", "near", "outbox", "place"},
        {"files", "map", "support", "waiting"},
    ],
}
BROWSER = re.compile(r"\b(?:document|window|localStorage|sessionStorage|fetch|location|navigator)\b")
SCRIPTS = [path for folder in SCRIPT_LAYERS for path in sorted((ROOT / "site/assets" / folder).glob("*.js"))]
every_script = pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: f"{path.parent.name}/{path.stem}")


def layer_of(folder: str, name: str) -> int:
    """From 0 for what is pure; the scripts of pages stand above all layers."""
    layers = SCRIPT_LAYERS[folder]
    return next((number for number, layer in enumerate(layers) if name in layer), len(layers))


@every_script
def test_scripts_of_pages_import_downwards_only_stay_small_and_say_what_belongs_in_them(path: Path) -> None:
    text, folder = path.read_text("utf-8"), path.parent.name
    imported = re.findall(r'(?:from |import\()"\./([a-z]+)\.js"', text)
    assert all(layer_of(folder, one) < layer_of(folder, path.stem) for one in imported)
    shared = re.findall(r'"\.\./account/([a-z]+)\.js"', text)
    assert all(layer_of("account", one) < len(SCRIPT_LAYERS["account"]) for one in shared), "no script of a page"
    assert text.startswith("// ")
    assert text.count("\n") <= FILE_MAX
    assert layer_of(folder, path.stem) or not (BROWSER.search(text) or imported), "what is pure knows no browser"


def test_the_top_level_holds_only_what_the_design_allows() -> None:
    allowed = {"site", "content", "locales", "api", "infra", "tests", "docs", ".ci", "README.md", "Makefile", "build.py"}
    allowed |= {"pyproject.toml", "CHANGELOG.md", ".gitignore"}
    assert {path.relative_to(ROOT).parts[0] for path in tracked()} <= allowed


def test_importing_the_api_loads_nothing_that_only_some_requests_need() -> None:
    heavy = "{'boto3', 'botocore', 'phonenumbers', 'argon2', 'cryptography', 'pyotp', 'segno'}"
    code = f"import app, sys; print(sorted({heavy} & set(sys.modules)))"
    ran = subprocess.run([ROOT / ".venv/bin/python", "-c", code], cwd=ROOT / "api", capture_output=True, text=True)
    assert ran.stdout == "[]\n", ran.stderr
