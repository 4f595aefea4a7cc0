#!/bin/sh
# The whole process of detect on a 512 x 512 PNG, from a warm disk. Usage: bench/startup.sh [ROUNDS]
set -eu
. "$(dirname "$0")/lib.sh"

rounds=${1:-10}
picture=$work/picture.png
[ -f "$picture" ] || bench Bench picture "$picture" 512

detect() {
    start=$(now)
    "$cloudless" detect "$picture" --out "$work/out" > /dev/null 2>&1
    echo $((($(now) - start) / 1000000))
}

summary() {
    sort -n | awk '{ ms[NR] = $1 } END { printf "median %d ms, best %d, worst %d\n", ms[int((NR + 1) / 2)], ms[1], ms[NR] }'
}

export CLOUDLESS_CACHE="$work/cache"
rm -rf "$CLOUDLESS_CACHE"
echo "first, making the start-up archive: $(detect) ms"
echo "with the archive: $(for _ in $(seq "$rounds"); do detect; done | summary)"
export CLOUDLESS_CACHE=
echo "without:          $(for _ in $(seq "$rounds"); do detect; done | summary)"
