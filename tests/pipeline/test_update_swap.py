"""Several files and folders are replaced together or not at all, whatever interrupts it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import swap
from pipeline.swap_killer import NAMES, held, lay
from problems import Problem

HERE = Path(__file__).parent


def tree(root: Path) -> Path:
    lay(root, "old")
    return root


def expected(word: str) -> dict[str, str]:
    names = ("generated/client.py", f"generated/only_{word}.py", "openapi.sources.yaml", "openapi.yaml")
    return dict.fromkeys(names, word)


def stage(staged: Path) -> None:
    lay(staged / "made", "new")
    for name in NAMES:
        (staged / "made" / name).rename(staged / name)


def test_killed_at_any_step_and_killed_again_while_recovering_the_tree_is_the_old_or_the_new_one(
    tmp_path: Path,
) -> None:
    environment = os.environ | {"PYTHONPATH": str(HERE.parents[1] / "scripts")}
    command = [sys.executable, str(HERE / "swap_killer.py"), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60, env=environment)
    result = json.loads(done.stdout)
    assert result["uninterrupted"] == expected("new")
    states = [outcome["held"] for outcome in result["outcomes"]]
    assert [state for state in states if state not in (expected("old"), expected("new"))] == []
    assert expected("old") in states
    assert expected("new") in states
    assert result["outcomes"][0]["held"] == expected("old")
    assert result["outcomes"][-1]["held"] == expected("new")


def test_everything_is_replaced_and_nothing_is_left_over(tmp_path: Path) -> None:
    root = tree(tmp_path / "tree")
    with swap.staging(root) as staged:
        stage(staged)
        swap.replace_together(root, NAMES)
    assert held(root) == expected("new")


def test_what_was_not_there_before_is_put_in_place(tmp_path: Path) -> None:
    with swap.staging(tmp_path) as staged:
        stage(staged)
        swap.replace_together(tmp_path, NAMES)
    assert held(tmp_path) == expected("new")


def test_without_replacing_the_tree_stays_as_it_is(tmp_path: Path) -> None:
    root = tree(tmp_path / "tree")
    with swap.staging(root) as staged:
        stage(staged)
    assert held(root) == expected("old")


@pytest.mark.parametrize("failing", [1, 2, 3, 4, 5, 6, 7])
def test_an_error_in_the_middle_puts_everything_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    root = tree(tmp_path / "tree")
    rename, calls = os.rename, iter(range(1, 100))

    def sometimes(source: Path, target: Path) -> None:
        if next(calls) == failing:
            raise PermissionError(13, "Permission denied", str(source))
        rename(source, target)

    with swap.staging(root) as staged:
        stage(staged)
        monkeypatch.setattr(os, "rename", sometimes)
        with pytest.raises(Problem, match="cannot be replaced: permission denied; nothing was changed"):
            swap.replace_together(root, NAMES)
    assert held(root) == expected("old")
    assert not swap.recover(root)


def test_a_second_update_waits_for_nobody_but_says_that_one_is_under_way(tmp_path: Path) -> None:
    root = tree(tmp_path / "tree")
    with swap.staging(root) as staged:
        for other in (lambda: swap.staging(root).__enter__(), lambda: swap.recover(root)):
            with pytest.raises(Problem, match="is being updated by another process"):
                other()
        stage(staged)
        swap.replace_together(root, NAMES)
    assert held(root) == expected("new")


def test_there_is_nothing_to_recover_in_a_tree_at_rest(tmp_path: Path) -> None:
    root = tree(tmp_path / "tree")
    assert not swap.recover(root)
    assert held(root) == expected("old")


def test_a_folder_that_was_put_back_by_hand_gives_way_to_the_new_one(tmp_path: Path) -> None:
    root = tree(tmp_path / "tree")
    with pytest.raises(KeyboardInterrupt), swap.staging(root) as staged, pytest.MonkeyPatch.context() as patch:
        stage(staged)
        rename = os.rename

        def stop(source: Path, target: Path) -> None:
            rename(source, target)
            if target.parent.name == "old" and target.name == "generated":
                raise KeyboardInterrupt

        patch.setattr(os, "rename", stop)
        swap.replace_together(root, NAMES)
    assert not (root / "generated").exists()
    (root / "generated").mkdir()
    (root / "generated" / "client.py").write_text("by hand")
    assert swap.recover(root)
    assert held(root) == expected("new")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="missing: cannot be opened: no such file"), swap.staging(tmp_path / "missing"):
        pass
