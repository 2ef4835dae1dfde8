"""The part of the mutants that is tried where nobody asks for all."""

from mutants import code_side
from mutants.mutant import Mutant


def test_every_operator_has_its_share(mutants: list[Mutant]) -> None:
    chosen = code_side.spread(mutants)
    assert 150 <= len(chosen) < len(mutants)
    assert {mutant.operator for mutant in chosen} == {mutant.operator for mutant in mutants}
    assert len({mutant.module for mutant in chosen}) > 10


def test_the_part_is_the_same_each_time_and_in_order(mutants: list[Mutant]) -> None:
    chosen = code_side.spread(mutants)
    assert chosen == code_side.spread(mutants)
    assert chosen == sorted(chosen, key=mutants.index)


def test_no_more_is_chosen_than_there_is(mutants: list[Mutant]) -> None:
    assert code_side.spread(mutants[:5], 100) == mutants[:5]
