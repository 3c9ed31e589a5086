"""``plan-assistant user`` and ``plan-assistant key``: who may use the desk and the API."""

from __future__ import annotations

import getpass
import sys
from datetime import datetime, timedelta
from typing import Annotated

import typer

from assistant.cli.chinese import ChineseCommand, ChineseGroup
from assistant.cli.support import JsonOption, fail, opened_records, out, say, to_json
from assistant.records.model import DEFAULT_SCOPES, ApiKey, OperatorRole, Scope

users = typer.Typer(cls=ChineseGroup, help="管理工作人员的账号。", no_args_is_help=True)
keys = typer.Typer(cls=ChineseGroup, help="管理接口密钥。", no_args_is_help=True)

NameArgument = Annotated[str, typer.Argument(metavar="用户名")]
RoleOption = Annotated[
    OperatorRole,
    typer.Option(
        "--role", metavar="角色", help="viewer 查看，operator 经办（默认），reviewer 审核"
    ),
]
PrefixArgument = Annotated[str, typer.Argument(metavar="前缀", help="如 pa_1a2b3c4d")]


@users.command("add", cls=ChineseCommand)
def user_add(name: NameArgument, role: RoleOption = OperatorRole.OPERATOR) -> None:
    """新建账号；密码从终端输入，或从标准输入读一行。"""
    with opened_records() as records:
        records.operators.add(name, _password(), role)
    say(f"已新建用户“{name}”，角色：{role.text}。")


@users.command("list", cls=ChineseCommand)
def user_list(as_json: JsonOption = False) -> None:
    """列出全部账号。"""
    with opened_records() as records:
        found = records.operators.all()
    if as_json:
        rows = [{"name": o.name, "role": o.role.value, "disabled": o.disabled} for o in found]
        out(to_json(rows, indent=2))
        return
    for one in found:
        state = "停用" if one.disabled else "启用"
        out(f"{one.name}\t{one.role.text}\t{state}\t{_day(one.created_at)}新建")
    if not found:
        say("还没有账号，用 plan-assistant user add 新建。")


@users.command("passwd", cls=ChineseCommand)
def user_passwd(name: NameArgument) -> None:
    """改密码；该用户须重新登录。"""
    with opened_records() as records:
        records.operators.set_password(name, _password())
    say(f"已改“{name}”的密码。")


@users.command("role", cls=ChineseCommand)
def user_role(
    name: NameArgument,
    role: Annotated[
        OperatorRole, typer.Argument(metavar="角色", help="viewer、operator、reviewer")
    ],
) -> None:
    """改角色；该用户须重新登录。"""
    with opened_records() as records:
        records.operators.set_role(name, role)
    say(f"“{name}”的角色已改为{role.text}。")


@users.command("disable", cls=ChineseCommand)
def user_disable(
    name: NameArgument,
    undo: Annotated[bool, typer.Option("--undo", help="重新启用")] = False,
) -> None:
    """停用账号，立即退出登录；办件上的名字保留。"""
    with opened_records() as records:
        records.operators.set_disabled(name, not undo)
    say(f"已{'启用' if undo else '停用'}“{name}”。")


@keys.command("create", cls=ChineseCommand)
def key_create(
    name: Annotated[str, typer.Argument(metavar="名称", help="给谁用，如 市政府门户")],
    scope: Annotated[
        list[Scope] | None,
        typer.Option(
            "--scope", metavar="权限", help="ask、read、route、feedback（默认）、records 或 metrics"
        ),
    ] = None,
    per_minute: Annotated[
        int, typer.Option("--per-minute", metavar="次", min=0, help="每分钟上限，0 不限")
    ] = 60,
    per_day: Annotated[
        int, typer.Option("--per-day", metavar="次", min=0, help="每天上限，0 不限")
    ] = 0,
    days: Annotated[
        int, typer.Option("--days", metavar="天", min=0, help="多少天后失效，0 不失效")
    ] = 0,
) -> None:
    """新建密钥；密钥只显示这一次。"""
    life = timedelta(days=days) if days else None
    with opened_records() as records:
        made, secret = records.keys.create(name, scope or DEFAULT_SCOPES, per_minute, per_day, life)
    _tell(made, secret)


@keys.command("list", cls=ChineseCommand)
def key_list(as_json: JsonOption = False) -> None:
    """列出全部密钥（只显示前缀）。"""
    with opened_records() as records:
        found = records.keys.all()
    if as_json:
        out(to_json([_key_object(key) for key in found], indent=2))
        return
    for key in found:
        limits = f"每分钟{key.per_minute or '不限'}，每天{key.per_day or '不限'}"
        scopes = ",".join(key.scopes)
        used = f"最近使用{_day(key.used_at)}" if key.used_at else "未用过"
        out(f"{key.prefix}\t{key.name}\t{_state(key)}\t{scopes}\t{limits}\t{used}")
    if not found:
        say("还没有密钥，用 plan-assistant key create 新建。")


@keys.command("revoke", cls=ChineseCommand)
def key_revoke(prefix: PrefixArgument) -> None:
    """立即作废一个密钥。"""
    with opened_records() as records:
        key = records.keys.revoke(prefix)
    say(f"已作废 {key.prefix}（{key.name}）。")


@keys.command("rotate", cls=ChineseCommand)
def key_rotate(
    prefix: PrefixArgument,
    hours: Annotated[
        int, typer.Option("--keep-hours", metavar="小时", min=0, help="旧密钥还可用多少小时")
    ] = 0,
) -> None:
    """换一个权限相同的新密钥；旧的立即失效，或再用几小时。"""
    with opened_records() as records:
        made, secret = records.keys.rotate(prefix, timedelta(hours=hours))
    _tell(made, secret)


def _tell(key: ApiKey, secret: str) -> None:
    out(secret)
    say(f"已新建密钥 {key.prefix}（{key.name}）。密钥只显示这一次，请立即妥善保存。")


def _state(key: ApiKey) -> str:
    if key.revoked_at:
        return "已作废"
    if not key.valid(datetime.now().astimezone()):
        return "已失效"
    return f"{_day(key.expires_at)}失效" if key.expires_at else "有效"


def _key_object(key: ApiKey) -> dict[str, object]:
    def told(moment: datetime | None) -> str | None:
        return moment.isoformat(timespec="seconds") if moment else None

    return {
        "prefix": key.prefix,
        "name": key.name,
        "scopes": list(key.scopes),
        "per_minute": key.per_minute,
        "per_day": key.per_day,
        "created_at": told(key.created_at),
        "expires_at": told(key.expires_at),
        "revoked_at": told(key.revoked_at),
        "used_at": told(key.used_at),
    }


def _day(moment: datetime | None) -> str:
    return moment.astimezone().strftime("%Y-%m-%d") if moment else ""


def _password() -> str:
    """Typed twice without being shown, or one line of stdin."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    try:
        password = getpass.getpass("密码：", sys.stderr)
        if getpass.getpass("再输一次：", sys.stderr) != password:
            fail("两次输入的密码不同。")
    except EOFError:
        fail("没有输入密码。")
    return password
