"""What make mutate is told wrongly is refused before anything is tried; what it prints is a table and a score."""

import pytest

import mutate
from mutants.report import Table


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--module", "nowhere.py"], "nowhere.py is no module of the package"),
        (["--module", "_retries.py", "--all"], "not allowed with"),
        (["--sample", "--all"], "not allowed with"),
        (["--jobs", "0"], "'0' is no number from 1"),
        (["--jobs", "-1"], "'-1' is no number from 1"),
        (["--side", "left"], "invalid choice"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_refused(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        mutate.main(arguments)
    assert caught.value.code == 2
    assert said in capsys.readouterr().err


def test_a_score_counts_what_can_be_told_and_is_never_rounded_up(capsys: pytest.CaptureFixture[str]) -> None:
    table = Table("Code")
    for number in range(2000):
        table.add("path changed", killed=number > 0)
    table.add("text changed", killed=False, equivalent=True)
    table.show(["text changed", "path changed", "never made"])
    rows = [line.split() for line in capsys.readouterr().out.splitlines() if line]
    assert rows == [
        ["Code", "mutants", "killed", "equivalent", "survivors"],
        ["text", "changed", "1", "0", "1", "0"],
        ["path", "changed", "2000", "1999", "0", "1"],
        ["all", "2001", "1999", "1", "1"],
        ["Score:", "99.9", "%"],
    ]
