"""The repository keeps its word: README, constraints and files say what is so."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from assistant.settings import Settings

ROOT = Path(__file__).parent.parent
FOLDERS = "assistant|benchmarks|corpus|docs|evals|index|prompts|tests"
TEXT = {
    ".cfg",
    ".conf",
    ".css",
    ".html",
    ".js",
    ".md",
    ".py",
    ".service",
    ".sh",
    ".toml",
    ".txt",
    ".yaml",
    ".yml",
    "",
}

# Folders that exist on one machine only, and hosts of package registries and their mirrors.
MACHINE_PATH = re.compile(r"(?<![\w.~/:-])/(?:home|root|tmp|opt|Users|work)/\w")
REGISTRY = re.compile(
    r"pypi\.org|pythonhosted\.org|/simple/?\b|mirrors?\.[a-z]|npmjs\.(?:org|com)"
    r"|pytorch\.org|(?:deb|packages|security)\.debian\.org|huggingface\.co|anaconda\.org"
)

# A build of torch for GPUs brings its own libraries; the pins are for the CPU build.
GPU = re.compile(r"nvidia-|cuda-|triton$")


@cache
def files() -> tuple[Path, ...]:
    """Every file that is tracked or about to be."""
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "-co", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    return tuple(p for name in done.stdout.split("\0") if name and (p := ROOT / name).is_file())


def name_of(path: Path) -> str:
    """The path within the repository."""
    return path.relative_to(ROOT).as_posix()


# README


def settings_table() -> str:
    """README's settings table as it must stand."""
    rows = ["| 变量 | 默认值 | 含义 |", "| --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        default = field.get_default(call_default_factory=True)
        shown = f"`{default}`" if str(default) else "（空）"
        rows.append(f"| `PLAN_{name.upper()}` | {shown} | {field.description} |")
    return "\n".join(rows)


def test_readme_settings_table_is_true() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    match = re.search(r"<!-- settings -->\n(.*?)\n<!-- /settings -->", readme, re.S)
    assert match, "README.md has no settings table between its marks"
    assert match[1].strip() == settings_table(), f"README.md should say:\n{settings_table()}"


def test_every_setting_is_described() -> None:
    bare = [name for name, field in Settings.model_fields.items() if not field.description]
    assert bare == []


def test_readme_names_every_command() -> None:
    from assistant.cli.main import app

    commands = {c.name or c.callback.__name__ for c in app.registered_commands if c.callback}
    commands |= {str(group.name) for group in app.registered_groups}
    readme = (ROOT / "README.md").read_text("utf-8")
    named = set(re.findall(r"plan-assistant ([a-z]+)", readme))
    assert named == commands


@pytest.mark.parametrize("document", ["README.md", "docs/architecture.md"])
def test_paths_named_in_documents_exist(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
    code = re.findall(rf"`((?:{FOLDERS})/[^`]*)`", text)
    base = (ROOT / document).parent
    missing = [link for link in links if not (base / link).exists()]
    missing += [path for path in code if "<" not in path and not any(ROOT.glob(path.rstrip("/")))]
    assert missing == []


# Files


@pytest.mark.parametrize(
    ("kind", "pattern"), [("machine path", MACHINE_PATH), ("registry host", REGISTRY)]
)
def test_no_machine_facts(kind: str, pattern: re.Pattern[str]) -> None:
    found = [
        f"{name_of(path)}:{number}: {match[0]} ({kind})"
        for path in files()
        if path.suffix in TEXT and path != Path(__file__)
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
        if (match := pattern.search(line))
    ]
    assert found == []


def test_every_module_has_a_docstring() -> None:
    bare = [
        name_of(path)
        for path in files()
        if path.suffix == ".py" and not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert bare == []


def test_no_big_or_derived_files() -> None:
    big = [name_of(p) for p in files() if p.stat().st_size > 2_000_000]
    derived = [name_of(p) for p in files() if p.suffix in {".pyc", ".sqlite3", ".safetensors"}]
    assert big + derived == []


# Dependencies


def project() -> dict[str, list[str]]:
    """Runtime and development requirements of pyproject.toml."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {"": table["dependencies"], **table["optional-dependencies"]}


def pins() -> dict[str, str]:
    """Versions of constraints.txt by canonical name."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").split()
    return {
        canonicalize_name(name): version for name, _, version in (x.partition("==") for x in lines)
    }


def needed() -> set[str]:
    """Every package the project's requirements lead to on this platform."""
    seen: set[tuple[str, str]] = set()
    todo = [Requirement(text) for group in project().values() for text in group]
    while todo:
        requirement = todo.pop()
        for extra in {"", *requirement.extras}:
            key = (canonicalize_name(requirement.name), extra)
            if key in seen:
                continue
            seen.add(key)
            todo += [
                r
                for r in map(Requirement, _requires(requirement.name))
                if r.marker is None or r.marker.evaluate({"extra": extra})
            ]
    return {name for name, _ in seen if not GPU.match(name)}


def _requires(name: str) -> list[str]:
    try:
        return requires(name) or []
    except PackageNotFoundError:
        return []


def test_constraints_are_plain_pins() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    odd = [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.!]+", line)]
    assert odd == [], "no URLs, editable lines or local version labels"
    assert len(pins()) == len(lines), "a package is pinned twice"


def test_constraints_pin_every_dependency() -> None:
    assert needed() - pins().keys() == set()


def test_constraints_keep_to_the_project() -> None:
    requirements = [Requirement(text) for group in project().values() for text in group]
    broken = [str(r) for r in requirements if pins()[canonicalize_name(r.name)] not in r.specifier]
    assert broken == []


# House


def test_make_help_lists_every_promised_target() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    listed = set(re.findall(r"^([a-z]+):.*## ", makefile, re.M))
    assert {"run", "test", "check", "eval", "bench", "index", "clean", "help"} <= listed


def test_changelog_names_the_version() -> None:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert "## [Unreleased]" in changelog or f"## [{table['version']}]" in changelog


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(p.name[:4]) for p in sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_package_is_checked() -> None:
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert packages <= set(tool["mypy"]["files"])
    assert packages - {"benchmarks"} <= set(tool["importlinter"]["root_packages"])


def test_ci_script_is_executable() -> None:
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111
