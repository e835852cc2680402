"""How long `colloquy ask "…"` takes from its start to its answer, and what the time goes to.

usage: startup.py [RUNS]. Each row is a fresh process; the peers are Python alone and Python with
the libraries that the answer needs.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

QUESTION = "when did the quarantine come into force?"
PROGRAMS = {
    "python alone": ["-c", "pass"],
    "numpy, rapidfuzz, click": ["-c", "import numpy, rapidfuzz, click"],
    "all that is imported": ["-c", "import bot.cli.ask"],
    "colloquy ask": ["-m", "bot", "ask", QUESTION],
    "colloquy ask, nothing cached": ["-m", "bot", "ask", QUESTION],
}


def seconds(args: list[str], env: dict[str, str]) -> float:
    """Time one process."""
    began = time.perf_counter()
    subprocess.run([sys.executable, *args], check=True, capture_output=True, env=env)
    return time.perf_counter() - began


def main() -> None:
    """Print a row for each program: the median and the slowest of some runs."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    alone = 0.0
    print(f"{'program':32}{'median s':>10}{'slowest s':>10}{'x python':>10}")
    for name, args in PROGRAMS.items():
        env = dict(os.environ)
        if "nothing cached" in name:
            env["XDG_CACHE_HOME"] = "/dev/null"
        taken = sorted(seconds(args, env) for _ in range(runs + 1))[: runs + 1]
        median = statistics.median(taken)
        alone = alone or median
        print(f"{name:32}{median:10.3f}{taken[-1]:10.3f}{median / alone:10.1f}")


if __name__ == "__main__":
    main()
