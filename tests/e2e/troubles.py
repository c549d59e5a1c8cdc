"""Prints, from the report of Playwright (its JSON), what failed with its reason, and what passed at its second try."""
import json
import re
import sys


def specs_of(suite):
    yield from suite.get("specs", [])
    for inner in suite.get("suites", []):
        yield from specs_of(inner)


for suite in json.load(open(sys.argv[1]))["suites"]:
    for spec in specs_of(suite):
        for test in spec["tests"]:
            name = f"[{test['projectName']}] {spec['file']}:{spec['line']} {spec['title']}"
            errors = [error["message"] for result in test["results"] for error in result["errors"]]
            if test["status"] not in ("flaky", "unexpected"):
                continue
            reason = re.sub(r"\x1b\[[0-9;]*m", "", errors[0] if errors else "no reason was told")
            if test["status"] == "flaky":
                print(f"second try: {name}: {reason.splitlines()[0]}")
            else:
                print(f"FAILED {name}\n{reason[:2000]}")
