"""Words for a language model: ``*.zh.md`` files with strict variables, and their loader."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from string import Template


@cache
def _template(name: str) -> Template:
    path = Path(__file__).parent / f"{name}.zh.md"
    if not path.is_file():
        raise KeyError(f"没有名为“{name}”的提示词。")
    return Template(path.read_text("utf-8"))


def prompt(name: str, **variables: str) -> str:
    """A prompt with its ``$variables`` filled in.

    Raises:
        KeyError: no such prompt, a variable missing, or one given that the prompt does not have.
    """
    template = _template(name)
    wanted = set(template.get_identifiers())
    if unknown := set(variables) - wanted:
        raise KeyError(f"提示词“{name}”没有变量：{'、'.join(sorted(unknown))}。")
    if missing := wanted - set(variables):
        raise KeyError(f"提示词“{name}”缺少变量：{'、'.join(sorted(missing))}。")
    return template.substitute(variables)
