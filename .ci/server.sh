# shellcheck shell=bash
# Every manifest, strictly, on a real API server: first with Google's definitions, then with ours, which are tighter. In
# between, milvus-l7 status, secrets, preflight and init ask it.

tools=$PWD/../shared/tools/kube

server_steps() {
  local what='manifests on a real API server'
  if ! install_kubectl; then
    not_run "$what: kubectl 1.25 or later is not installed"
  elif [[ -x $tools/up.sh ]]; then
    server=$work/kube
    export KUBECONFIG=$server/kubeconfig
    install_helm || not_run 'helm itself: its recorded answers stand in'
    if step 'an API server starts' start_server; then
      step "$what, Google's definitions" takes_manifests
      step 'milvus-l7 status, secrets, preflight and init with a real API server' command_tests
      count_jest
      step "$what, our definitions" takes_manifests_with_ours
    else
      not_run "$what: it did not start"
    fi
    stop_server
    # The oldest bundle of the Gateway API that GKE still serves knows fewer fields than the newest.
    server=$work/kube-oldest
    mkdir "$server"
    mv "$work/kube/bin" "$server" # the programs need not be unpacked twice
    export KUBECONFIG=$server/kubeconfig GATEWAY_API=1.1
    if step 'an API server with the Gateway API 1.1 starts' start_server; then
      step "$what, the Gateway API 1.1" takes_gateways
    else
      not_run "$what, the Gateway API 1.1: it did not start"
    fi
    unset GATEWAY_API
    stop_server
  elif [[ -n ${KUBECONFIG:-} ]]; then
    step "$what, the cluster of KUBECONFIG" cluster_takes_manifests
    not_run "$what, our definitions: those of your cluster are left alone"
    not_run 'milvus-l7 status, secrets, preflight and init: they would write into your cluster'
  else
    not_run "$what: there is no ../shared/tools/kube, and KUBECONFIG is not set"
  fi
}

start_server() {
  local etcd port
  for _ in 1 2 3; do # somebody else may take a port in between
    read -r port etcd <<<"$(free_ports)"
    KUBE_DIR=$server KUBE_PORT=$port ETCD_PORT=$etcd "$tools/up.sh" && break
    KUBE_DIR=$server "$tools/down.sh"
  done
  kubectl version
  # cert-manager is not Google's, so there is only our definition.
  kubectl apply --server-side -f imports/crds/cert-manager.io.yaml
  kubectl wait --for=condition=Established crd --all --timeout=60s >/dev/null
  namespaces | while read -r namespace; do
    kubectl get namespace "$namespace" 2>/dev/null || kubectl create namespace "$namespace"
  done
}

stop_server() {
  KUBE_DIR=$server "$tools/down.sh"
  server=
}

command_tests() {
  MILVUS_L7_TEST_KUBECONFIG=$KUBECONFIG npx --no-install jest --config jest.server.config.js
}

takes_manifests() {
  local files
  mapfile -t files < <(manifests)
  dry_run "${files[@]/#/--filename=}"
  refuses spec.timeoutSecs 'timeoutSecs: 30'
}

takes_gateways() {
  local files
  mapfile -t files < <(manifests | xargs grep -l '^apiVersion: gateway.networking.k8s.io/')
  ((${#files[@]} > 0)) || { echo 'no manifest has a Gateway'; return 1; }
  dry_run "${files[@]/#/--filename=}"
}

takes_manifests_with_ours() {
  # The Gateway API lets nobody define its kinds anew, and this server is ours.
  kubectl delete --ignore-not-found validatingadmissionpolicy,validatingadmissionpolicybinding \
    safe-upgrades.gateway.networking.k8s.io
  for _ in $(seq 20); do # it still answers for a moment
    kubectl apply --server-side --force-conflicts -f imports/crds && break
    sleep 0.5
  done
  kubectl wait --for=condition=Established crd --all --timeout=60s >/dev/null
  for _ in $(seq 60); do # the server takes a moment until it checks by them
    refuses drainingTimeoutSec 'connectionDraining: { drainingTimeoutSec: 3601 }' >/dev/null && break
    sleep 0.5
  done
  refuses drainingTimeoutSec 'connectionDraining: { drainingTimeoutSec: 3601 }'
  refuses_route timeouts 'timeouts: { request: 10s }'
  takes_manifests
}

# On a cluster that is somebody's nothing is created: what it lacks is told instead.
cluster_takes_manifests() {
  local lacking
  lacking=$(
    for crd in imports/crds/*.yaml; do
      manifests | xargs grep -q "^apiVersion: $(basename "$crd" .yaml)/" || continue
      kubectl get -f "$crd" >/dev/null || echo "the definitions of $crd"
    done
    namespaces | while read -r namespace; do kubectl get namespace "$namespace" >/dev/null || echo "namespace $namespace"; done
  )
  [[ -z $lacking ]] || { echo "the cluster lacks ${lacking//$'\n'/, }"; return 77; }
  takes_manifests
}

dry_run() {
  kubectl apply --server-side --validate=strict --dry-run=server "$@"
}

# refuses FIELD SETTING: what is wrong must not pass, or the check would prove nothing.
refuses() {
  local answer
  answer=$(printf '%s\n' 'apiVersion: cloud.google.com/v1' 'kind: BackendConfig' 'metadata: { name: wrong, namespace: default }' \
    "spec: { $2 }" | dry_run -f - 2>&1) && { echo "passed, but is wrong: $2"; return 1; }
  [[ $answer == *"$1"* ]] || { echo "$answer"; return 1; }
}

# refuses_route FIELD SETTING: what GKE refuses after Google's own definitions let it pass.
refuses_route() {
  local answer
  answer=$(printf '%s\n' 'apiVersion: gateway.networking.k8s.io/v1' 'kind: HTTPRoute' \
    'metadata: { name: wrong, namespace: default }' 'spec:' \
    '  parentRefs: [{ kind: Gateway, name: milvus, sectionName: https }]' \
    "  rules: [{ $2, backendRefs: [{ kind: Service, name: milvus, port: 19530 }] }]" | dry_run -f - 2>&1) &&
    { echo "passed, but is wrong: $2"; return 1; }
  [[ $answer == *"$1"* ]] || { echo "$answer"; return 1; }
}

# What dist holds and what the examples yield.
manifests() {
  if [[ ! -d $work/examples ]]; then
    for example in examples/*.yaml; do node bin/milvus-l7.js synth "$example" --out "$work/examples" >&2; done
  fi
  printf '%s\n' dist/manifests/*.k8s.yaml "$work"/examples/manifests/*.k8s.yaml
}

namespaces() {
  manifests | xargs sed -n 's/^  namespace: //p' | sort -u
}

# Two ports, the second with a free neighbour.
free_ports() {
  node -e '
    const { createServer } = require("node:net");
    const listen = (port) => new Promise((resolve) => {
      const server = createServer().on("error", () => resolve()).listen(port, "127.0.0.1", () => resolve(server));
    });
    (async () => {
      for (;;) {
        const servers = [await listen(0), await listen(0)];
        const ports = servers.map((server) => server.address().port);
        servers.push(await listen(ports[1] + 1));
        for (const server of servers) server?.close();
        if (servers[2] && ports[0] !== ports[1] + 1) return console.log(...ports);
      }
    })();'
}
