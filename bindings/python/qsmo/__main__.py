from qsmo.cli import app

app(prog_name="qsmo")
