# Has dbt parse a project again and again in one process: a line of JSON in ({"folder": …}), one out ({"error": …, "warnings": […]}).
# Deliberately absent: changing the project's files.
import contextlib
import io
import json
import sys

from dbt.cli.main import dbtRunner

answers = sys.stdout
for line in sys.stdin:
    folder = json.loads(line)["folder"]
    warnings = []

    def keep(event):
        if event.info.level in ("warn", "error"):
            warnings.append(event.info.msg)

    with contextlib.redirect_stdout(io.StringIO()):
        result = dbtRunner(callbacks=[keep]).invoke(
            ["--no-use-colors", "parse", "--project-dir", folder, "--profiles-dir", folder, "--show-all-deprecations"]
        )
    error = None if result.success else str(result.exception or "dbt couldn't parse it")
    answers.write(json.dumps({"error": error, "warnings": warnings}) + "\n")
    answers.flush()
