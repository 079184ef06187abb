#!/bin/sh
# Fetches libtorch, as PyTorch's wheel has it, and builds the plug-in by which Lentigo reaches it:
# .torch/liblentigo_torch.so. Silent when all is there.
#
#     Tools/setup_torch.sh               fails where it cannot be had
#     Tools/setup_torch.sh --optional    says so in a sentence then, and succeeds
#
# TORCH_DIR names the folder of an installed Python package torch (with include/ and lib/ in it), which
# is then used instead of downloading: the way to CUDA, too. Later runs remember it; delete .torch to
# start anew.
set -eu
cd "$(dirname "$0")/.."

version=2.13.0
# Where no build for the CPU alone is offered.
cuda_version=2.15.0
mode=${1:-}
plugin=.torch/liblentigo_torch.so
# The folder of the torch that the plug-in is built for, and a sum over everything that it is built from.
stamp=.torch/plugin.stamp

say() { printf 'setup-torch: %s\n' "$*" >&2; }

# What is missing here, and no fault of Lentigo's.
give_up() {
  say "$*; fine-tuning stays switched off, everything else works"
  [ "$mode" = --optional ] && exit 0
  exit 1
}

is_torch() { [ -f "$1/include/ATen/core/Tensor.h" ] && [ -d "$1/lib" ]; }

installed() {
  remembered=$(sed -n 1p "$stamp" 2>/dev/null) || remembered=
  for folder in "$remembered" .torch/site/torch .torch/lib/python3*/site-packages/torch; do
    [ -n "$folder" ] && is_torch "$folder" && printf '%s' "$folder" && return
  done
  return 1
}

find_pip() {
  command -v python3 >/dev/null 2>&1 ||
    give_up "libtorch comes as a Python package, and there is no python3"
  pip='python3 -m pip'
  $pip --version >/dev/null 2>&1 && return
  # Debian has pip in a package of its own; a virtual environment brings one along.
  pip=.torch/venv/bin/pip
  { [ -x "$pip" ] || python3 -m venv .torch/venv >/dev/null 2>&1; } && return
  rm -rf .torch/venv
  give_up "libtorch comes as a Python package, and this python3 has neither pip nor venv:" \
    "install python3-pip or python3-venv, or name the folder of an installed torch in TORCH_DIR"
}

# pip's own dependencies are left out: what is needed is C++.
fetch() {
  rm -rf .torch/site.part
  $pip install --quiet --disable-pip-version-check --retries 1 --no-deps --no-compile --target .torch/site.part \
    "$@" >.torch/pip.log 2>&1 && is_torch .torch/site.part/torch
}

install_torch() {
  mkdir -p .torch
  find_pip
  say "fetching libtorch $version into .torch: about 190 MB to download, 700 MB on disk" \
    "(TORCH_DIR=... takes an installed torch instead, 'make test TORCH=no' does without)"
  case "$(uname -s)" in
  Darwin) fetch "torch==$version" ;;
  *)
    fetch "torch==$version+cpu" ||
      fetch --index-url https://download.pytorch.org/whl/cpu "torch==$version+cpu" ||
      {
        say "the build for the CPU alone cannot be had; trying $cuda_version with CUDA, several times as large"
        # Its libraries cannot be loaded without these two.
        fetch "torch==$cuda_version" nvidia-cuda-runtime==13.2.75 nvidia-cuda-cupti==13.2.75
      }
    ;;
  esac || {
    reason=$(grep -v '^ *$' .torch/pip.log | tail -n 1)
    rm -rf .torch/site.part
    give_up "pip could not fetch libtorch ($reason)"
  }
  rm -rf .torch/site
  mv .torch/site.part .torch/site
}

# The Swift toolchain brings a C++ compiler; others will do.
compilers() {
  swift=$(command -v swift 2>/dev/null || true)
  [ -z "$swift" ] || printf '%s\n' "$(dirname "$(readlink -f "$swift")")/clang++"
  printf 'clang++\ng++\n'
}

