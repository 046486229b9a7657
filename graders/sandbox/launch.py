"""Becoming nobody before bubblewrap starts. Run as ``python -I launch.py`` with JSON on stdin.

Started by root, students would be the host's root: so a user of our own is taken first. That
user may not be able to read the interpreter (a home of mode 0700), hence root first binds all
sources into a private staging tree that nobody else sees.
"""

import ctypes
import json
import os
import sys

_MS_BIND, _MS_REC, _MS_PRIVATE, _CLONE_NEWNS = 0x1000, 0x4000, 0x40000, 0x20000
_libc = ctypes.CDLL(None, use_errno=True)


def _mount(source: str, target: str, kind: str, flags: int, data: str = "") -> None:
    if _libc.mount(source.encode(), target.encode(), kind.encode(), flags, data.encode()):
        raise OSError(ctypes.get_errno(), f"mount {source} on {target}")


def stage(sources: list[str]) -> list[str]:
    """Bind each source into a tmpfs over /tmp, in a mount namespace of our own."""
    files = [os.path.isfile(source) for source in sources]
    if _libc.unshare(_CLONE_NEWNS):
        raise OSError(ctypes.get_errno(), "unshare")
    opened = [os.open(source, os.O_PATH) for source in sources]  # /tmp may hold some of them
    _mount("none", "/", "none", _MS_REC | _MS_PRIVATE)
    _mount("staging", "/tmp", "tmpfs", 0, "mode=0755,size=1m")
    staged = []
    for number, (descriptor, file) in enumerate(zip(opened, files, strict=True)):
        target = f"/tmp/{number}"
        if file:
            os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o644))
        else:
            os.mkdir(target, 0o755)
        _mount(f"/proc/self/fd/{descriptor}", target, "none", _MS_BIND | _MS_REC)
        os.close(descriptor)
        staged.append(target)
    return staged


def become(user: int) -> None:
    """Give up root for good."""
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def main() -> None:
    """Replace this process by bubblewrap, with an empty environment."""
    asked = json.load(sys.stdin)
    sources = asked["sources"]
    if os.geteuid() == 0 and asked["user"]:
        sources = stage(sources)
        become(asked["user"])
    os.chdir("/")
    places = iter(sources)
    words = [next(places) if word is None else word for word in asked["arguments"]]
    os.execve(asked["bwrap"], ["bwrap", *words], {} if asked["clean"] else dict(os.environ))


if __name__ == "__main__":
    main()
