#!/bin/sh
# Invents the scenes that the bundled model was trained on beside real ones: bench/invented-scenes.sh FOLDER
set -eu
folder=${1:?usage: bench/invented-scenes.sh FOLDER}
cloudless=$(dirname "$0")/../cloudless

# invent SET NAME PIXEL-SIZE SEED SURFACE CLOUDS THIN AZIMUTH ELEVATION
invent() {
    mkdir -p "$folder/$1" "$folder/$1-truth"
    "$cloudless" simulate "$folder/$1/$2.tif" --size 512 --pixel-size "$3" --seed "$4" --surface "$5" \
        --clouds "$6" --thin "$7" --sun-azimuth "$8" --sun-elevation "$9" --type uint8 --quiet
    mv "$folder/$1/$2-truth.tif" "$folder/$1-truth/$2.tif"
}

seed=0
for surface in coast mountains farmland town snow desert mixed; do
    i=0
    for shares in 0,0 0.05,0.05 0.1,0.2 0.2,0.1 0.3,0.3 0.5,0.2 0.2,0 0.4,0.1 0.1,0.4 0.3,0.1 0.7,0.2 0,0.3; do
        i=$((i + 1))
        seed=$((seed + 1))
        invent simulated "$surface-$i" $((10 * (i % 3 + 1))) $seed $surface "${shares%,*}" "${shares#*,}" \
            $((100 + 15 * i)) $((25 + 4 * i))
    done
done

seed=200
for surface in coast mountains farmland town desert mixed; do
    i=0
    for shares in 0,0 0.1,0.1 0,0 0.3,0.1 0.5,0.2 0,0 0.2,0.3 0.7,0.1 0,0 0.4,0.2; do
        i=$((i + 1))
        seed=$((seed + 1))
        invent simulated-fine "$surface-$i" $((2 + i % 5)) $seed $surface "${shares%,*}" "${shares#*,}" \
            $((100 + 18 * i)) $((25 + 4 * i))
    done
done
