#!/bin/sh
# detect --method regions on a 512 x 512 picture, beside --method segment. Usage: bench/regions.sh CLASSIFIER.onnx [PICTURE]
set -eu
. "$(dirname "$0")/lib.sh"

classifier=${1:?"name a classifier, such as one that 'cloudless models convert' made"}
picture=${2:-$work/picture.png}
[ -f "$picture" ] || bench Bench picture "$picture" 512

# Sizes of parts that make more than 600 boxes on most pictures, of which 600 are looked at.
regions() {
    "$cloudless" detect "$picture" --method regions --ks 100,50,25 --max-regions 600 --out "$work/out" --json --quiet "$@"
}

regions > /dev/null 2>&1 # leaves the start-up archive and OpenCV's libraries
for threads in 1 2; do
    for _ in 1 2 3; do
        echo "classifier, $threads thread(s): $(regions --model "$classifier" --threads "$threads")"
    done
done
for _ in 1 2 3; do
    echo "bundled model: $(regions)"
    echo "segment:       $("$cloudless" detect "$picture" --out "$work/out" --json --quiet)"
done
