# The commands of the project; `make run` and `make test` need nothing but make and Python 3.11 or newer.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
WORKERS ?= 2
SIZE ?= small
export PYTHONDONTWRITEBYTECODE ?= 0

# A production-like environment for `check --deploy`; nothing is ever kept under these keys.
DEPLOY := env -u DATABASE_URL DEBUG=off BEHIND_TLS_PROXY=on ALLOWED_HOSTS=openness.example \
	SECRET_KEY=only-for-make-check-0123456789-abcdefghijklmnopqrstuvwxyz \
	PERSONAL_DATA_KEYS=check:bWFrZS1jaGVjay1vbmx5IQ==
LOCK := $(BIN)/pip-compile --quiet --strip-extras --allow-unsafe --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

.PHONY: run test test-sqlite test-postgres check format lock bench clean

run: $(VENV)/.runtime
	@DEBUG=on $(BIN)/python manage.py migrate --verbosity 0
	@DEBUG=on $(BIN)/python manage.py demo
	@DEBUG=on $(BIN)/python manage.py runserver 127.0.0.1:8000

test: test-sqlite test-postgres

test-sqlite: $(VENV)/.development
	env -u DATABASE_URL -u REPLICA_DATABASE_URL DEBUG=on $(BIN)/python -m pytest -n $(WORKERS)

test-postgres: $(VENV)/.development
	env -u REPLICA_DATABASE_URL DEBUG=on $(BIN)/python -W ignore -m tests.postgres -- $(BIN)/python -m pytest -n $(WORKERS)

check: $(VENV)/.development
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	DEBUG=on $(BIN)/python manage.py makemigrations --check --dry-run
	DEBUG=on $(BIN)/python manage.py check
	$(DEPLOY) $(BIN)/python manage.py check --deploy --fail-level WARNING

format: $(VENV)/.development
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# After a change of requirements*.in: newest versions that fit, with the hashes of every file of each release.
lock: $(VENV)/.development
	$(LOCK) --upgrade --output-file requirements.txt requirements.in
	$(LOCK) --upgrade --output-file requirements-dev.txt requirements-dev.in

bench: $(VENV)/.development
	SIZE=$(SIZE) $(BIN)/python -W ignore -m benchmarks

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

# Stamps: installed once for each content of the lock files, so that the second start is immediate.
$(VENV)/.runtime: requirements.txt | $(VENV)/bin/pip
	@echo '正在安装依赖，第一次需要一两分钟……'
	@$(PIP) install --quiet --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.development: requirements-dev.txt | $(VENV)/bin/pip
	@echo '正在安装开发依赖，第一次需要一两分钟……'
	@$(PIP) install --quiet --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.runtime

$(VENV)/bin/pip:
	@command -v $(PYTHON) >/dev/null || { \
		echo "找不到 $(PYTHON)：请先安装 Python 3.11 或更新版本，或用 make run PYTHON=路径 指定。" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "需要 Python 3.11 或更新版本，现在的 $(PYTHON) 是 $$($(PYTHON) -V 2>&1)；可用 make run PYTHON=python3.12 指定另一个。" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "这个 Python 缺少 venv 模块：Debian/Ubuntu 上请先安装 python3-venv（apt install python3-venv）。" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
