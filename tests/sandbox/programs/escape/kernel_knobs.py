# row: kernel knobs, cgroup files, devices
# expect: passed

import os


def held():
    if set(os.listdir("/dev")) - {"null", "urandom", "shm"}:
        return False
    return not any(os.path.exists(p) for p in ("/sys", "/proc/sys", "/sys/fs/cgroup", "/dev/mem", "/dev/kvm"))


def double(x):
    return 2 * x if held() else 0 * x
