#!/bin/sh
# Images/s of the network alone. Usage: bench/inference.sh [MODEL.onnx]
set -eu
. "$(dirname "$0")/lib.sh"

for threads in 1 2; do
    echo "ONNX Runtime, $threads thread(s): $(bench model "$threads" "$@")"
done
