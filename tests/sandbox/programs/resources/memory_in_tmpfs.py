# row: memory bomb, split over children
# expect: memory time
# reduced: passed-in-part passed


def double(x):
    for path, megabytes in (("/tmp/a", 50), ("/dev/shm/b", 14)):
        with open(path, "wb") as file:
            file.write(bytes(megabytes * 2**20))
    kept = bytearray(208 * 2**20)
    kept[::4096] = b"x" * (len(kept) // 4096)  # touches every page
    return 2 * x + 0 * kept[-1]
