"""Grade one formula: equal to the target, of the asked form; known wrong ones have a sentence."""

from graders.maths.asking.deriving import constructs_of
from graders.maths.asking.setting import Setting
from graders.maths.asking.telling import Data, example
from graders.maths.errors import ExpressionError, fault
from graders.maths.judging.compare import Comparison, compare
from graders.maths.judging.formula import Formula
from graders.maths.judging.repairs import repair
from graders.maths.language import printing, read_expression, read_typed
from graders.maths.language.tree import Tree, contains
from graders.maths.meaning.declared import Declared
from graders.maths.meaning.sides import alike
from graders.maths.meaning.typing import Typing


def grade(setting: Setting, text: str) -> list[Data]:
    """One part, ``answer``, with all points or none."""
    most = int(setting.question["points"])
    try:
        tree = formula(text, setting.declared)
        found, right = _compared(setting, tree)
    except ExpressionError as error:
        return [_part("refused", 0, most, [{"id": error.said.id, "params": error.said.params}])]
    if found.state == "undecided":
        return [_part("not-run", 0, most, [_said("maths.line-undecided")])]
    if found.state == "different":
        return [_wrong(setting, tree, found, most)]
    if problem := _form(setting, right):
        return [_part("failed", 0, most, [problem])]
    shown = {"type": "formula", "tex": printing.latex(tree)}
    return [_part("passed", most, most, [_said("maths.formula-right")], [shown])]


def formula(text: str, world: Declared) -> Tree:
    """A typed formula; ``left = right`` with the target on the left is taken as its right side."""
    line = read_typed(text, world.known)
    if line.left is not None and line.relation == "=":
        return line.right
    if line.relation:
        raise fault("no-relation", max(0, line.right.at[0] - 1))
    return line.right


def _compared(setting: Setting, tree: Tree) -> tuple[Comparison, Formula]:
    typing = Typing(setting.declared)
    left = Formula(setting.target, setting.declared, typing)
    right = Formula(tree, setting.declared, typing)
    alike(setting.target, tree, typing)
    return compare(left, "=", right, setting.draws), right


def _form(setting: Setting, formula: Formula) -> Data | None:
    """Why the form is not the one asked for."""
    draw = setting.draws.several()[0]
    # a gap without a target has none that could be written again
    own = setting.question["target"] != setting.question.get("answer")
    if own and contains(formula.tree, setting.target):
        return _said("maths.form-target")
    for construct in constructs_of(setting, setting.question, "without"):
        if construct.nodes(formula.tree):
            return _said("maths.form-without", construct=construct.said)
    # not "uses": of a question, that names earlier questions
    for construct in constructs_of(setting, setting.question, "with"):
        if not construct.matters(formula, draw):
            return _said("maths.form-uses", construct=construct.said)
    return None


def _wrong(setting: Setting, tree: Tree, found: Comparison, most: int) -> Data:
    details = [{"type": "formula", "tex": printing.latex(tree)}]
    if found.example is not None and (numbers := example(found.example)):
        details.append(numbers)
    for entry in setting.question.get("misconceptions", ()):
        wrong = read_expression(str(entry["formula"]), setting.declared.known)
        typing = Typing(setting.declared)
        one, other = (Formula(t, setting.declared, typing) for t in (wrong, tree))
        if compare(one, "=", other, setting.draws).state == "equal":
            own = _said("author.text", **{**entry["say"], "id": entry["id"]})
            return _part("failed", 0, most, [own], details)
    said = [_said("maths.line-not-equal")]
    if setting.question.get("repairs", True):
        slip = repair(setting.target, "=", tree, setting.declared, setting.draws)
        if slip is not None and slip.left == setting.target:
            said.append(_said(f"maths.slip-{slip.slip}"))
    return _part("failed", 0, most, said, details)


def _said(name: str, **params: object) -> Data:
    return {"id": name, "params": params}


def _part(
    outcome: str, points: int, most: int, said: list[Data], details: list[Data] | None = None
) -> Data:
    return {
        "key": "answer", "outcome": outcome, "points": points, "max": most, "messages": said,
        "details": details or [],
    }  # fmt: skip
