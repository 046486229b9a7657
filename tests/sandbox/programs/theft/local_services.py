# row: Redis/Postgres/RabbitMQ on loopback, docker socket, metadata
# expect: passed

import os, socket

PLACES = [("127.0.0.1", 6379), ("127.0.0.1", 5432), ("127.0.0.1", 5672), ("169.254.169.254", 80)]


def held():
    if any(os.path.exists(p) for p in ("/var/run/docker.sock", "/run/docker.sock", "/run/dbus")):
        return False
    for place in PLACES:
        try:
            socket.create_connection(place, timeout=0.2).close()
        except OSError:
            continue
        return False
    return True


def double(x):
    return 2 * x if held() else 0 * x
