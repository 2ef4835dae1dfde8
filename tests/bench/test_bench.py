"""The comparison with plain httpx runs and says its figures."""

import re
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "scripts" / "bench.py"


def test_the_comparison_prints_both_times_and_their_ratio() -> None:
    command = [sys.executable, str(SCRIPT), "--rounds", "3", "--calls", "5"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    ours, plain, ratio = done.stdout.splitlines()
    assert re.match(r"this client +\d+ µs a call", ours)
    assert re.match(r"plain httpx +\d+ µs a call", plain)
    assert re.match(r"ratio +\d+\.\d\d \(from \d+\.\d\d to \d+\.\d\d", ratio)
