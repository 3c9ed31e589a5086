"""Help and usage errors of the command line in Chinese; typer itself only speaks English."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

_HELP = (
    ("Usage: ", "用法："),
    ("[OPTIONS] COMMAND [ARGS]...", "命令 [参数]…"),
    ("[OPTIONS]", "[选项]"),
    ("Arguments:", "参数："),
    ("Options:", "选项："),
    ("Commands:", "命令："),
    ("Show this message and exit.", "显示本说明。"),
    ("[required]", "［必填］"),
)
_ERRORS = (
    (r"Missing argument '?(.*?)'?\.$", r"缺少参数：\1。"),
    (r"Missing option '?(.*?)'?\.$", r"缺少选项：\1。"),
    (r"Missing command\.", "缺少命令。"),
    (r"No such command '(.*?)'\.", r"没有“\1”这个命令。"),
    (r" Did you mean (.*)\?", r"是不是要用 \1？"),
    (r"No such option: (\S+)(?: .*)?", r"没有“\1”这个选项。"),
    (r"Option '(.*?)' requires an argument\.", r"选项 \1 后面缺少内容。"),
    (r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", r"多出了参数：\1。"),
    (r"'([^']*)' is not one of (.*)\.", r"“\1”不在可选的 \2 之中。"),
    (r"Invalid value for '?(.*?)'?: (?:Value error, )?", r"\1 的值无效："),
    (r"Invalid value: ", ""),
    (r"Input should be a valid integer.*", "应为整数。"),
    (r"Input should be greater than or equal to (\S+)", r"应不小于\1。"),
    (r"Input should be less than or equal to (\S+)", r"应不大于\1。"),
)


def _to_chinese(text: str) -> str:
    for english, chinese in _HELP:
        text = text.replace(english, chinese)
    for pattern, chinese in _ERRORS:
        text = re.sub(pattern, chinese, text, flags=re.MULTILINE)
    return text


class ChineseCommand(TyperCommand):
    """A command whose help is in Chinese."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return _to_chinese(super().get_help(ctx))


class ChineseGroup(TyperGroup):
    """A group of commands whose help and usage errors are in Chinese; those end with code 2."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return _to_chinese(super().get_help(ctx))

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run and leave with the exit code; usage errors and Ctrl+C are told in Chinese."""
        try:
            result = super().main(
                args, prog_name, complete_var, False, windows_expand_args, **extra
            )
        except typer.TyperException as error:
            typer.echo(_message(error), err=True)
            sys.exit(error.exit_code)
        except typer.Abort:
            typer.echo("已中断。", err=True)
            sys.exit(1)
        if standalone_mode:
            sys.exit(result if isinstance(result, int) else 0)
        return result


def _message(error: typer.TyperException) -> str:
    if error.__class__.__name__ == "NoArgsIsHelpError":  # its message is the help page
        return error.format_message()
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "plan-assistant"
    return f"用法有误：{_to_chinese(error.format_message())}\n用 {command} --help 查看说明。"
