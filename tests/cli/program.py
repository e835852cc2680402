"""The program as its user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def colloquy(
    *args: str | Path, typed: str | bytes = b"", config: Path | None = None
) -> tuple[int, str, str]:
    """Run a command; return its status, what it printed, and what it complained of."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("COLLOQUY_", "DISCORD_"))}
    if config is not None:
        env["COLLOQUY_CONFIG"] = str(config)
    run = subprocess.run(
        [sys.executable, "-m", "bot", *map(str, args)],
        input=typed.encode() if isinstance(typed, str) else typed,
        capture_output=True,
        check=False,
        env=env,
        timeout=60,
    )
    return run.returncode, run.stdout.decode(), run.stderr.decode()
