"""Settings from the environment (prefix PLAN_). Read only at the edges."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Every setting with its default; README's table is generated from the descriptions."""

    model_config = SettingsConfigDict(env_prefix="PLAN_", env_file=".env", extra="ignore")

    id: str = Field("qingdao-2022", description="默认方案的编号")
    home: Path = Field(Path("var"), description="索引、记录和缓存所在目录")
    chroma_url: str = Field(
        "", description="Chroma 服务地址，如 http://127.0.0.1:8000；留空用内嵌向量库"
    )
    embedding_model: str = Field(
        "", description="sentence-transformers 模型的本地路径或名称；留空用内置模型"
    )
    host: str = Field("127.0.0.1", description="网页与接口监听的地址")
    port: int = Field(7860, ge=1, le=65535, description="网页与接口监听的端口")
    max_question: int = Field(2000, ge=1, description="问题的最大字数")
    max_history: int = Field(20, ge=0, description="多轮对话中最多采用的历史提问数")
