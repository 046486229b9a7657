"""Becoming nobody before bubblewrap starts. Run as ``python -I launch.py`` with JSON on stdin.

Started by root, students would be the host's root: so a user of our own is taken first. That
user may not be able to read the interpreter (a home of mode 0700), hence root first binds all
sources into a private staging tree that nobody else sees.
"""

import ctypes
import json
import os
import signal
import sys

_MS_BIND, _MS_REC, _MS_PRIVATE, _CLONE_NEWNS = 0x1000, 0x4000, 0x40000, 0x20000
_CLONE_NEWUSER = 0x10000000
_ABLE = ("CAP_SETUID", "CAP_SETGID", "CAP_KILL")
BLOCK = 2**16
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


def namespace(user: int, first: int) -> int:
    """A user namespace of ``user`` with a block of host users: its descriptor.

    Raises ``OSError`` where root is not root enough (in a container without such users).
    """
    said, say = os.pipe()
    child = os.fork()
    if not child:
        become(user)
        os.write(say, b"1" if _libc.unshare(_CLONE_NEWUSER) == 0 else b"0")
        signal.pause()
    try:
        if os.read(said, 1) != b"1":
            raise OSError("unshare")
        for name in ("uid_map", "gid_map"):
            with open(f"/proc/{child}/{name}", "w") as file:
                file.write(f"1000 {user} 1\n2000 {first} {BLOCK}\n")
        opened = os.open(f"/proc/{child}/ns/user", os.O_RDONLY)
        os.set_inheritable(opened, True)
        return opened
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(said)
        os.close(say)


def with_users(words: list[str], opened: int) -> list[str]:
    """Bubblewrap's arguments: into that namespace instead of a new one, able to change user."""
    kept = words[words.index("--gid") + 2 :]
    able = [word for name in _ABLE for word in ("--cap-add", name)]
    place = kept.index("--cap-drop") + 2
    return ["--userns", str(opened), *kept[:place], *able, *kept[place:]]


def main() -> None:
    """Replace this process by bubblewrap, with an empty environment."""
    asked = json.load(sys.stdin)
    sources, opened = asked["sources"], -1
    if os.geteuid() == 0 and asked["user"]:
        sources = stage(sources)
        try:
            opened = namespace(asked["user"], asked["users"])
        except OSError:  # all children share one user, then
            opened = -1
        become(asked["user"])
    os.chdir("/")
    places = iter(sources)
    words = [next(places) if word is None else word for word in asked["arguments"]]
    if opened >= 0:
        words = with_users(words, opened)
    os.execve(asked["bwrap"], ["bwrap", *words], {} if asked["clean"] else dict(os.environ))


if __name__ == "__main__":
    main()
