# shellcheck shell=bash
# The same on every line of Node that is supported: node comes from npm, beside the one that runs everything else.

node_steps() {
  local version
  for version in 20.19.0 22 24; do
    step "Node $version: synth, lint, the package in a cdk8s app, a part of the tests" on_node "$version"
  done
}

on_node() {
  local bin=$work/node-$1/node_modules/node/bin
  npm install --silent --no-save --no-audit --no-fund --prefix "$work/node-$1" "node@$1" || {
    echo "npm has no node@$1 here"
    return 77
  }
  export PATH=$bin:$PATH
  node --version
  node bin/milvus-l7.js synth --check
  node bin/milvus-l7.js lint
  cdk8s_app_synths
  node node_modules/jest/bin/jest.js test/source test/kubernetes test/guide test/imports
  node node_modules/jest/bin/jest.js --config jest.commands.config.js test/bin
}

# The library as an installed package, where .ci/pack.sh has put it.
cdk8s_app_synths() {
  [[ -f $consumer/app.js ]] || { echo 'not run: the package in a cdk8s app, which did not compile'; return 0; }
  (cd "$consumer" && node app.js)
}
