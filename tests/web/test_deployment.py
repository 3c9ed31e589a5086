"""What the deployment page hands out: linted, and the same that is tested here."""

from __future__ import annotations

import configparser
import json
import os
import re
import shlex
import shutil
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from starlette.types import Receive, Scope, Send
from typer.testing import CliRunner

from assistant.cli.main import app
from assistant.settings import Settings
from tests.web.conftest import Site, running

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "docs" / "deploy"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
CONSTRAINTS = dict(
    line.split("==") for line in (ROOT / "constraints.txt").read_text().splitlines() if "==" in line
)


def instructions(name: str) -> list[str]:
    """Arguments of every such instruction."""
    whole = DOCKERFILE.replace("\\\n", " ")
    return re.findall(rf"^{name} +(.+)$", whole, re.M)


def check_command(words: list[str]) -> None:
    """The command line understands it, options and all."""
    assert Path(words[0]).name == "plan-assistant"
    done = CliRunner().invoke(app, [*words[1:], "--help"])
    assert done.exit_code == 0, done.output
    assert CliRunner().invoke(app, [*words[1:], "--no-such", "--help"]).exit_code == 2


def check_settings(given: dict[str, str]) -> None:
    """Every PLAN_ variable is a setting, with a value that it takes."""
    ours = {k: re.sub(r"\$\{\w+:-(.*?)\}", r"\1", v) for k, v in given.items() if "PLAN_" in k}
    fields = {name.removeprefix("PLAN_").lower(): value for name, value in ours.items()}
    assert ours
    assert set(fields) <= set(Settings.model_fields)
    Settings(_env_file=None, **fields)  # type: ignore[arg-type]


