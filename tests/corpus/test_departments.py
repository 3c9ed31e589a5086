"""The registry: one department under all its names, and nothing taken for one by chance."""

from __future__ import annotations

from collections import defaultdict

import pytest

from corpus.catalog import load_dossier
from corpus.departments import Department, Registry

DOSSIER = load_dossier()
REGISTRY = DOSSIER.registry
# Words of everyday questions that must never stand for a department.
GENERAL_WORDS = (
    "环境 生态 生态环境 污染 能源 水 水利 农业 农村 农业农村 交通 运输 交通运输 "
    "城市 城市管理 住房 建设 海洋 渔业 财政 教育 卫生 健康 科技 科学 园林 林业 "
    "绿化 规划 自然资源 工业 信息 信息化 商务 政府 市政府 市委 党委 党校老师 "
    "部门 单位 委员会 中心 企业 机关 法律 司法 执法 审计 统计 气象 消防 体育 "
    "文化 旅游 金融 银行 保险 证券 人事 组织 监管 管理 服务 发展 改革 青岛 "
    "青岛市 全市 区市 街道 社区 地铁 公交 供电 供水 供热 排水 垃圾 环卫 市场 "
    "公司 集团 港口 机场 铁路 邮政 医院 学校 居民 群众 人民 检察 办公室 办公厅 "
    "大数据 医保 信访 统战 宣传 督察 "
)


def names(text: str) -> list[list[str]]:
    return [[d.name for d in mention.departments] for mention in REGISTRY.find(text)]


def test_all_departments_of_the_plan_are_known() -> None:
    assert len(DOSSIER.departments) == 35
    for name in DOSSIER.departments:
        found = REGISTRY.get(name)
        assert found is not None
        assert names(name) == [[name]]
        assert names(found.full) == [[name]]


@pytest.mark.parametrize(
    ("spoken", "name"),
    [
        ("住建局", "市住房城乡建设局"), ("市住建局", "市住房城乡建设局"),
        ("住建委", "市住房城乡建设局"), ("青岛市住房和城乡建设局", "市住房城乡建设局"),
        ("环保局", "市生态环境局"), ("市环境保护局", "市生态环境局"),
        ("生态环境局", "市生态环境局"), ("环保部门", "市生态环境局"),
        ("发改委", "市发展改革委"), ("市发改委", "市发展改革委"),
        ("发展和改革委员会", "市发展改革委"),
        ("水利局", "市水务管理局"), ("水务局", "市水务管理局"), ("市水务管理局", "市水务管理局"),
        ("农业局", "市农业农村局"), ("农委", "市农业农村局"), ("畜牧局", "市农业农村局"),
        ("交通局", "市交通运输局"), ("交通委", "市交通运输局"),
        ("城管局", "市城市管理局"), ("城管", "市城市管理局"), ("综合行政执法局", "市城市管理局"),
        ("工信局", "市工业和信息化局"), ("经信委", "市工业和信息化局"),
        ("林业局", "市园林和林业局"), ("园林局", "市园林和林业局"),
        ("国土局", "市自然资源和规划局"), ("规划局", "市自然资源和规划局"),
        ("海洋局", "市海洋发展局"), ("海洋与渔业局", "市海洋发展局"),
        ("法院", "市中级法院"), ("中院", "市中级法院"), ("检察院", "市检察院"),
        ("人大", "市人大常委会"), ("人大常委会", "市人大常委会"), ("政协", "市政协"),
        ("公安局", "市公安局"), ("交警", "市公安局"), ("司法局", "市司法局"),
        ("卫健委", "市卫生健康委"), ("卫计委", "市卫生健康委"), ("商务局", "市商务局"),
        ("市场监管局", "市市场监管局"), ("工商局", "市市场监管局"), ("质监局", "市市场监管局"),
        ("科技局", "市科技局"), ("财政局", "市财政局"), ("教育局", "市教育局"),
        ("人社局", "市人力资源社会保障局"), ("组织部", "市委组织部"), ("党校", "市委党校"),
        ("人民银行", "人民银行青岛市中心支行"), ("银保监局", "青岛银保监局"),
        ("证监局", "青岛证监局"), ("机关事务管理局", "市机关事务服务中心"),
    ],
)  # fmt: skip
def test_former_short_and_informal_names(spoken: str, name: str) -> None:
    assert names(spoken) == [[name]]
    assert names(f"请问{spoken}负责什么？") == [[name]]
    assert REGISTRY.find(spoken)[0].departments == REGISTRY.find(name)[0].departments


