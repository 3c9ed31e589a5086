"""Inquiries are kept with their history, found again, and never lost."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.records import sheet
from assistant.records.errors import RecordsError
from assistant.records.model import Filter, InquiryStatus
from assistant.records.store import Records, records_at
from tests.records.sample import BASIS, FARMS, WATER, inquiry

ROOT = Path(__file__).parents[2]
NOON = datetime(2026, 3, 5, 4, tzinfo=UTC)


def saving(url: str, home: Path, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.records.sample", url, str(home), str(count)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_an_inquiry_comes_back_as_it_was(records: Records) -> None:
    kept = records.inquiries.add(inquiry(), "王芳", NOON)
    assert kept.number == "2026-000001"
    found = records.inquiries.get(kept.number)
    assert found == kept
    assert found.basis == (BASIS,)
    assert found.departments == (WATER, FARMS)
    assert found.created_at == NOON
    assert found.created_at.utcoffset() == timedelta()
    assert records.inquiries.get("2026-000002") is None


def test_numbers_begin_anew_each_year(records: Records) -> None:
    days = [NOON, NOON, NOON + timedelta(days=400), NOON]
    numbers = [records.inquiries.add(inquiry(), "甲", day).number for day in days]
    assert numbers == ["2026-000001", "2026-000002", "2027-000001", "2026-000003"]


def test_every_change_is_kept(records: Records) -> None:
    number = records.inquiries.add(inquiry(), "甲", NOON).number
    later = NOON + timedelta(hours=1)
    records.inquiries.change(
        number, "乙", 1, status=InquiryStatus.TRANSFERRED, reply="新的答复", now=later
    )
    same = records.inquiries.change(number, "乙", reply="新的答复")
    assert same.version == 2
    records.inquiries.change(number, "丙", departments=(WATER,))
    first, second, third = records.inquiries.changes(number)
    assert (first.operator, first.fields) == ("甲", {"status": ("", "draft")})
    assert (second.operator, second.at, second.fields) == (
        "乙",
        later,
        {"status": ("draft", "transferred"), "reply": (inquiry().reply, "新的答复")},
    )
    assert third.fields == {"passed_to": ("市水务管理局、市农业农村局", "市水务管理局")}
    found = records.inquiries.get(number)
    assert found is not None
    assert (found.reply, found.departments, found.version) == ("新的答复", (WATER,), 3)


def test_changes_that_are_refused_change_nothing(records: Records) -> None:
    number = records.inquiries.add(inquiry(), "甲").number
    records.inquiries.change(number, "甲", status=InquiryStatus.CLOSED)
    for version, change, code in (
        (1, {"reply": "晚了"}, "changed_meanwhile"),
        (None, {"status": InquiryStatus.DRAFT}, "status_not_allowed"),
    ):
        with pytest.raises(RecordsError) as caught:
            records.inquiries.change(number, "乙", version, **change)  # type: ignore[arg-type]
        assert caught.value.code == code
    with pytest.raises(RecordsError, match="没有办件"):
        records.inquiries.change("2020-000001", "乙", reply="x")
    assert len(records.inquiries.changes(number)) == 2


def numbers(found: Sequence[object]) -> list[int]:
    return [int(str(getattr(one, "number", "0")).split("-")[1]) for one in found]


def test_filters_fit_together(records: Records) -> None:
    add = records.inquiries.add
    add(inquiry("河臭", departments=(WATER,)), "甲", NOON)
    add(inquiry("秸秆 100%_\\", departments=(FARMS,)), "乙", NOON + timedelta(days=1))
    add(inquiry("PM2.5 太高", departments=()), "甲", NOON + timedelta(days=2))
    records.inquiries.change("2026-000002", "乙", status=InquiryStatus.REPLIED)
    for wanted, found in (
        (Filter(), [3, 2, 1]),
        (Filter(InquiryStatus.REPLIED), [2]),
        (Filter(department="市水务管理局"), [1]),
        (Filter(keyword="pm2.5"), [3]),
        (Filter(keyword="0%_\\"), [2]),
        (Filter(keyword="%"), [2]),
        (Filter(keyword="河 2026-000001"), [1]),
        (Filter(operator="甲", since=NOON + timedelta(days=1)), [3]),
        (Filter(until=NOON + timedelta(days=1)), [1]),
    ):
        assert numbers(records.inquiries.find(wanted).items) == found, wanted
    page = records.inquiries.find(Filter(), limit=1, offset=1)
    assert (numbers(page.items), page.total) == ([2], 3)
    assert numbers(list(records.inquiries.each(Filter()))) == [1, 2, 3]


def test_personal_numbers_are_masked_unless_switched_off(url: str, tmp_path: Path) -> None:
    said = "我姓李，电话13812345678，身份证370202199001011234，河臭"
    for masked, kept in (
        (True, "我姓李，电话138****5678，身份证370***********1234，河臭"),
        (False, said),
    ):
        records = records_at(url, tmp_path, masked=masked)
        found = records.inquiries.add(inquiry(said, reply=said, note=said), "甲")
        assert [found.question, found.standalone, found.reply, found.note] == [kept] * 4
        found = records.inquiries.change(found.number, "甲", reply=said + "！")
        assert found.reply == kept + "！"
        records.close()


def test_text_that_no_database_takes_is_cleaned(records: Records) -> None:
    found = records.inquiries.add(inquiry("河\x00臭\ud800'; DROP TABLE inquiries; --"), "甲")
    assert found.question == "河 臭\ufffd'; DROP TABLE inquiries; --"
    assert records.inquiries.get(found.number) == found


def test_several_processes_at_once(url: str, tmp_path: Path) -> None:
    """They also make the tables together, from nothing."""
    running = [saving(url, tmp_path, 25) for _ in range(3)]
    told = [line for p in running for line in p.communicate(timeout=120)[0].split()]
    assert [p.returncode for p in running] == [0, 0, 0]
    assert [n.split("-")[1] for n in sorted(told)] == [f"{n:06d}" for n in range(1, 76)]


def test_killed_at_any_moment_nothing_saved_is_lost(url: str, tmp_path: Path) -> None:
    process = saving(url, tmp_path, 0)
    assert process.stdout is not None
    told = [process.stdout.readline().strip() for _ in range(30)]
    process.send_signal(signal.SIGKILL)
    told += process.stdout.read().split()
    process.wait()
    records = records_at(url, tmp_path)
    kept = [i.number for i in records.inquiries.each(Filter())]
    assert set(told) <= set(kept)
    assert len(kept) - len(told) in {0, 1}  # one may be kept and not yet told
    assert all(records.inquiries.changes(number) for number in kept)
    assert int(records.inquiries.add(inquiry(), "甲").number[-6:]) == len(kept) + 1
    records.close()


def test_export_is_safe_for_spreadsheets(records: Records) -> None:
    bad = '=HYPERLINK("http://x","点我")'
    one = records.inquiries.add(inquiry(bad, reply="答复，\n“第二行”"), "甲", NOON)
    text = sheet.to_csv([one])
    assert text.startswith("\ufeff编号,登记时间,状态,来件内容,牵头部门,分工部门")
    assert '"\'=HYPERLINK(""http://x""' in text
    assert sheet.to_xlsx([one])[:2] == b"PK"
    shown = json.loads(json.dumps(sheet.inquiry_object(one), ensure_ascii=False))
    assert shown["departments"][0] == {"name": "市水务管理局", "role": "lead", "clause": 13}
    assert shown["basis"][0]["digest"] == "d" * 64
