"""Lines of TD5, part II: right ones, slips, cheats. Every left side is what autograd says."""

import pytest

from graders.maths.judging.constructs import Construct
from graders.maths.judging.lines import Judged, judge
from graders.maths.judging.repairs import repair
from graders.maths.judging.stages import Reached, Stage, reach
from graders.maths.language import printing, read_expression
from graders.maths.language.tree import Tree
from tests.graders.maths.worlds import BPTT, simple_rnn


def tree(said: str) -> Tree:
    return read_expression(said, simple_rnn()[0].known)


def judged(*lines: str, target: str = "∂L/∂W") -> list[Judged]:
    declared, draws = simple_rnn()
    return judge(list(lines), tree(target), declared, draws)


def states(*lines: str) -> list[str]:
    return [line.state for line in judged(*lines)]


@pytest.mark.parametrize(
    "line",
    [
        "∂L/∂W = sum_t ∂L_t/∂W",
        "= sum_{t=0}^T sum_{k=1}^t ∂L_t/∂h_t ∂h_t/∂h_k ∂⁺h_k/∂W",
        (
            r"= \sum_{t=1}^{T}\sum_{k=1}^{t} \frac{\partial L_t}{\partial h_t}"
            r"\frac{\partial h_t}{\partial h_k}\frac{\partial^+ h_k}{\partial W}"
        ),
        f"= {BPTT}",
        "∂h_t/∂h_{t-1} = Diag(σ'(z_t)) W",
        "∂h_t/∂h_{t-1} = Diag(h_t ⊙ (1 - h_t)) W",
        "∂h_t/∂h_{t-1} = Diag(h_t - h_t^2) W",
        "∂h_t/∂W = ∂⁺h_t/∂W + Diag(σ'(z_t)) W ∂h_{t-1}/∂W",
        "∂h_t/∂h_k = prod(j=t..k+1) Diag(σ'(z_j)) W",
        "∂h_{t,i}/∂h_{t-1,j} = σ'(z_{t,i}) W_{ij}",
        "∂L_t/∂h_t = (h_t - y_t)",
        "∂h_t/∂h_t = I",
        "σ'(z_t) = h_t ⊙ (1 - h_t)",
        "h_t = 1/(1 + e^{-z_t})",
        "‖Diag(σ'(z_t)) W‖ ≤ ‖W‖/4",
        "‖∂h_t/∂h_k‖ ≤ (‖W‖/4)^{t-k}",
        "∂h_t/∂h_1 = ∂h_t/∂h_k ∂h_k/∂h_1",
        "∂L/∂U = sum_t sum_{k=1}^t ∂L_t/∂h_t ∂h_t/∂h_k ∂⁺h_k/∂U",
    ],
)
def test_right_lines(line: str) -> None:
    assert states(line) == ["equal"]


@pytest.mark.parametrize(
    ("line", "slip"),
    [
        ("= sum_t sum_{k=1}^t ∂L_t/∂h_t ∂h_t/∂h_k ∂h_k/∂W", "immediate"),
        ("= sum_t sum_{k=2}^t ∂L_t/∂h_t ∂h_t/∂h_k ∂⁺h_k/∂W", "bound"),
        ("= sum_t sum_{k=1}^{t-1} ∂L_t/∂h_t ∂h_t/∂h_k ∂⁺h_k/∂W", "bound"),
        (f"= {BPTT}".replace("j=t..k+1", "j=k+1..t"), "direction"),
        (f"= {BPTT}".replace("h_{k-1}", "h_k"), "index"),
        (f"= {BPTT}".replace("Diag(σ'(z_k))", "Diag(σ(z_k))"), "prime"),
        (f"= {BPTT}".replace("W)^T", "W)"), "transpose"),
        ("∂h_t/∂h_{t-1} = W Diag(σ'(z_t))", "order"),
        ("∂h_t/∂h_{t-1} = Diag(σ'(z_t)) W^T", "transpose"),
        ("∂h_t/∂h_{t-1} = Diag(σ'(z_{t-1})) W", None),
        ("∂h_t/∂h_{t-1} = -Diag(σ'(z_t)) W", "sign"),
        ("∂h_t/∂h_k = prod(j=t..k) Diag(σ'(z_j)) W", "bound"),
        ("∂h_t/∂h_k = (Diag(σ'(z_t)) W)^{t-k}", None),
        ("∂h_{t,i}/∂h_{t-1,j} = σ'(z_{t,i}) W_{ji}", None),
        ("‖Diag(σ'(z_t)) W‖ ≤ ‖W‖/8", None),
        ("‖∂h_t/∂h_k‖ ≤ (‖W‖/4)^{t-k+1}", None),
    ],
)
def test_wrong_lines_and_the_slip_that_mends_them(line: str, slip: str | None) -> None:
    (found,) = judged(line)
    if line.endswith("Diag(σ'(z_{t-1})) W"):
        assert found.state == "shape"  # z_0 does not exist
        return
    assert found.state == "not-equal"
    assert found.example is not None
    declared, draws = simple_rnn()
    assert found.of is not None
    assert found.right is not None
    mended = repair(found.of, found.relation, found.right.tree, declared, draws)
    if slip:
        assert mended is not None, printing.plain(found.right.tree)
        assert mended.slip == slip
        assert (
            judged(f"{printing.plain(mended.left)} = {printing.plain(mended.right)}")[0].state
            == "equal"
        )