def test_the_maritime_bureaus() -> None:
    assert names("海事局负责什么") == [["青岛海事局", "董家口海事局"]]
    assert names("青岛海事局和董家口海事局") == [["青岛海事局"], ["董家口海事局"]]
    assert names("海事法院") == [["青岛海事法院"]]


@pytest.mark.parametrize(
    ("spoken", "name"),
    [("应急管理局", "市应急管理局"), ("民政局", "市民政局"), ("体育局", "市体育局"),
     ("气象局", "市气象局"), ("统计局", "市统计局"), ("审计局", "市审计局"),
     ("税务局", "市税务局"), ("消防", "市消防救援支队"), ("信访局", "市信访局")],
)  # fmt: skip
def test_bodies_without_a_task_are_known(spoken: str, name: str) -> None:
    found = names(spoken if spoken != "消防" else "消防救援支队")
    assert found == [[name]]
    assert name not in DOSSIER.departments
    assert REGISTRY.get(name) is not None


def test_mentions_have_offsets_and_the_longest_name_wins() -> None:
    text = "市住建局牵头，市生态环境局和水务局配合"
    found = REGISTRY.find(text)
    assert [text[m.start : m.end] for m in found] == ["市住建局", "市生态环境局", "水务局"]
    assert [m.text for m in found] == ["市住建局", "市生态环境局", "水务局"]


def test_the_brackets_of_the_plan_are_read_as_they_stand() -> None:
    for task in DOSSIER.plan.tasks():
        if task.responsibility:
            found = [m.departments[0].name for m in REGISTRY.find(task.responsibility.text)]
            assert found == [d.name for d in task.duties]


@pytest.mark.parametrize("word", GENERAL_WORDS.split())
def test_no_alias_is_a_general_word(word: str) -> None:
    assert word not in REGISTRY.aliases


def test_no_task_of_the_plan_seems_to_name_a_department_by_chance() -> None:
    """Outside the brackets only clauses 28 and 36 speak of public bodies."""
    found = {
        (task.clause, mention.text)
        for task in DOSSIER.plan.tasks()
        for mention in REGISTRY.find(task.text)
    }
    assert found == {
        (28, "公安"), (28, "检察院"), (28, "法院"),
        (36, "人大及其常委会"), (36, "政协"), (36, "法院"), (36, "检察院"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["夜间施工会不会罚款", "青岛市人民政府", "人行道上能不能停车", "既有居住建筑节能改造",
     "在哪个平台办理", "部门之间的行政协调", "老人大多不会上网", "卖给别人行吗", "城管网改造",
     "开发改造老城区", "上海事业单位", "已经委托第三方", "成立工作专班的集中院落"],
)  # fmt: skip
def test_words_that_hold_a_name_by_chance(text: str) -> None:
    assert names(text) == []


def test_names_are_shared_only_where_meant() -> None:
    owners = defaultdict(set)
    for department in REGISTRY.departments:
        for name in department.names:
            owners[name].add(department.name)
    shared = {frozenset(found) for found in owners.values() if len(found) > 1}
    assert shared == {
        frozenset({"青岛海事局", "董家口海事局"}),
        frozenset({"市委办公厅", "市政府办公厅"}),
        frozenset({"市地方金融监管局", "青岛银保监局"}),
    }


def test_the_registry_is_well_formed() -> None:
    official = [d.name for d in REGISTRY.departments]
    assert len(official) == len(set(official))
    for department in REGISTRY.departments:
        assert {department.name, department.full, *department.former} <= set(department.names)
        assert all(len(name) >= 2 and name == name.strip() for name in department.names)
        # An official name means its own department, whatever else is called so.
        assert REGISTRY.find(department.name)[0].departments == (department,)


def test_a_registry_of_nothing_finds_nothing() -> None:
    assert Registry(()).find("市公安局") == ()
    one = Registry([Department("市民政局", "某市民政局", ("市民政局", "民政"), ())], ["人民政府"])
    assert [m.text for m in one.find("人民政府、民政、市民政局")] == ["民政", "市民政局"]
    assert one.get("民政") is None
