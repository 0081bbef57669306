"""The notebooks run from top to bottom."""

import ast
import contextlib
import io
import json
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "examples/notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_runs_and_outputs_are_there(notebook, monkeypatch):
    monkeypatch.chdir(notebook.parent)
    cells = [cell for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    assert cells
    names: dict[str, object] = {}
    with contextlib.redirect_stdout(io.StringIO()):
        for cell in cells:
            # What is shown takes its time; here it is enough that it runs.
            text = "".join(cell["source"]).replace("20_000", "1_000")
            exec(compile(ast.parse(text), str(notebook), "exec"), names)
    silent = [cell for cell in cells if not cell["outputs"]]
    assert all("def " in "".join(cell["source"]) for cell in silent), "a cell shows nothing: run the notebook again"


def test_there_are_notebooks():
    assert NOTEBOOKS
