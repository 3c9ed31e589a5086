"""The tab 评测 as HTML: how far the answers can be trusted."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.web import charts
from assistant.web.charts import Series
from assistant.web.ledger_view import chart
from assistant.web.markup import empty, text
from assistant.web.quality import Category, Failure, Moment, Reason, Share, Summary

_HALVES = {"dev": "开发集", "test": "测试集"}


def report(summary: Summary | None, history: Sequence[Moment]) -> str:
    """The latest report, or why there is none."""
    if summary is None:
        told = "运行 make eval 之后，这里会显示各类问题的准确率、置信区间和失败的例子。"
        return f'<div class="pq">{_intro()}{empty("还没有评测报告", told)}</div>'
    return (
        f'<div class="pq">{_intro()}{_overall(summary)}{_trend(summary, history)}'
        f"{_categories(summary)}{_reasons(summary.reasons)}{_failures(summary.failures)}</div>"
    )


def _intro() -> str:
    return (
        "<h2>回答可以信到什么程度</h2><p>用事先写好答案的问题逐一提问，严格评分："
        "状态、条款、责任部门及其角色、事实都对，没有多余和错误，才算对。"
        "测试集对开发者保密，最能说明问题；括号内为95%置信区间。</p>"
    )


def _overall(summary: Summary) -> str:
    cards = ""
    for key, name in _HALVES.items():
        share = getattr(summary.overall, key)
        if share:
            state = "达标" if share.value >= summary.bar else "未达标"
            kind = "pq-good" if share.value >= summary.bar else "pq-poor"
            cards += (
                f"<li><span>{name}</span><b>{share.value:.1%}</b><span>{share.low:.1%}–"
                f"{share.high:.1%}，共{share.count}题</span>"
                f'<span class="{kind}">{state}（≥{summary.bar:.0%}）</span></li>'
            )
    made = f"{text(summary.date)}评测" + (
        f"，作答方式：{text(summary.engine)}" if summary.engine else ""
    )
    return f'<ul class="pq-cards">{cards}</ul><p class="pq-made">{made}</p>'


def _trend(summary: Summary, history: Sequence[Moment]) -> str:
    if len(history) < 2:
        return ""
    series = [
        Series(name, tuple(getattr(m, key) for m in history)) for key, name in _HALVES.items()
    ]
    told = f"历次评测的总体准确率；虚线为达标线{summary.bar:.0%}。"
    return chart("变化", told, charts.trend([m.date for m in history], series, summary.bar))


def _categories(summary: Summary) -> str:
    found = summary.categories
    if not found:
        return ""
    series = [
        Series(
            name,
            *(
                tuple(getattr(share, part) if (share := getattr(c, key)) else None for c in found)
                for part in ("value", "low", "high")
            ),
        )
        for key, name in _HALVES.items()
    ]
    told = f"细线为95%置信区间；虚线为每类的达标线{summary.category_bar:.0%}。"
    drawn = chart(
        "各类问题", told, charts.shares([c.name for c in found], series, summary.category_bar)
    )
    rows = "".join(map(_category, found))
    return (
        f'{drawn}<div class="pq-wide" tabindex="0" role="region" aria-label="各类问题的准确率表">'
        '<table class="pq-table"><caption class="pa-sr">各类问题的准确率</caption><thead><tr>'
        '<th scope="col">类别</th><th scope="col">开发集</th><th scope="col">测试集</th></tr>'
        f"</thead><tbody>{rows}</tbody></table></div>"
    )


def _category(category: Category) -> str:
    return (
        f'<tr><th scope="row">{text(category.name)}</th><td>{_share(category.dev)}</td>'
        f"<td>{_share(category.test)}</td></tr>"
    )


def _share(share: Share | None) -> str:
    if share is None or not share.count:
        return "—"
    bounds = f"（{share.low:.1%}–{share.high:.1%}）"
    return f"<b>{share.value:.1%}</b>{bounds}<small>{share.count}题</small>"


def _reasons(reasons: Sequence[Reason]) -> str:
    if not reasons:
        return ""
    rows = "".join(
        f'<tr><th scope="row">{text(r.name)}</th><td>{r.dev}</td><td>{r.test}</td></tr>'
        for r in reasons
    )
    return (
        "<h3>失败的原因</h3><p>一条回答可能同时有几个原因。</p>"
        '<table class="pq-table"><caption class="pa-sr">失败的原因</caption><thead><tr>'
        '<th scope="col">原因</th><th scope="col">开发集</th><th scope="col">测试集</th></tr>'
        f"</thead><tbody>{rows}</tbody></table>"
    )


def _failures(failures: Sequence[Failure]) -> str:
    if not failures:
        return ""
    rows = "".join(
        f"<li><p><b>{text(f.question)}</b></p><p>答：{text(f.answer or '（无）')}</p>"
        f'<p class="pq-why">{text("；".join(f.reasons))}</p></li>'
        for f in failures
    )
    return (
        f"<h3>答错的例子</h3><p>取自开发集，共{len(failures)}例。</p>"
        f'<details class="pq-failures"><summary>展开查看</summary><ol>{rows}</ol></details>'
    )
