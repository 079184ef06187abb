"""What a figure was measured on."""
import os
import platform
import re
import time


def processor():
    """The processor's own name, with family and model where the name is a general one."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            text = file.read()
    except OSError:
        return platform.processor() or platform.machine()

    def field(name):
        found = re.search(rf"^{name}\s*:\s*(.+)$", text, re.MULTILINE)
        return found.group(1).strip() if found else None

    name = field("model name")
    if name is None:
        return platform.machine()
    return f"{name} (family {field('cpu family')}, model {field('model')})"


def busy_share(seconds=1):
    """The share of all cores, 0 to 1, that others keep busy; None where it cannot be told."""
    def times():
        with open("/proc/stat", encoding="utf-8") as file:
            numbers = [int(word) for word in file.readline().split()[1:]]
        return sum(numbers[:8]), numbers[3] + numbers[4]

    try:
        total, idle = times()
        time.sleep(seconds)
        total_after, idle_after = times()
    except OSError:
        return None
    return 1 - (idle_after - idle) / max(1, total_after - total)


def is_busy(machine):
    """Whether others took so much of `machine`, as described, that figures are not to be trusted."""
    return (machine["busy_share"] or 0) >= 0.1


def description():
    return {
        "processor": processor(), "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.release()}", "busy_share": busy_share()}
