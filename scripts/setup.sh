# shellcheck shell=bash
# Keeps .venv at the project's root as the pins say. Sourced by scripts/paraplu,
# scripts/test and scripts/bench; bash 3.2, which macOS has, is enough.
#
#   . scripts/setup.sh    sets $root and $venv, changes nothing
#   set_up run|dev        makes .venv ready with requirements/run.txt or dev.txt
#
# .venv keeps copies of what it was made from: run.pins, dev.pins, pyproject.toml.
# They are written last, so that a set-up which was cut short is never taken for a
# whole one. Comparing them starts no Python, so it takes a few milliseconds.

root=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
venv=$root/.venv

set_up() {
  is_ready "$1" && return
  [ -w "$root" ] || fail "$root cannot be written to, and .venv must be made there."
  local python
  python=$(find_python) || fail "Python 3.11 or newer is needed, and was not found."
  {
    take_turn "$python" 9
    # Another start may have done the work while this one waited.
    is_ready "$1" || install "$1" "$python"
  } 9>"$root/.venv.lock"
}

is_ready() {
  [ -x "$venv/bin/python" ] && has_pins "$1" &&
    cmp -s "$root/pyproject.toml" "$venv/pyproject.toml"
}

has_pins() { pins "$1" | cmp -s - "$venv/$1.pins"; }

# The path counts too: a .venv that was moved or copied does not work.
pins() {
  echo "$root"
  cat "$root/requirements/build.txt" "$root/requirements/$1.txt"
}

# Prints the path of the interpreter itself: python3 may be that of the very .venv
# which is to be replaced. Python runs with -I everywhere here, so that it takes no
# module from the folder the user is in.
find_python() {
  local name
  for name in python3 python3.14 python3.13 python3.12 python3.11 python \
    "$(uv python find '>=3.11' 2>/dev/null)"; do
    "$name" -I -c 'import sys
sys.exit(1) if sys.version_info < (3, 11) else print(sys._base_executable)' \
      2>/dev/null && return
  done
  return 1
}

# Locks the open file $2 until this shell closes it or dies, however it dies.
take_turn() {
  "$1" -I - "$2" <<'PYTHON' || fail "$root/.venv.lock cannot be locked."
import fcntl, sys
lock = int(sys.argv[1])
try:
    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
except BlockingIOError:
    print("paraplu: waiting for another set-up of .venv ...", file=sys.stderr)
    fcntl.flock(lock, fcntl.LOCK_EX)
PYTHON
}

install() {
  tell "setting up .venv, once; this takes a minute or so" \
    "maakt .venv, één keer; dat duurt ongeveer een minuut"
  local with=pip
  command -v uv >/dev/null && with=uv
  rm -f "$venv/pyproject.toml"
  # With the same pins only the project itself is installed anew.
  if ! { has_pins "$1" && install_project "$with" >/dev/null 2>&1; }; then
    rm -rf "$venv"
    tell "1 of 3: a place for paraplu" "1 van 3: een plek voor paraplu"
    quietly "make_venv_with_$with" "$2"
    tell "2 of 3: fetching what it needs, the longest part" \
      "2 van 3: haalt op wat het nodig heeft, dat duurt het langst"
    # The pins are complete, so nothing they ask for is looked up again: a newer
    # release of something would be found, which has no pin.
    quietly "install_with_$with" --no-deps --require-hashes \
      -r "$root/requirements/build.txt" -r "$root/requirements/$1.txt"
    tell "3 of 3: paraplu itself" "3 van 3: paraplu zelf"
    quietly install_project "$with"
  fi
  quietly remember "$1"
}

# Says $1, or to who reads Dutch $2; paraplu itself cannot speak yet.
tell() {
  case ${PARAPLU_LANG:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}} in
    nl* | NL*) echo "paraplu: $2 ..." >&2 ;;
    *) echo "paraplu: $1 ..." >&2 ;;
  esac
}

install_project() {
  "install_with_$1" --no-deps --no-build-isolation -e "$root"
}

make_venv_with_pip() { "$1" -I -m venv "$venv"; }
make_venv_with_uv() { uv --directory "$root" venv --python "$1" "$venv"; }
install_with_pip() {
  "$venv/bin/python" -I -m pip --disable-pip-version-check --no-input install "$@"
}
install_with_uv() {
  uv --directory "$root" pip install --python "$venv/bin/python" "$@"
}

remember() {
  # dev.txt holds all of run.txt.
  pins run >"$venv/run.pins" && pins "$1" >"$venv/$1.pins" &&
    cp "$root/pyproject.toml" "$venv/pyproject.toml"
}

# Shows what a command said only when it fails.
quietly() {
  local said
  said=$("$@" 2>&1) || {
    printf '%s\n' "$said" >&2
    fail "Setting up .venv failed; the reason is above. The next start tries again."
  }
}

fail() {
  echo "paraplu: $1" >&2
  exit 2
}
