#!/bin/sh
# The main job, start to end: train, evaluate, diagnose. With real dermoscopic images where they are
# installed (LENTIGO_SHARED, or ../shared), else on synthetic lesions that Lentigo draws.
set -eu
lentigo=$1
shared=${LENTIGO_SHARED-../shared}
images=$shared/data/isic2020
weights=$shared/weights/mobilenet_v3_small.torchvision.safetensors

mkdir -p demo
if [ -t 1 ]; then bold=$(printf '\033[1m') plain=$(printf '\033[0m'); else bold= plain=; fi
step() { printf '\n%s%s%s\n' "$bold" "$*" "$plain"; }
run() {
  printf '$ lentigo %s\n' "$*"
  "$lentigo" "$@"
}

if [ -f "$images/train.csv" ] && [ -f "$weights" ]; then
  step 'Training on real dermoscopic images (ISIC 2020), as the paper did'
  run train --data "$images" --recipe paper --backbone-weights "$weights" \
    --output demo/model.safetensors
else
  images=demo/lesions
  step 'No real images here: drawing synthetic lesions'
  [ -f $images/train.csv ] || run dataset synthesize --count 600 --seed 1 --output $images
  step 'Training a head on the backbone in Models/, which was trained on synthetic lesions alone'
  run train --data $images --recipe paper --backbone-weights Models/mobilenet-v3-small.synthetic.safetensors \
    --output demo/model.safetensors
fi

step 'Evaluating on the images that training never saw'
run evaluate --model demo/model.safetensors --data "$images" --report demo/report

step 'Diagnosing two malignant and two benign images of the test part'
pick() { awk -F, -v target="$1" '$3 == target { print $1 }' demo/report/scores.csv | head -n 2; }
set --
for name in $(pick 1) $(pick 0); do set -- "$@" "$images/images/$name.jpg"; done
run diagnose --model demo/model.safetensors "$@"
printf '\nThe report: demo/report/report.html\n'