# What NCCL needs to be compiled: headers that come with CUDA's packages beside torch. Without them GPUs
# exchange gradients through memory.
nccl_flags() {
  [ -f "$torch/lib/libtorch_cuda.so" ] || return 0
  nvidia=$(dirname "$torch")/nvidia
  [ -f "$nvidia/nccl/include/nccl.h" ] && [ -n "$(find "$nvidia" -name cuda_runtime_api.h)" ] || return 0
  printf '%s' "-DLENTIGO_NCCL"
  for include in "$nvidia"/*/include; do printf ' -isystem %s' "$include"; done
}

compile() { # compiler
  work=$(mktemp -d .torch/build.XXXXXX)
  trap 'rm -rf "$work"' EXIT
  failed=0
  pids=
  nccl=$(nccl_flags)
  for source in Sources/TorchPlugin/*.cpp; do
    "$1" -std=c++20 -O2 -fPIC -fvisibility=hidden -Wall -DAT_PER_OPERATOR_HEADERS \
      -isystem "$torch/include" -isystem "$torch/include/torch/csrc/api/include" \
      -I Sources/CTorch/include -idirafter Sources/TorchPlugin $nccl -c "$source" -o "$work/$(basename "$source").o" &
    pids="$pids $!"
    # Two at a time: one alone takes most of a gigabyte.
    [ "$(printf '%s' "$pids" | wc -w)" -lt 2 ] || {
      set -- "$1" $pids
      wait "$2" || failed=1
      pids=" $3"
    }
  done
  for pid in $pids; do wait "$pid" || failed=1; done
  # Found where it lies, so that .torch may be moved, or by its full path where it is somebody else's.
  case "$(uname -s) $torch" in
  Darwin\ .torch/*) rpath="@loader_path/${torch#.torch/}/lib" ;;
  *\ .torch/*) rpath="\$ORIGIN/${torch#.torch/}/lib" ;;
  *) rpath=$torch/lib ;;
  esac
  [ "$failed" -eq 0 ] &&
    "$1" -shared -o "$work/plugin.so" "$work"/*.o -L"$torch/lib" -ltorch_cpu -lc10 -ldl \
      ${nccl:+-ltorch_cuda -lc10_cuda} \
      "-Wl,-rpath,$rpath" &&
    mv "$work/plugin.so" "$plugin" || failed=1
  rm -rf "$work"
  return $failed
}

build() {
  say "building $plugin"
  tried=
  for compiler in $(compilers); do
    command -v "$compiler" >/dev/null 2>&1 || continue
    tried="$tried $compiler"
    # In a shell of its own, whose trap clears away what an interruption leaves.
    (compile "$compiler") </dev/null >.torch/build.log 2>&1 && return
    tail -n 20 .torch/build.log >&2
    say "$compiler could not build the plug-in"
  done
  [ -n "$tried" ] || give_up "the plug-in needs a C++ compiler, clang++ or g++"
  say "no compiler here could build the plug-in; the last one's words are in .torch/build.log"
  exit 1
}

case "$(uname -s)" in
Linux | Darwin) ;;
*) give_up "there is no recipe for libtorch on $(uname -s)" ;;
esac

if [ -n "${TORCH_DIR:-}" ]; then
  torch=$(cd "$TORCH_DIR" 2>/dev/null && pwd) || torch=$TORCH_DIR
  is_torch "$torch" || {
    say "TORCH_DIR names '$TORCH_DIR', which is no folder of an installed torch (include/, lib/)"
    exit 1
  }
else
  torch=$(installed) || {
    install_torch
    torch=$(installed)
  }
fi

# version.py changes where somebody puts another torch into the same folder.
wanted=$(
  printf '%s\n' "$torch"
  find Tools/setup_torch.sh Sources/TorchPlugin Sources/CTorch/include "$torch/version.py" -type f |
    LC_ALL=C sort | tr '\n' '\0' | xargs -0 cat | cksum
)
[ -f "$plugin" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && exit 0
mkdir -p .torch
build
printf '%s\n' "$wanted" >"$stamp"
