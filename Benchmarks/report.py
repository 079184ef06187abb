"""Results as text for a terminal and as Markdown for the README: the same cells."""
from machine import is_busy

RIVALS = ["ONNX Runtime", "OpenVINO", "LiteRT", "OpenVINO bf16"]


def ratio(row):
    """Median, and the smallest and largest of the rounds."""
    if row is None or row["ratio"] is None:
        return "-"
    numbers = (f"{row[key]:.2f}".removeprefix("0") for key in ("ratio", "ratio_min", "ratio_max"))
    return "{} [{}, {}]".format(*numbers)


def line(result):
    """One result while the others are still to come."""
    cells = network_cells(result)
    return f"{cells[0]}: {cells[1]} ms; fastest rival {cells[-1]}"


def network_head():
    return ["network", "Lentigo, ms an image", *(f"/ {name}" for name in RIVALS), "fastest rival"]


def network_cells(result):
    rows = {row["engine"]: row for row in result["rivals"]}
    cores = "1 core" if result["threads"] == 1 else f"{result['threads']} cores"
    fastest = rows.get(result["fastest_rival"])
    return [
        f"{result['architecture']} {result['precision']}, {cores}, batch {result['batch']}",
        f"{result['ms']:.3g}", *(ratio(rows.get(name)) for name in RIVALS),
        f"{fastest['engine']}, {fastest['ms']:.3g} ms" if fastest else "-"]


def pipeline_row(found):
    """Files to scores, one sentence a side."""
    label = f"{found['images']:,} JPEGs ({found['source']}) to scores, {found['cores']} cores"
    own = f"{found['seconds']:.2f} s"
    if found["python_seconds"] is None:
        return label, own
    return label, (
        f"{own}; Python (ONNX Runtime) {found['python_seconds']:.2f} s; ratio {ratio(found)}; "
        f"scores differ by at most {found['largest_score_difference']:.3f}")


def cost_rows(found):
    def size(count):
        return "not known" if count is None else f"{count / 1e6:.1f} MB"

    return [
        ("command line, stripped", size(found["stripped_bytes"])),
        ("model file", size(found["model_bytes"])),
        ("memory of one inference: arena, beside the weights",
         f"{size(found['arena_bytes'])}, {size(found['weight_bytes'])}"),
        ("peak memory of `lentigo diagnose`", size(found["peak_bytes"])),
        ("process start to first score", f"{found['first_score_ms']:.0f} ms"),
    ]


def other_rows(results):
    rows = [pipeline_row(results["end_to_end"])] if results["end_to_end"] else []
    return rows + (cost_rows(results["footprint"]) if results["footprint"] else [])


def heading(results):
    machine = results["machine"]
    # What else ran costs engines most that hand an image from thread to thread.
    busy = "" if not is_busy(machine) else (
        f" **The machine was {machine['busy_share']:.0%} busy already, which flatters Lentigo: "
        "engines that hand work from thread to thread lose most by it. Run it on a quiet one.**")
    return (
        f"{results['date']}, {machine['processor']}, {machine['cores']} cores, "
        f"{machine['system']}; `{results['command']}`: median of {results['rounds']} interleaved "
        f"rounds [smallest, largest]; Lentigo's time over the rival's, so below 1 Lentigo is faster.{busy}")


def text(results):
    rows = [network_head()] + [network_cells(result) for result in results["networks"]]
    parts = [heading(results)]
    if len(rows) > 1:
        parts.append(columns(rows))
    if other_rows(results):
        parts.append(columns([list(row) for row in other_rows(results)]))
    return "\n\n".join(parts)


def columns(rows):
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows)


def markdown(results):
    def table(head, rows, marks):
        lines = [head, marks, *rows]
        return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)

    parts = [heading(results)]
    if results["networks"]:
        head = network_head()
        parts.append(table(
            head, [network_cells(result) for result in results["networks"]],
            ["---"] + ["---:"] * (len(head) - 2) + ["---"]))
    if other_rows(results):
        parts.append(table(["what", "measured"], other_rows(results), ["---", "---"]))
    return "\n\n".join(parts)
