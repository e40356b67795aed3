"""Which agency a report belongs to: the first rule that fits, and which one it was."""

from collections.abc import Mapping, Sequence

from .catalogue import Rule

Answers = Mapping[str, Sequence[str]]


def route(rules: Sequence[Rule], category: str, ward: str, answers: Answers) -> tuple[str, str]:
    """(unit, rule); ("", "") where no rule fits, and somebody of the operations centre has to know."""
    for rule in rules:
        if fits(rule, category, ward, answers):
            return (f"ward-{ward}" if rule.unit == "ward" else rule.unit), rule.id
    return "", ""


def fits(rule: Rule, category: str, ward: str, answers: Answers) -> bool:
    if rule.category != category or (rule.unit == "ward" and not ward):
        return False
    is_there = not rule.wards or ward in rule.wards
    return is_there and all(set(answers.get(code, ())) & set(values) for code, values in rule.answers.items())
