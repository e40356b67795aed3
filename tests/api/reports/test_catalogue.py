"""The catalogue of reports: complete in itself, and of one mind with the city's own lists."""

from typing import get_args

import yaml
from chalicelib.otp.model.codes import Language
from chalicelib.reports.model.catalogue import OPERATIONS_UNIT, categories, rules, units, ward_codes, wards
from chalicelib.reports.model.routing import route
from scene import ROOT


def test_there_are_fourteen_categories_and_each_has_a_question_or_another_door() -> None:
    assert len(categories()) == 14
    assert all(bool(one.questions) != bool(one.door) for one in categories().values())


def test_every_name_is_there_in_every_language() -> None:
    names = list(units().values())
    for category in categories().values():
        names += [category.names, category.hints, *(one.names for one in category.questions)]
        names += [option for one in category.questions for option in one.options.values()]
    for name in names:
        assert set(name) == set(get_args(Language))
        assert all(text.strip() for text in name.values())


def test_the_wards_are_those_of_the_site() -> None:
    listed = yaml.safe_load((ROOT / "content" / "city" / "wards.yaml").read_text("utf-8"))
    assert {slug: one["name"] for slug, one in listed.items()} == wards()
    assert {str(one["code"]): slug for slug, one in listed.items()} == ward_codes()


def test_every_rule_leads_to_an_agency_that_is_there() -> None:
    for rule in rules():
        assert rule.category in categories()
        assert set(rule.wards) <= set(wards())
        assert rule.unit == "ward" or rule.unit in units()
    assert OPERATIONS_UNIT in units()


def test_every_report_with_a_ward_finds_an_agency() -> None:
    for code, category in categories().items():
        if category.door:
            continue
        for ward in wards():
            unit, _ = route(rules(), code, ward, {})
            assert unit in units(), (code, ward)


def test_the_first_rule_that_fits_decides() -> None:
    damage, prices = {"kind": ["damage"]}, {"kind": ["pestering"]}
    assert route(rules(), "heritage", "phu-xuan", damage) == ("monuments", "citadel-monuments")
    assert route(rules(), "heritage", "phu-xuan", prices) == ("tourism", "visitors")
    assert route(rules(), "urban-order", "", {}) == ("", ""), "without a ward nobody knows whose street it is"
