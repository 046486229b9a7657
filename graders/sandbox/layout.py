"""What the nursery can see: an interpreter, its libraries, our protocol. All read-only."""

import importlib.util
import shutil
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from graders.sandbox.errors import SandboxUnavailable

GRADERS = Path(__file__).resolve().parent.parent
RUNTIMES = GRADERS / "runtimes"
_OURS = (
    "__init__.py", "contracts.py", "maths", "messages.py", "notation.py", "sdk",
    "sandbox/__init__.py", "sandbox/inside",
)  # fmt: skip
_SYSTEM = ("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/etc/ld.so.cache")
ENVIRONMENT = {
    "PATH": "/nowhere", "HOME": "/tmp", "LANG": "C.UTF-8", "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1", "NUMEXPR_NUM_THREADS": "1",
}  # fmt: skip


@dataclass(frozen=True)
class View:
    """Mounts (source → place inside) and the command of a nursery."""

    mounts: tuple[tuple[Path, str], ...]
    links: tuple[tuple[str, str], ...]
    command: tuple[str, ...]
    libraries: str
    """Where the interpreter's own shared library is, if not in the system's folders."""


def runtimes() -> dict[str, Path]:
    """The runtimes there are, by name."""
    return {p.parent.name: p.parent for p in sorted(RUNTIMES.glob("*/runtime.py"))}


def installed() -> list[str]:
    """The runtimes whose library is installed here."""
    return [name for name in runtimes() if importlib.util.find_spec(name) is not None]


def optional() -> set[str]:
    """The runtimes with requirements of their own: installed when asked for, started on need."""
    return {name for name, folder in runtimes().items() if (folder / "requirements.txt").exists()}


def remedy(runtime: str) -> str:
    """How to install a runtime."""
    return f"make setup {runtime.upper()}=1" if runtime in optional() else "make setup"


def bubblewrap() -> str:
    """The path of ``bwrap``. Raises ``SandboxUnavailable``."""
    found = shutil.which("bwrap")
    if found is None:
        raise SandboxUnavailable(
            "bubblewrap is not installed.", "Install it: apt-get install bubblewrap"
        )
    return found


def _sites() -> list[Path]:
    """Folders with the libraries of this environment."""
    paths = sysconfig.get_paths()
    found = [Path(paths["purelib"]), Path(paths["platlib"])]
    for name in ("numpy", "msgpack", "torch", "keras"):
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.origin is not None:
            found.append(Path(spec.origin).parent.parent)
    return list(dict.fromkeys(path.resolve() for path in found if path.is_dir()))


def view(runtime: str) -> View:
    """What the nursery of ``runtime`` sees. Raises ``SandboxUnavailable``."""
    if runtime not in installed():
        raise SandboxUnavailable(
            f"The runtime {runtime} is not installed.", f"Run: {remedy(runtime)}"
        )
    prefix = Path(sys.base_prefix).resolve()
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    under_usr = prefix.is_relative_to("/usr")
    home = str(prefix) if under_usr else "/python"
    mounts: list[tuple[Path, str]] = []
    links: list[tuple[str, str]] = []
    for name in _SYSTEM:
        path = Path(name)
        if path.is_symlink():
            links.append((str(path.readlink()), name))
        elif path.exists():
            mounts.append((path, name))
    if not under_usr:
        mounts.append((prefix, home))
    elif prefix == Path("/usr"):
        mounts.append((prefix / "bin" / version, f"/usr/bin/{version}"))
    else:
        mounts.append((prefix, home))
    sites = [(path, f"/site/{number}") for number, path in enumerate(_sites())]
    mounts.extend(sites)
    mounts.extend((GRADERS / name, f"/gradus/graders/{name}") for name in _OURS)
    mounts.append((runtimes()[runtime] / "runtime.py", "/gradus/runtime.py"))
    start = (
        f"import sys; sys.path[:0] = ['/gradus']; sys.path += {[inside for _, inside in sites]!r}; "
        "from graders.sandbox.inside.nursery import main; main()"
    )
    command = (f"{home}/bin/{version}", "-s", "-S", "-B", "-P", "-c", start)
    libraries = "" if prefix == Path("/usr") else f"{home}/lib"
    return View(tuple(mounts), tuple(links), command, libraries)


def arguments(seen: View, control: int, without: frozenset[str]) -> list[str | None]:
    """Arguments of bubblewrap; None stands for the source of each mount, in order.

    Not ``--disable-userns``: the children's own namespaces need it; their filter forbids more.
    Not bubblewrap's own process 1, whose memory and environment could be read.
    """
    arguments_: list[str | None] = [
        "--unshare-user", "--uid", "1000", "--gid", "1000", "--unshare-pid", "--unshare-ipc",
        "--unshare-uts", "--as-pid-1", "--new-session", "--hostname", "sandbox",
        "--cap-drop", "ALL",
    ]  # fmt: skip
    arguments_ += ["--unshare-net"] if "net" not in without else []
    arguments_ += ["--clearenv"] if "environment" not in without else []
    environment = ENVIRONMENT | ({"LD_LIBRARY_PATH": seen.libraries} if seen.libraries else {})
    for name, value in environment.items():
        arguments_ += ["--setenv", name, value]
    inner = {str(p) for _source, place in seen.mounts for p in Path(place).parents}
    for folder in sorted({*inner, "/dev"} - {"/"}):  # passable for all users of its range
        arguments_ += ["--dir", folder]
    for _source, inside in seen.mounts:
        arguments_ += ["--ro-bind", None, inside]
    for target, inside in seen.links:
        arguments_ += ["--symlink", target, inside]
    for device in ("/dev/null", "/dev/urandom"):
        arguments_ += ["--dev-bind", device, device]
    arguments_ += ["--proc", "/proc", "--tmpfs", "/tmp", "--tmpfs", "/dev/shm", "--remount-ro", "/"]
    return [*arguments_, "--", *seen.command, str(control)]
