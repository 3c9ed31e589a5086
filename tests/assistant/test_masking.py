"""Personal numbers are masked; figures, years and document numbers are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.masking import mask
from corpus.catalog import load_dossier


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("打13812345678找我", "打138****5678找我"),
        ("138 1234 5678", "138****5678"),
        ("138-1234-5678。", "138****5678。"),
        ("+8613812345678", "+86138****5678"),
        ("１３８１２３４５６７８", "１３８****５６７８"),
        ("37020219900101123X", "370***********123X"),
        ("370202 19900101 1234", "370***********1234"),
        ("370202900101123", "370********1123"),
        ("0532-85912345", "053*******45"),
        ("（0532）85912345", "053*******45"),
        ("家里电话：85912345", "家里电话：85****45"),
        ("两个：13812345678、15987654321", "两个：138****5678、159****4321"),
    ],
)
def test_personal_numbers(said: str, kept: str) -> None:
    assert mask(said) == kept
    assert mask(kept) == kept


@pytest.mark.parametrize(
    "text",
    [
        "青环委发〔2022〕4号",
        "12345热线",
        "到2025年达到30微克/立方米",
        "2021-2023年",
        "20220831",
        "订单 1234567890123456789012",
        "办件2026-000123",
        load_dossier().plan.source,
    ],
    ids=lambda text: text[:12],
)
def test_other_numbers_stay(text: str) -> None:
    assert mask(text) == text


@given(st.text())
def test_masking_twice_is_masking_once(text: str) -> None:
    assert mask(mask(text)) == mask(text)
