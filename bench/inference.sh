#!/bin/sh
# Images/s of a network alone, beside the same in the training engine. Usage: bench/inference.sh [NETWORK [MODEL.onnx]],
# where NETWORK (default: unet) is what MODEL (default: the bundled one) was trained as.
set -eu
. "$(dirname "$0")/lib.sh"

network=${1:-unet}
[ $# -eq 0 ] || shift
for threads in 1 2; do
    echo "ONNX Runtime, $threads thread(s): $(bench Bench model "$threads" "$@")"
    echo "PyTorch,      $threads thread(s): $(bench io.cloudless.train.TorchBench "$threads" "$network")"
done
