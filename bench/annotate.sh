#!/bin/sh
# Import of a whole scene, then people marking it through the web server, then the same with the server killed under them.
# Usage: bench/annotate.sh [PEOPLE]
set -eu
. "$(dirname "$0")/lib.sh"

people=${1:-200}
scene=$work/scene-10980.tif
[ -f "$scene" ] || "$cloudless" simulate "$scene" --size 10980 --seed 1

project=$work/project
rm -rf "$project"
echo "import in images of 512 pixels:"
"$cloudless" annotate import "$scene" --project "$project" --chip 512 --min-valid 0

# Small images, so that there are enough for everybody.
rm -rf "$project"
"$cloudless" annotate import "$scene" --project "$project" --chip 96 --min-valid 0 --quiet
serve="$cloudless annotate --project $project --port 8790 --token bench-token --no-model --quiet"
# shellcheck disable=SC2086
bench AnnotateBench 1 10 0 0 8790 $serve
# shellcheck disable=SC2086
bench AnnotateBench "$people" 60 1000 0 8790 $serve
# shellcheck disable=SC2086
bench AnnotateBench "$people" 60 1000 10 8790 $serve
