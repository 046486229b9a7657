def generate(rng):
    """Twelve validation losses: falling with a bump, then rising; the bump must not stop training."""
    while True:
        bottom = int(rng.integers(4, 8))
        patience = int(rng.integers(2, 4))
        loss = [0.42 + 0.09 * abs(e - bottom) ** 1.1 + float(rng.normal(0, 0.02)) for e in range(12)]
        loss = [round(v, 2) for v in loss]
        best, wait, stop = 0, 0, None
        for epoch in range(1, 12):
            if loss[epoch] < loss[best]:
                best, wait = epoch, 0
            else:
                wait += 1
                if wait == patience:
                    stop = epoch
                    break
        tie = sum(v == min(loss) for v in loss) > 1
        if stop is not None and stop < 11 and not tie and loss[best] == min(loss):
            shown = [f"{value:.2f}".split(".") for value in loss]  # as text: 0.50 keeps its zero in the table
            whole = {f"w{e}": before for e, (before, _) in enumerate(shown)}
            cents = {f"d{e}": after for e, (_, after) in enumerate(shown)}
            return {"patience": patience, "best": best, "stop": stop, **whole, **cents}
