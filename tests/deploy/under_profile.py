"""A program: load a container's seccomp profile as Docker would, then become another program."""

import importlib
import json
import os
import sys
from pathlib import Path

seccomp = importlib.import_module("pyseccomp")
profile = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
rules = seccomp.SyscallFilter(seccomp.ALLOW)
for entry in profile["syscalls"]:
    for name in entry["names"]:
        rules.add_rule(seccomp.ERRNO(entry["errnoRet"]), name)
rules.load()
os.execv(sys.argv[2], sys.argv[2:])
