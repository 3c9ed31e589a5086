# 常用命令。make 或 make help 显示说明。
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help install run index test check lint format types imports accuracy eval bench pictures constraints clean

help: ## 显示本说明
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(INSTALLED) ## 建立虚拟环境并安装依赖（首次较慢，其后跳过）

$(INSTALLED): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更高版本。" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet -c constraints.txt -e ".[dev]"
	@touch $@

run: $(INSTALLED) ## 打开问答网页 http://127.0.0.1:7860（需要时先安装、建索引）
	$(BIN)/python app.py

index: $(INSTALLED) ## 建立或更新索引
	$(BIN)/plan-assistant index

test: $(INSTALLED) ## 运行全部测试
	HF_HUB_OFFLINE=1 TRANSFORMERS_OFFLINE=1 $(BIN)/python -m pytest -q

check: lint format types imports ## 检查代码：风格、格式、类型、导入方向

lint: $(INSTALLED)
	$(BIN)/ruff check .

format: $(INSTALLED)
	$(BIN)/ruff format --check .

types: $(INSTALLED)
	$(BIN)/mypy

imports: $(INSTALLED)
	$(BIN)/lint-imports

accuracy: $(INSTALLED) ## 检查准确率不低于记录（evals/recorded.json）
	$(BIN)/python -m evals check

eval: $(INSTALLED) ## 评测问答质量并写出报告（var/evals/）
	$(BIN)/python -m evals

bench: $(INSTALLED) ## 测量速度与内存
	$(BIN)/python benchmarks/ask.py

pictures: $(INSTALLED) ## 重拍文档里的网页截图（docs/images/，需要 Chromium）
	PYTHONPATH=. $(BIN)/python docs/images/take.py

constraints: $(INSTALLED) ## 按当前虚拟环境重写 constraints.txt
	$(BIN)/python -m pip freeze --all --exclude pip --exclude-editable | sed 's/+[a-z0-9.]*$$//' > constraints.txt
	@touch $(INSTALLED)

clean: ## 删除虚拟环境、索引和各类缓存
	rm -rf $(VENV) var/index build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache \
		.hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