def test_the_dockerfile_is_linted() -> None:
    program = Path(sys.executable).parent / "hadolint"
    done = subprocess.run([program, DEPLOY / "Dockerfile"], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_dockerfile_copies_what_there_is() -> None:
    let_in = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8")
    for copied in instructions("COPY"):
        *sources, _ = copied.split()
        for source in sources:
            assert (ROOT / source).exists(), source
            assert f"!{source}\n" in let_in
    packages = {d.name for d in ROOT.iterdir() if (d / "__init__.py").is_file()}
    assert packages - set(" ".join(instructions("COPY")).split()) == {"evals"}


def test_the_image_is_what_is_tested() -> None:
    assert f"torch=={CONSTRAINTS['torch']}" in instructions("RUN")[0]
    assert int(instructions("USER")[-1]) > 0
    check_command(json.loads(instructions("CMD")[-1]))
    told = [pair.partition("=") for pair in shlex.split(" ".join(instructions("ENV")))]
    environment = {name: value for name, _, value in told}
    check_settings(environment)
    assert environment["PLAN_HOME"] in instructions("VOLUME")
    assert environment["PLAN_PORT"] in instructions("EXPOSE")


def test_where_packages_come_from_is_the_operators_to_say() -> None:
    asked = dict(argument.split("=", 1) for argument in instructions("ARG"))
    assert set(asked.values()) == {""}
    assert set(asked) == set(COMPOSE["services"]["app"]["build"]["args"])
    assert DOCKERFILE.index("ARG") < DOCKERFILE.index("RUN"), "or pip would not see them"


def test_the_health_check_tells_alive_from_dead(site: Site) -> None:
    (line,) = instructions("HEALTHCHECK")
    _, *words = json.loads(line.partition("CMD ")[2])
    port = site.address.rpartition(":")[2]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = str(free.getsockname()[1])
    for there, status in ((port, 0), (nobody, 1)):
        asked = [word.replace("7860", there) for word in words]
        assert (
            subprocess.run([sys.executable, *asked], stderr=subprocess.DEVNULL).returncode == status
        )


def test_the_compose_file_fits_together() -> None:
    services = COMPOSE["services"]
    service = services["app"]
    base = DEPLOY / service["build"]["context"]
    assert (base / service["build"]["dockerfile"]).samefile(DEPLOY / "Dockerfile")
    check_command(service["command"])
    check_settings(service["environment"])
    assert set(service["depends_on"]) == set(services) - {"app"}
    for name, setting in (("chroma", "PLAN_CHROMA_URL"), ("postgres", "PLAN_DATABASE_URL")):
        assert re.search(rf"[/@]{name}[:/]", service["environment"][setting])
    assert services["chroma"]["image"].endswith(f":{CONSTRAINTS['chromadb']}")
    mounted = {v.partition(":")[0] for s in services.values() for v in s["volumes"]}
    assert mounted == set(COMPOSE["volumes"])
    assert instructions("VOLUME")[0] in service["volumes"][0]
    assert all(port.startswith("127.0.0.1:") for port in service["ports"]), "nginx is in front"
    assert "ports" not in services["chroma"] | services["postgres"]


def test_the_unit_starts_what_is_tested() -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(DEPLOY / "plan-assistant.service", "utf-8")
    service = unit["Service"]
    check_command(shlex.split(service["ExecStart"]))
    check_settings(dict(pair.split("=", 1) for pair in service["Environment"].split()))
    assert service["KillMode"] == "mixed"
    longest = Settings.model_fields["timeout"].default
    assert int(service["TimeoutStopSec"]) > longest + 5


class Upstream:
    """Sends one event, and the second only when the first has arrived."""

    def __init__(self) -> None:
        self.arrived, self.headers = threading.Event(), dict[bytes, bytes]()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        import anyio

        if scope["type"] != "http":
            return
        self.headers = dict(scope["headers"])
        kind = [(b"content-type", b"text/event-stream")]
        await send({"type": "http.response.start", "status": 200, "headers": kind})
        await send({"type": "http.response.body", "body": b"data: 1\n\n", "more_body": True})
        seen = await anyio.to_thread.run_sync(self.arrived.wait, 20)
        body = b"data: 2\n\n" if seen else b"data: too late\n\n"
        await send({"type": "http.response.body", "body": body})


@pytest.fixture(scope="module")
def nginx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Upstream]]:
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not program or not shutil.which("openssl"):
        if os.environ.get("CI"):
            pytest.fail("没有 nginx 或 openssl")
        pytest.skip("没有 nginx 或 openssl")
    folder, upstream = Path(tmp_path_factory.mktemp("nginx")), Upstream()
    new = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    files = [
        "-keyout",
        str(folder / "plan-assistant.key"),
        "-out",
        str(folder / "plan-assistant.crt"),
    ]
    subprocess.run(["openssl", *new, *files], check=True, capture_output=True)
    ports = []
    for _ in range(2):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            ports.append(str(free.getsockname()[1]))
    with running(upstream) as address:  # type: ignore[arg-type]
        text = (DEPLOY / "nginx.conf").read_text("utf-8")
        for old, new_text in (
            ("127.0.0.1:7860", address.removeprefix("http://")),
            ("listen 80;", f"listen 127.0.0.1:{ports[0]};"),
            ("listen 443 ", f"listen 127.0.0.1:{ports[1]} "),
            ("/etc/nginx/tls", str(folder)),
        ):
            assert old in text
            text = text.replace(old, new_text)
        kept = "".join(
            f"{kind}_temp_path {folder}/{kind};"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        config = folder / "whole.conf"
        config.write_text(
            f"daemon off; pid {folder}/pid; error_log stderr; events {{}}\n"
            f"http {{ access_log off; {kept}\n{text}\n}}",
            "utf-8",
        )
        command = [program, "-c", str(config), "-p", str(folder), "-e", "stderr"]
        checked = subprocess.run([*command, "-t"], capture_output=True, text=True)
        assert checked.returncode == 0, checked.stderr
        server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        for _ in range(200):
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", int(ports[1]))) == 0:
                    break
            threading.Event().wait(0.05)
        yield f"https://127.0.0.1:{ports[1]}", upstream
        server.terminate()
        server.wait()


def test_nginx_passes_events_on_at_once(nginx: tuple[str, Upstream]) -> None:
    address, upstream = nginx
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    with httpx.Client(base_url=address, verify=trusting, timeout=30) as client:
        told = {"X-Forwarded-For": "192.0.2.66", "Host": "plan.example.gov.cn:8443"}
        with client.stream("GET", "/api/v1/ask/stream", headers=told) as answer:
            parts = answer.iter_text()
            assert next(parts) == "data: 1\n\n"
            upstream.arrived.set()
            assert "".join(parts) == "data: 2\n\n"
        assert upstream.headers[b"x-forwarded-for"] == b"127.0.0.1", "not what the client wrote"
        assert upstream.headers[b"x-forwarded-proto"] == b"https"
        assert upstream.headers[b"host"] == b"plan.example.gov.cn:8443"
        assert client.get("/metrics").status_code == 404
