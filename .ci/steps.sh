# shellcheck shell=bash
# Runs steps one after another, counts them and stops whatever is still running when the script ends, in any way.

work=$(mktemp -d)
log=$work/step.log
mkdir "$work/tmp"
chmod 711 "$work" # a test runs as a user who may not read everything
export TMPDIR=$work/tmp # what others leave behind goes too
passed=0
failed=0
unchecked=()
running=
server= # state of the API server, while it runs

# step NAME COMMAND…: shows the end of the output when the command fails; status 77 means that it could not be checked.
step() {
  local name=$1 started=$SECONDS status=0
  shift
  set -m # a process group of its own, so that all of it can be stopped
  (set -euo pipefail; "$@") >"$log" 2>&1 </dev/null &
  running=$!
  set +m
  wait "$running" || status=$?
  running=
  case $status in
    0) passed=$((passed + 1)); printf 'ok      %4ds  %s\n' $((SECONDS - started)) "$name" ;;
    77) not_run "$name: $(tail -1 "$log")" ;;
    *)
      failed=$((failed + 1))
      printf 'FAILED  %4ds  %s (exit %d)\n' $((SECONDS - started)) "$name" "$status"
      tail -60 "$log" | sed 's/^/    /'
      ;;
  esac
  return "$status"
}

not_run() {
  unchecked+=("$1")
  echo "not run: $1"
}

finish() {
  if ((${#unchecked[@]} > 0)); then printf '\n'; printf 'not run: %s\n' "${unchecked[@]}"; fi
  printf '\n%d seconds\n%d passed, %d failed\n' "$SECONDS" "$passed" "$failed"
  exit $((failed > 0))
}

stopped_by() {
  echo "stopped by SIG$1 after $SECONDS seconds" >&2
  exit "$2"
}

clean_up() {
  trap '' INT TERM HUP
  [[ -z $running ]] || kill -- "-$running" 2>/dev/null
  [[ -z $server ]] || stop_server
  rm -rf "$work"
}
trap clean_up EXIT
trap 'stopped_by HUP 129' HUP
trap 'stopped_by INT 130' INT
trap 'stopped_by TERM 143' TERM
