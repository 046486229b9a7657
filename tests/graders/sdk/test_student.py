"""The student process itself, outside a sandbox."""

import subprocess
import sys

JUDGE_IS_GONE = """
import os
read, write = os.pipe()
os.close(write)
os.dup2(read, 3)
os.dup2(os.open(os.devnull, os.O_WRONLY), 4)
from graders.sdk.inside import student
student.main(ahead=False)
"""


def test_a_student_process_whose_judge_is_done_ends_without_a_word() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", JUDGE_IS_GONE], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
