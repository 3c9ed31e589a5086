"""Accounts, sessions, attempts, keys, feedback."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from assistant.records.errors import RecordsError
from assistant.records.model import NewFeedback, OperatorRole, Scope, Verdict
from assistant.records.sessions import MAX_FAILURES, PAUSE
from assistant.records.store import Records

NOW = datetime(2026, 3, 5, 4, tzinfo=UTC)
SECRET = "correct-horse-9"


def test_passwords_are_checked_and_never_kept(records: Records) -> None:
    made = records.operators.add("王芳", SECRET, OperatorRole.REVIEWER)
    assert records.operators.check("王芳", SECRET) == made
    assert records.operators.check("王芳", SECRET + "!") is None
    assert records.operators.check("没有", SECRET) is None
    with records.database.reading() as connection:
        stored = connection.execute(text("SELECT password FROM operators")).scalar_one()
    assert stored.startswith("$argon2id$")
    assert SECRET not in stored


@pytest.mark.parametrize(
    ("name", "password", "code"),
    [
        ("", SECRET, "bad_name"),
        ("a b", SECRET, "bad_name"),
        ("<b>", SECRET, "bad_name"),
        ("甲", "short", "bad_password"),
        ("甲", "a" * 20, "bad_password"),
        ("甲", "ab" * 200, "bad_password"),
    ],
)
def test_bad_accounts_are_refused(records: Records, name: str, password: str, code: str) -> None:
    with pytest.raises(RecordsError) as caught:
        records.operators.add(name, password, OperatorRole.VIEWER)
    assert caught.value.code == code
    assert records.operators.all() == ()


def test_a_name_is_given_once(records: Records) -> None:
    records.operators.add("甲", SECRET, OperatorRole.VIEWER)
    with pytest.raises(RecordsError, match="已有用户"):
        records.operators.add("甲", SECRET, OperatorRole.REVIEWER)
    for change in (
        lambda: records.operators.set_role("乙", OperatorRole.VIEWER),
        lambda: records.operators.set_password("乙", SECRET),
        lambda: records.operators.set_disabled("乙"),
    ):
        with pytest.raises(RecordsError, match="没有用户"):
            change()


def test_sessions_end(records: Records) -> None:
    made = records.operators.add("甲", SECRET, OperatorRole.OPERATOR)
    token = records.sessions.open(made, NOW)
    assert records.sessions.find(token, NOW) == made
    assert records.sessions.find("", NOW) is None
    assert records.sessions.find(token + "x", NOW) is None
    assert records.sessions.find(token, NOW + records.sessions.life) is None
    records.sessions.close(token)
    assert records.sessions.find(token, NOW) is None
    with records.database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM sessions")).scalar_one() == 0
    for narrow in (
        lambda: records.operators.set_role("甲", OperatorRole.VIEWER),
        lambda: records.operators.set_password("甲", SECRET + "2"),
        lambda: records.operators.set_disabled("甲"),
    ):
        token = records.sessions.open(made, NOW)
        assert records.sessions.find(token, NOW)
        narrow()
        assert records.sessions.find(token, NOW) is None
    assert records.operators.check("甲", SECRET + "2") is None
    records.operators.set_disabled("甲", False)
    found = records.operators.check("甲", SECRET + "2")
    assert found is not None
    assert found.role is OperatorRole.VIEWER


def test_roles_cover_those_below() -> None:
    viewer, operator, reviewer = OperatorRole
    assert reviewer.covers(operator)
    assert operator.covers(operator)
    assert not viewer.covers(operator)


def test_trying_passwords_is_slowed(records: Records) -> None:
    for _ in range(MAX_FAILURES):
        assert records.attempts.wait("甲", now=NOW) == timedelta()
        records.attempts.failed("甲", "10.0.0.1", now=NOW)
    assert records.attempts.wait("甲", now=NOW) == PAUSE
    assert records.attempts.wait("10.0.0.1", now=NOW + PAUSE / 2) == PAUSE / 2
    assert records.attempts.wait("10.0.0.1", MAX_FAILURES + 1, NOW) == timedelta()
    assert records.attempts.wait("乙", now=NOW) == timedelta()
    records.attempts.passed("甲")
    assert records.attempts.wait("甲", now=NOW) == timedelta()
    assert records.attempts.wait("10.0.0.1", now=NOW + PAUSE) == timedelta()
    records.attempts.failed("10.0.0.1", now=NOW + PAUSE)
    assert records.attempts.wait("10.0.0.1", now=NOW + PAUSE) == timedelta()


def test_keys_open_until_they_end(records: Records) -> None:
    key, secret = records.keys.create("门户", (Scope.ASK,), 5, 100, timedelta(days=1), NOW)
    assert secret.startswith(key.prefix + "_")
    found = records.keys.check(secret, NOW)
    assert found is not None
    assert (found.name, found.scopes, found.per_minute, found.per_day) == (
        "门户", (Scope.ASK,), 5, 100,
    )  # fmt: skip
    for wrong in ("", "pa_", key.prefix, secret[:-1], secret + "x", secret.swapcase()):
        assert records.keys.check(wrong, NOW) is None
    assert records.keys.check(secret, NOW + timedelta(days=1)) is None
    assert records.keys.all()[0].used_at == NOW
    with records.database.reading() as connection:
        assert secret not in str(connection.execute(text("SELECT * FROM api_keys")).all())
    records.keys.revoke(key.prefix, NOW)
    records.keys.revoke(key.prefix, NOW + timedelta(hours=1))
    assert records.keys.check(secret, NOW) is None
    assert records.keys.all()[0].revoked_at == NOW
    with pytest.raises(RecordsError, match="没有有效的密钥"):
        records.keys.rotate(key.prefix, now=NOW)
    with pytest.raises(RecordsError, match="没有密钥"):
        records.keys.revoke("pa_00000000")


def test_keys_are_rotated_with_grace(records: Records) -> None:
    key, old = records.keys.create("门户", (Scope.READ,), 7, now=NOW)
    made, new = records.keys.rotate(key.prefix, timedelta(hours=1), NOW)
    assert (made.name, made.scopes, made.per_minute) == ("门户", (Scope.READ,), 7)
    assert records.keys.check(old, NOW)
    assert records.keys.check(new, NOW)
    assert records.keys.check(old, NOW + timedelta(hours=1)) is None
    made, newest = records.keys.rotate(made.prefix, now=NOW)
    assert records.keys.check(new, NOW) is None
    assert records.keys.check(newest, NOW)


def test_feedback_is_kept_masked(records: Records) -> None:
    new = NewFeedback("a1", Verdict.WRONG, "p", "错了，打13812345678", "问", "答", "page")
    kept = records.feedback.add(new, NOW)
    assert kept.comment == "错了，打138****5678"
    later = records.feedback.add(
        NewFeedback("a2", Verdict.HELPFUL, "p"), NOW + timedelta(seconds=1)
    )
    assert list(records.feedback.each()) == [later, kept]
    assert list(records.feedback.each(Verdict.WRONG)) == [kept]
    assert records.feedback.counts() == {Verdict.HELPFUL: 1, Verdict.WRONG: 1}