def test_where_it_broke_and_back_on_track() -> None:
    lines = judged(
        "= sum_t ∂L_t/∂W",
        "= sum_t ∂L_t/∂h_t W",
        "= sum_t ∂L_t/∂h_t W + 0 W",
        "= sum_t ∂L_t/∂h_t ∂h_t/∂W",
    )
    assert [line.state for line in lines] == ["equal", "shape", "shape", "equal"]
    lines = judged(
        "= sum_t ∂L_t/∂W", "= 2 sum_t ∂L_t/∂W", "= sum_t 2 ∂L_t/∂W", "= sum_t ∂L_t/∂h_t ∂h_t/∂W"
    )
    assert [line.state for line in lines] == ["equal", "not-equal", "follows", "equal"]
    assert lines[3].back


def test_lemmas_have_left_sides_of_their_own() -> None:
    lines = ("= sum_t ∂L_t/∂W", "∂h_t/∂h_k = ∂h_t/∂h_{k}", "∂L/∂W = sum_t ∂L_t/∂h_t ∂h_t/∂W")
    assert states(*lines) == ["equal", "repeat", "equal"]


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("0 = 0", "repeat"),
        ("= ∂L/∂W", "repeat"),
        ("= (((", "syntax"),
        ("= W x_t", "shape"),
        ("= U", "shape"),
        ("= foo", "unknown-symbol"),
        ("= 0", "not-equal"),
        ("= sum_t h_{t-9} h_t^T", "shape"),
        ("", "syntax"),
    ],
)
def test_what_earns_nothing(line: str, state: str) -> None:
    assert states(line) == [state]


def stages() -> list[Stage]:
    known = simple_rnn()[0].known
    return [
        Stage(1000, tree("∂L/∂W"), uses=(Construct("sum", known), Construct("∂L_t/∂W", known))),
        Stage(
            2000, tree("∂L/∂W"),
            uses=tuple(Construct(c, known) for c in ("sum", "∂h_t/∂h_k", "∂⁺h_k/∂W")),
        ),
        Stage(
            3000, tree("∂L/∂W"), uses=(Construct("prod", known), Construct("sigma'", known)),
            without=(Construct("∂h_t/∂h_k", known), Construct("∂⁺h_k/∂W", known)),
        ),
    ]  # fmt: skip


def reached(*lines: str) -> list[Reached]:
    return reach(stages(), judged(*lines), simple_rnn()[1])


FIRST = "= sum_t ∂L_t/∂W"
SECOND = "= sum_t sum_{k=1}^t ∂L_t/∂h_t ∂h_t/∂h_k ∂⁺h_k/∂W"


def test_each_stage_has_a_line_of_its_own() -> None:
    found = reached(FIRST, "= sum_t ∂L_t/∂h_t ∂h_t/∂W", SECOND, f"= {BPTT}")
    assert [(stage.line, stage.points) for stage in found] == [(0, 1000), (2, 2000), (3, 3000)]


def test_a_stage_may_be_left_out_and_costs_its_points() -> None:
    assert [stage.points for stage in reached(SECOND, f"= {BPTT}")] == [0, 2000, 3000]
    assert [stage.points for stage in reached(f"= {BPTT}")] == [0, 0, 3000]


def test_a_line_that_only_follows_has_half() -> None:
    double = "= 2 sum_t ∂L_t/∂W"
    found = reached(double, SECOND.replace("= ", "= 2 "))
    assert [stage.points for stage in found] == [0, 1000, 0]


@pytest.mark.parametrize(
    "cheat",
    [
        ("0 = 0",) * 5,
        ("= ∂L/∂W",) * 5,
        ("∂L/∂W = ∂L/∂W + 0 W",),
        ("= ∂L/∂W + 0 sum_t sum_{k=1}^t ∂L_t/∂h_t ∂h_t/∂h_k ∂⁺h_k/∂W",),
        ("= ∂L/∂W + 0 sum_t ∂L_t/∂W",),
        (f"= ∂L/∂W + 0 ({BPTT})",),
        ("= (sum_t ∂L_t/∂W) - (sum_t ∂L_t/∂W) + ∂L/∂W",),
        ("W = W", "h_t = h_t", "I = I"),
        ("= ∂L/∂W (prod(j=1..0) W)",),
        ("= prod(s=1..1) sum(k=1..1) ∂L/∂W",),
        ("= sum(s=1..1) ∂L/∂W",),
        ("= sum(t=1..T) (1/T) ((∂L/∂W)^T)^T",),
    ],
)
def test_cheats_gain_nothing(cheat: tuple[str, ...]) -> None:
    assert sum(stage.points for stage in reached(*cheat)) == 0


@pytest.mark.parametrize(
    ("bound", "points"),
    [("‖W‖/4", 1000), ("‖W‖ max(1, 0)/4", 1000), ("‖W‖", 0), ("100 + ‖W‖", 0), ("‖W‖/4 + 1/9", 0)],
)
def test_a_bound_is_at_least_as_sharp_as_the_asked_one(bound: str, points: int) -> None:
    left, known = tree("‖∂h_t/∂h_{t-1}‖"), simple_rnn()[0].known
    asked = Stage(1000, left, "<=", (Construct("W", known),), bound=tree("‖W‖/4"))
    lines = judged(f"‖∂h_t/∂h_{{t-1}}‖ ≤ {bound}")
    assert [line.state for line in lines] == ["equal"]
    assert reach([asked], lines, simple_rnn()[1])[0].points == points
