"""Runs other programs."""
import subprocess


def run(words):
    """Standard output of a program that succeeded; else `RuntimeError` with its own words."""
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode != 0:
        reason = done.stderr.strip()[-400:] or f"exit code {done.returncode}"
        raise RuntimeError(f"{' '.join(words[:2])}: {reason}")
    return done.stdout


def last_line(text):
    """Where the commands here print their JSON."""
    return text.splitlines()[-1]
