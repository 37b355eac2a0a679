"""The layering, read from the imports of every module."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.evaldata import ROOT

PACKAGES = ("schemas", "transforms", "pipelines")
#: What each layer may import of the project; the picture is in ARCHITECTURE.md.
ALLOWED = {
    "schemas": {"schemas"},
    "transforms": {"transforms", "schemas"},
    "pipelines": {"pipelines", "transforms", "schemas"},
}
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def imports(path: Path, *, top_level: bool) -> Iterator[str]:
    """The modules that a file imports; all of them, or those of its top level."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body if top_level else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield node.module or ""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    layer = path.relative_to(ROOT).parts[0]
    used = {name.partition(".")[0] for name in imports(path, top_level=False)}
    assert used & {*PACKAGES, "dashboard", "tests"} <= ALLOWED[layer]


@pytest.mark.parametrize(
    "path", [path for path in MODULES if "transforms" in path.parts], ids=lambda path: path.name
)
def test_only_the_beam_twins_of_transforms_import_beam(path: Path) -> None:
    uses_beam = any(name.startswith("apache_beam") for name in imports(path, top_level=False))
    assert uses_beam == path.stem.endswith("_beam")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_beam_modules_keep_their_annotations(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if "import apache_beam" in text or "from apache_beam" in text:
        assert "from __future__ import annotations" not in text  # it switches Beam's checks off


def test_schemas_need_only_the_standard_library_and_the_serialiser() -> None:
    for path in (ROOT / "schemas").glob("*.py"):
        roots = {name.partition(".")[0] for name in imports(path, top_level=True)}
        assert roots <= {*sys.stdlib_module_names, "schemas", "msgspec"}, path.name


@pytest.mark.parametrize(
    ("arguments", "stdin"),
    [
        (["annotate", "--published", "2021-11-15"], "Russian troops massed near Kharkiv."),
        (["schema", "signals", "--format", "arrow"], ""),
        (["feeds", "check", "pipelines/sample/herald-en.rss.xml"], ""),
        (["--version"], ""),
    ],
)
def test_what_needs_no_beam_does_not_import_it(arguments: list[str], stdin: str) -> None:
    script = (
        "import sys; from pipelines.cli.main import main; sys.argv[0] = 'vedette'\n"
        "try: main()\n"
        "except SystemExit as stop: assert not stop.code, stop.code\n"
        "assert 'apache_beam' not in sys.modules, 'imported'"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_every_step_label_is_an_explicit_name() -> None:
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"beam\.(Flat)?Map(Tuple)?\(lambda", text), f"{path}: a lambda step"
