"""Times networks: every round times each rival once and Lentigo once, so that a machine that drifts
hits all alike, and a ratio is taken within a round."""
import json
import statistics
import time

from processes import last_line, run


class Setting:
    """One line of the plan: a network on so many cores, so many images a run."""

    def __init__(self, architecture, threads, batch=1, precisions=("fp32",)):
        self.architecture, self.threads, self.batch = architecture, threads, batch
        self.precisions = precisions

    @property
    def label(self):
        cores = "1 core" if self.threads == 1 else f"{self.threads} cores"
        return f"{self.architecture}, {cores}, batch {self.batch}"


def median_time(run, seconds):
    """The median of as many runs as fit in, at least three; milliseconds."""
    run()
    run()
    times, start = [], time.perf_counter()
    while len(times) < 3 or time.perf_counter() - start < seconds:
        begin = time.perf_counter()
        run()
        times.append(time.perf_counter() - begin)
    return 1e3 * statistics.median(times)


class Lentigo:
    """The command line's own benchmark."""

    def __init__(self, command, setting, precision, seconds):
        self.words = [
            command, "benchmark", "--architecture", setting.architecture, "--threads",
            str(setting.threads), "--batch", str(setting.batch), "--precision", precision,
            "--seconds", str(seconds), "--json"]

    def run(self):
        """What it printed, or `RuntimeError` with its own words where it refused."""
        return json.loads(last_line(run(self.words)))


def measure(setting, rivals, command, rounds, seconds, say):
    """A result for each of Lentigo's precisions that this machine has."""
    ours, reports = {}, {}
    for precision in setting.precisions:
        engine = Lentigo(command, setting, precision, seconds)
        try:
            reports[precision] = engine.run()  # warms up, and may be refused
            ours[precision] = (engine, [])
        except RuntimeError as error:
            say(f"{precision} is left out: {error}")
    theirs = {rival.label: (rival, []) for rival in rivals}
    for round in range(rounds):
        say(f"{setting.label}: round {round + 1} of {rounds}", passing=True)
        for rival, times in theirs.values():
            times.append(median_time(rival.run, seconds) / setting.batch)
        for engine, times in ours.values():
            times.append(engine.run()["median_ms"])
    return [
        result(setting, precision, times, theirs, reports[precision])
        for precision, (_, times) in ours.items()]


def result(setting, precision, times, theirs, report):
    """Times in milliseconds per image; ratios are Lentigo's time over the rival's."""
    rows = []
    for label, (rival, other) in theirs.items():
        ratios = [mine / yours for mine, yours in zip(times, other)]
        rows.append({
            "engine": label, "precision": rival.precision, "ms": statistics.median(other),
            "ratio": statistics.median(ratios), "ratio_min": min(ratios),
            "ratio_max": max(ratios)})
    # Full precision is held against full precision; a lower one against whatever there is.
    peers = [row for row in rows if row["precision"] == "fp32" or precision != "fp32"]
    return {
        "architecture": setting.architecture, "threads": setting.threads, "batch": setting.batch,
        "precision": precision, "ms": statistics.median(times),
        "instruction_set": report["instruction_set"], "arena_bytes": report.get("arena_bytes"),
        "weight_bytes": report.get("weight_bytes"), "rivals": rows,
        "fastest_rival": min(peers, key=lambda row: row["ms"])["engine"] if peers else None}


def write_network(command, path, architecture=None, model=None):
    """Has Lentigo write a network for the rivals: a model's, or one with generated weights."""
    subject = ["--model", model] if model else ["--architecture", architecture]
    run([command, "benchmark", *subject, "--write-network", path])
