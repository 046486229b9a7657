# row: raising limits, priority, affinity, OOM score
# expect: passed

import os, resource


def held():
    for limit in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_NPROC, resource.RLIMIT_CORE):
        soft, hard = resource.getrlimit(limit)
        if hard == resource.RLIM_INFINITY:
            continue
        try:
            resource.setrlimit(limit, (hard + 1, hard + 1))
        except (OSError, ValueError):
            continue
        return False
    for call in (lambda: os.nice(-10), lambda: os.setpriority(os.PRIO_PROCESS, 0, -10),
                 lambda: os.sched_setaffinity(0, {0, 1}), lambda: open("/proc/self/oom_score_adj", "w")):
        try:
            call()
        except OSError:
            continue
        return False
    return True


def double(x):
    return 2 * x if held() else 0 * x
