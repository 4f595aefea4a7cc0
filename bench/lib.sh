# Read by the scripts beside it: . "$(dirname "$0")/lib.sh"
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
cloudless=$root/cloudless
work=${BENCH_DIR:-${TMPDIR:-/tmp}/cloudless-bench}
mkdir -p "$work"

# Builds now, so that no measurement does.
"$cloudless" --version > /dev/null

# Compiles what is measured here and by no command, and runs a class of it: bench CLASS ARGUMENT…
java=${JAVA_HOME:+$JAVA_HOME/bin/}
jars=$root/app/target/cloudless/lib
"${java}javac" -cp "$jars/*" -d "$work/classes" "$root"/bench/*.java
bench() {
    OMP_WAIT_POLICY=passive "${java}java" -cp "$work/classes:$jars/*" "$@"
}

now() {
    date +%s%N
}

# measure COMMAND…: runs it, then prints "SECONDS PEAK_MIB"; its output goes to $work/log. Linux only: /proc.
measure() {
    measure_start=$(now)
    "$@" > "$work/log" 2>&1 &
    measure_pid=$!
    peak=0
    while kill -0 "$measure_pid" 2> /dev/null; do
        high=$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$measure_pid/status" 2> /dev/null)
        [ "${high:-0}" -gt "$peak" ] && peak=$high
        sleep 0.1
    done
    wait "$measure_pid" || { cat "$work/log" >&2; exit 1; }
    echo "$measure_start $(now) $peak" | awk '{ printf "%.2f %d\n", ($2 - $1) / 1e9, $3 / 1024 }'
}
