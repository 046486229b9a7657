"""The sandbox: which process may do what.

Theory of operation
===================

::

    supervisor (this package, in the grading worker: holds requests, decides verdicts)
     └─ nursery: process 1 of a bubblewrap, one per runtime, warm, holds no data   inside/nursery.py
         ├─ judge: the exercise's suite and reference; speaks to the supervisor    graders/sdk
         └─ student process: one submission; speaks to its judge                   graders/sdk

* **Only the judge judges.** A student process answers calls with plain data; its output, exit
  status and silence mean nothing. The supervisor adds what only it can see: limits and signals.
* **Nothing to steal.** The nursery is executed with an empty environment and mounts an interpreter,
  its libraries and our protocol, nothing else. Requests never pass through its memory.
* **One child, one submission.** Judge and student process have namespaces of their own each
  (user, pid, mount, ipc, uts, net), their own small tmpfs, their own cgroup, an empty /proc, no
  capability, a seccomp allow-list, and no descriptor but their pipes. They serve once.
* **Limits are kept from outside**: memory and processes by the kernel's cgroups, CPU and wall clock
  by the supervisor, by SIGKILL through a pidfd. A pid namespace dies with its first process.
* **A death costs one test.** The rest of the suite is run by a fresh pair of processes.
* **No silent fallback.** Where the host cannot isolate, ``SandboxUnavailable`` says why and what to
  do. Without cgroups there is a *reduced* mode (rlimits and a watchdog); production refuses it.

Files: ``layout`` (what is mounted), ``launch`` (root gives itself up), ``nursery`` (client of the
nursery), ``cgroups``, ``seccomp``, ``pair`` (two processes and their pipes), ``watch`` (one pair at
work), ``sandbox`` (pool of warm pairs), ``suites`` (a submission through a whole suite).
"""
