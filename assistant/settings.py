"""Settings from the environment (prefix PLAN_). Read only at the edges."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

_RATE = re.compile(r"[1-9]\d{0,8}/(second|minute|hour|day)")
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?")


class Anonymous(StrEnum):
    """Who may use the API without a key."""

    LOCAL = "local"
    YES = "yes"
    NO = "no"


class LogFormat(StrEnum):
    """The form of log lines."""

    TEXT = "text"
    JSON = "json"


class LogLevel(StrEnum):
    """From which level on lines are logged."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Settings(BaseSettings):
    """Every setting with its default; README's table is generated from the descriptions."""

    model_config = SettingsConfigDict(
        env_prefix="PLAN_", env_file=".env", extra="ignore", hide_input_in_errors=True
    )

    id: str = Field("qingdao-2022", description="默认方案的编号")
    home: Path = Field(Path("var"), description="索引、记录和缓存所在目录")
    evals: Path = Field(Path("docs/evals"), description="评测结果所在目录，网页“评测”一栏从中读取")
    chroma_url: str = Field(
        "", description="Chroma 服务地址，如 http://127.0.0.1:8000；留空用内嵌向量库"
    )
    embedding_model: str = Field(
        "", description="sentence-transformers 模型的本地路径或名称；留空用内置模型"
    )
    reranker_model: str = Field("", description="交叉编码重排模型的本地路径或名称；留空不重排")
    llm_model: str = Field(
        "", description="语言模型，如 deepseek-chat；留空不用，问题不会发往任何外部服务"
    )
    llm_base_url: str = Field(
        "",
        description="兼容 OpenAI 的服务地址，如 http://127.0.0.1:8000/v1；留空按模型名选择提供者",
    )
    llm_api_key: SecretStr = Field(SecretStr(""), description="语言模型服务的密钥")
    llm_rewrite: bool = Field(
        False, description="没有找到答案时，请语言模型把问题换成规范说法再找一次"
    )
    llm_rerank: bool = Field(False, description="几处原文都像答案时，请语言模型排先后")
    llm_deadline: float = Field(
        20.0, gt=0, le=300, description="一个回答最多等语言模型几秒，超过即用默认回答"
    )
    llm_concurrency: int = Field(4, ge=1, description="同时最多几个请求在等语言模型")
    llm_max_tokens: int = Field(1000, ge=50, description="语言模型一次最多写多少 token")
    llm_daily_tokens: int = Field(
        0, ge=0, description="24小时内最多用多少 token，用完即用默认回答；0 不限"
    )
    host: str = Field("127.0.0.1", description="网页与接口监听的地址")
    port: int = Field(7860, ge=1, le=65535, description="网页与接口监听的端口")
    database_url: SecretStr = Field(
        SecretStr(""),
        description="记录库地址，如 postgresql://用户:密码@主机/库名；"
        "留空用 `PLAN_HOME` 下的 SQLite 文件 records.db",
    )
    mask_personal: bool = Field(True, description="存入记录前遮盖手机号、固定电话和身份证号")
    session_hours: int = Field(8, ge=1, le=720, description="工作人员登录后多少小时须重新登录")
    max_question: int = Field(2000, ge=1, description="问题的最大字数")
    max_history: int = Field(20, ge=0, description="多轮对话中最多采用的历史提问数")
    timeout: float = Field(30.0, gt=0, le=600, description="接口最多用几秒回答一个问题")
    anonymous: Anonymous = Field(
        Anonymous.LOCAL,
        description="不带密钥能否用接口：local 只许本机且不经代理的请求（不限次）；"
        "yes 都许，按地址限次；no 都不许",
    )
    rate_anonymous: str = Field("60/minute", description="不带密钥时每个地址的限次")
    redis_url: str = Field(
        "", description="Redis 地址，如 redis://127.0.0.1:6379/0，供多个进程合计限次；留空各自计数"
    )
    metrics: Anonymous = Field(
        Anonymous.LOCAL,
        description="不带密钥能否读 /metrics：local 只许本机且不经代理的请求；yes 都许；"
        "no 都须有 metrics 权限的密钥",
    )
    log_format: LogFormat = Field(
        LogFormat.TEXT, description="日志的样子：text 供人看；json 每行一个 JSON 对象"
    )
    log_level: LogLevel = Field(
        LogLevel.INFO, description="记哪些日志：debug、info、warning 或 error"
    )
    log_questions: bool = Field(
        False, description="日志中是否记下问题原文（手机号、固定电话和身份证号总是遮盖）"
    )
    workers: int = Field(
        1, ge=1, le=64, description="几个进程同时服务；多个时见 docs/deployment.md"
    )
    widget_origins: str = Field(
        "",
        description="可以嵌入问答组件、从浏览器调用接口的网站，如 https://www.example.gov.cn，"
        "多个用逗号分开；设了即许公众不带密钥从组件提问，按地址限次",
    )

    @property
    def origins(self) -> tuple[str, ...]:
        """The origins of ``widget_origins``."""
        return tuple(o.strip() for o in self.widget_origins.split(",") if o.strip())

    @field_validator("widget_origins")
    @classmethod
    def _origins_are_origins(cls, value: str) -> str:
        """They go into headers: nothing but scheme, host and port."""
        for origin in filter(None, (o.strip() for o in value.split(","))):
            if not _ORIGIN.fullmatch(origin):
                raise ValueError("应为 http(s)://主机[:端口]，多个用逗号分开")
        return value

    @field_validator("rate_anonymous")
    @classmethod
    def _rate_is_a_rate(cls, value: str) -> str:
        """So many in a period."""
        if not _RATE.fullmatch(value):
            raise ValueError("应形如 60/minute，时段可用 second、minute、hour、day")
        return value

    @field_validator("llm_base_url")
    @classmethod
    def _no_password_in_address(cls, value: str) -> str:
        """An address is shown in settings and messages; a password in it would be as well."""
        if value and (not value.startswith(("http://", "https://")) or "@" in value):
            raise ValueError("应为 http:// 或 https:// 开头、不含用户名和密码的地址")
        return value.rstrip("/")
