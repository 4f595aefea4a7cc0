#!/bin/sh
# A whole Sentinel-2 scene through detect, beside reading it only. Usage: bench/scene.sh [SIZE]
set -eu
. "$(dirname "$0")/lib.sh"

size=${1:-10980}
scene=$work/scene-$size.tif
[ -f "$scene" ] || "$cloudless" simulate "$scene" --size "$size" --seed 1
megapixels=$(awk "BEGIN { print $size * $size / 1e6 }")

# The first detect leaves the start-up archive: it is not measured.
"$cloudless" detect "$scene" --out "$work/out" > /dev/null 2>&1

for threads in 1 2; do
    echo "read,   $threads thread(s): $(bench Bench read "$scene" "$threads")"
    result=$(measure "$cloudless" detect "$scene" --threads "$threads" --out "$work/out-$threads")
    echo "$result" | awk -v mp="$megapixels" -v n="$threads" \
        '{ printf "detect, %d thread(s): %.2f s, %.1f Mpix/s, peak %d MiB resident\n", n, $1, mp / $1, $2 }'
done
cmp "$work/out-1/scene-$size-mask.tif" "$work/out-2/scene-$size-mask.tif" && echo "both masks are the same, byte for byte"
