#!/usr/bin/env python3
"""Whether a package of releases or records on standard input is valid under the official schema of OCDS 1.1, by a validator that is not ours.

    ocds_check.py FOLDER_OF_SCHEMAS < package.json     prints how many releases, or what is wrong with exit code 1"""

import json
import pathlib
import sys

import jsonschema


def main():
    folder = pathlib.Path(sys.argv[1])
    package_schema = json.loads((folder / "release-package-schema.json").read_text(encoding="utf-8"))
    release_schema = json.loads((folder / "release-schema.json").read_text(encoding="utf-8"))
    package = json.load(sys.stdin)
    checks = jsonschema.FormatChecker()
    validate = jsonschema.Draft4Validator
    # The package names the schema of a release by its address; each is held against the file here.
    package_schema["properties"]["releases"]["items"] = {"type": "object"}
    releases = validate(release_schema, format_checker=checks)
    found = package.get("releases")
    faults = []
    if found is None:
        # A package of records: what they say together is a release as well, with a tag of its own.
        found = []
        for record in package["records"]:
            found += record["releases"]
            compiled = record["compiledRelease"]
            if compiled["ocid"] != record["ocid"] or compiled["tag"] != ["compiled"]:
                print("compiled", compiled["ocid"], compiled["tag"])
                return 1
            faults += [("compiled", fault) for fault in releases.iter_errors(compiled)]
    else:
        faults = [("package", fault) for fault in validate(package_schema, format_checker=checks).iter_errors(package)]
    for number, release in enumerate(found):
        faults += [(f"release {number}", fault) for fault in releases.iter_errors(release)]
    for where, fault in faults:
        print(where, "/".join(str(one) for one in fault.absolute_path), fault.message[:200])
    if faults:
        return 1
    print(len(found))
    return 0


sys.exit(main())
