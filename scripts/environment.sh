#!/bin/sh
# Usage: sh scripts/environment.sh FOLDER LOCK
# Makes the virtual environment FOLDER from the hash-pinned LOCK, then installs this checkout into it.
# PYTHON=... chooses the interpreter; without it, the first one that will do is taken.
set -eu
folder=$1
lock=$2

version() { "$1" -c 'import sys; print(".".join(map(str, sys.version_info[:3])))' 2>/dev/null; }
new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
# Debian ships venv without ensurepip, and a venv without pip is of no use here.
has_venv() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }
inside() { if [ -d "$1/Scripts" ]; then echo "$1/Scripts/python"; else echo "$1/bin/python"; fi; }

found='' old='' bare=''
for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 python}; do
    seen=$(version "$candidate") || continue
    if ! new_enough "$candidate"; then
        old=${old:-"$candidate is $seen"}
    elif ! has_venv "$candidate"; then
        bare=${bare:-"$candidate"}
    else
        found=$candidate
        break
    fi
done

if [ -z "$found" ] && [ -n "$bare" ]; then
    minor=$("$bare" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    echo "corpus_tools: $bare ($minor) has no venv module; install it (Debian, Ubuntu: sudo apt install python$minor-venv) and run make again." >&2
    exit 1
elif [ -z "$found" ]; then
    echo "corpus_tools: Python 3.11 or newer is needed (${old:-no python3 found}); install it (Debian, Ubuntu: sudo apt install python3 python3-venv; macOS: brew install python) and run make again." >&2
    exit 1
fi

if new_enough "$(inside "$folder")"; then
    echo "Bringing $folder up to date with $lock"
else
    echo "Setting up $folder with Python $(version "$found") (once; takes one to five minutes)"
    # What is there may be half made, or belong to an interpreter that is gone.
    "$found" -m venv --clear "$folder"
fi
python=$(inside "$folder")
"$python" -m pip install -qq --disable-pip-version-check --no-compile --require-hashes -r "$lock"
"$python" -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
# Where Python may not write what it compiles, every start would compile everything again. Pip does this more slowly, with
# the tests of all packages; a package may have files for other versions of Python, which are no matter here.
packages=$("$python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
"$python" -m compileall -qq -j 0 -x '[/\\]tests?[/\\]' "$packages" src || true
