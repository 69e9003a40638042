# shellcheck shell=bash
# Real clients through a real proxy to a real Milvus. What it lacks makes it fail: without it nothing proves the path.

e2e_steps() {
  install_venv || echo 'python3 cannot make virtual environments'
  step 'npm run e2e' npm run e2e
  local totals
  totals=$(tail -1 "$log")
  [[ $totals =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]] || return
  passed=$((passed + BASH_REMATCH[1]))
  failed=$((failed + BASH_REMATCH[2]))
}

# Debian keeps what `python3 -m venv` needs in a package of its own.
install_venv() {
  python3 -c 'import ensurepip' 2>/dev/null && return
  command -v apt-get >/dev/null && ((EUID == 0)) || return 1
  local apt=(apt-get -qq -o DPkg::Lock::Timeout=60)
  { "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends python3-venv; } >"$log" 2>&1 </dev/null
  python3 -c 'import ensurepip' 2>/dev/null
}
