"""Ports: is this one free, and which one is."""

import errno
import socket

from config.run.settings import RunError


def demand(host: str, port: int) -> None:
    """Raise ``RunError`` with a sentence where ``port`` cannot be listened on."""
    try:
        _bind(host, port)
    except OSError as error:
        raise RunError(_sentence(host, port, error)) from error


def free(host: str = "127.0.0.1") -> int:
    """A port that nobody listens on at this moment."""
    return _bind(host, 0)


def _bind(host: str, port: int) -> int:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as listener:
        # as uvicorn and Redis do: a port whose last connections linger is free
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(1)
        return int(listener.getsockname()[1])


def _sentence(host: str, port: int, error: OSError) -> str:
    another = f"Choose another one, for example: PORT={min(port + 1000, 65535)} make run"
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use by another program. {another}"
    if error.errno == errno.EACCES:
        return f"Port {port} may only be used by the administrator. {another}"
    return f"Cannot listen on {host}, port {port}: {error.strerror}."
