#!/bin/sh
# The main job first: diagnose with the model that comes with Lentigo. Then train, evaluate and diagnose
# with a model of one's own. With real dermoscopic images where they are installed (LENTIGO_SHARED, or
# ../shared), else on synthetic lesions that Lentigo draws. Nothing is downloaded.
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
# Two malignant and two benign images of a folder with train.csv, whose last column is the label.
pick() { awk -F, -v target="$1" 'NR > 1 && $NF + 0 == target { print $1 }' "$images/train.csv" | head -n 2; }
four() { for name in $(pick 1) $(pick 0); do printf '%s\n' "$images/images/$name.jpg"; done; }

if [ -f "$images/train.csv" ] && [ -f "$weights" ]; then
  real=yes
else
  real=no images=demo/lesions weights=Models/mobilenet-v3-small.synthetic.safetensors
  step 'No real images here: drawing synthetic lesions'
  [ -f $images/train.csv ] || run dataset synthesize --count 600 --seed 1 --output $images
fi

if [ -f Models/mobilenet-v3-small.safetensors ]; then
  step 'Diagnosing with the model that comes with Lentigo'
  if [ $real = yes ]; then
    echo '(two malignant lesions, then two benign ones; the model may have been trained on them)'
  else
    echo '(drawings, two meant as malignant and two as benign: the model was trained on photographs, so'
    echo ' this shows how it is used, and the verdicts mean nothing. Use dermoscopic pictures of yours.)'
  fi
  set --
  for file in $(four); do set -- "$@" "$file"; done
  # Not the model that the caller's shell may name.
  unset LENTIGO_MODEL
  run diagnose "$@"
fi

if [ $real = yes ]; then
  step 'Training on real dermoscopic images (ISIC 2020), as the paper did'
else
  step 'Training a head on the backbone in Models/, which was trained on synthetic lesions alone'
fi
run train --data "$images" --recipe paper --backbone-weights "$weights" --output demo/plain.safetensors

step 'Calibrating its risks, and choosing its thresholds'
run calibrate --model demo/plain.safetensors --data "$images" --output demo/model.safetensors

step 'Evaluating on the images that training never saw'
run evaluate --model demo/model.safetensors --data "$images" --report demo/report

step 'Diagnosing two malignant and two benign images of the test part with it'
unseen() { awk -F, -v target="$1" '$3 == target { print $1 }' demo/report/scores.csv | head -n 2; }
set --
for name in $(unseen 1) $(unseen 0); do set -- "$@" "$images/images/$name.jpg"; done
run diagnose --model demo/model.safetensors "$@"
printf '\nThe report: demo/report/report.html\n'
