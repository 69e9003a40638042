# shellcheck shell=bash
# The package as its users meet it: packed, installed into an empty project outside the clone, and used there.

clone=$PWD
consumer=$work/consumer

pack_steps() {
  step 'npm pack holds what users need, and nothing else' pack_tarball
  step 'its docs link to nothing that is not in it' pack_links
  if ! step 'the package installs into an empty project, without cdktf' pack_installs; then
    not_run 'the package in use: it did not install'
    return
  fi
  step 'a ten-line cdk8s app compiles, runs and writes our manifest' pack_app
  step 'it compiles as cdk8s init sets a project up' pack_app_of_cdk8s_init
  step 'all that is public compiles without skipLibCheck, with TypeScript 5.9 and the newest' pack_public
  step 'milvus-l7 synth works without cdktf where nothing needs it' pack_synth_without_cdktf
  step 'milvus-l7 names the packages it misses, dist untouched' pack_names_packages
  step 'with cdktf a ten-line cdktf app writes our stack' pack_gcp
  step 'with cdktf milvus-l7 synth writes our dist' pack_synth_with_cdktf
  step "the TypeScript of docs/typescript.md compiles" pack_readme
  step 'milvus-l7 status and verify start with their clients' pack_clients
  step 'milvus-l7 init makes an empty project one in which cdk8s synth and milvus-l7 synth work' pack_init
}

pack_tarball() {
  npm pack --silent --pack-destination "$work"
  local files wanted foreign
  files=$(tar -tzf "$work"/milvus-gke-l7-*.tgz | sed 's,^package/,,')
  wanted='package.json README.md LICENSE environments/schema.json bin/milvus-l7.js lib/bundles/cli-main.cjs
    lib/bundles/cli-main.cjs.map lib/bundles/apps-manifests.cjs lib/bundles/apps-terraform.cjs
    lib/src/index.js lib/src/index.d.ts lib/src/gcp/index.js lib/src/gcp/index.d.ts'
  for file in $wanted; do grep -qxF "$file" <<<"$files" || { echo "missing: $file"; return 1; }; done
  grep -q '^docs/.*\.md$' <<<"$files" || { echo 'missing: docs'; return 1; }
  foreign=$(grep -vE '^(package\.json|README\.md|CONTRIBUTING\.md|LICENSE|dist/runbook/production\.md|\.github/workflows/pr\.yml|lib/package\.json|(bin|docs|environments|examples|lib/src|lib/imports|lib/bundles)/.*)$' <<<"$files" || true)
  # Of the apps only the validation of cdk8s-cli is public.
  foreign+=$(grep -E '\.test\.|\.tsbuildinfo$|^lib/src/(cli|apps|live)/' <<<"$files" |
    grep -vE '^lib/src/apps/cdk8s-validation\.(js|d\.ts)$' || true)
  [[ -z $foreign ]] || { printf 'not for users:\n%s\n' "$foreign"; return 1; }
}

pack_links() {
  mkdir "$work/unpacked"
  tar -xzf "$work"/milvus-gke-l7-*.tgz -C "$work/unpacked"
  node .ci/dead-links.js "$work/unpacked/package"
}

pack_installs() {
  mkdir "$consumer"
  cd "$consumer" || return
  npm init -y
  npm install --prefer-offline --no-audit --no-fund "$work"/milvus-gke-l7-*.tgz \
    "$(pinned cdk8s)" "$(pinned cdk8s-plus-27)" "$(pinned constructs)" "$(pinned typescript)"
  local strays
  strays=$(find node_modules \( -name cdktf -o -name '@cdktf' \) -prune -print)
  [[ -z $strays ]] || { printf 'nobody asked for cdktf:\n%s\n' "$strays"; return 1; }
}

pack_app() {
  cd "$consumer" || return
  {
    echo "import { App } from 'cdk8s';"
    echo "import { MilvusIngressChart } from 'milvus-gke-l7';"
    echo 'const app = new App();'
    echo "new MilvusIngressChart(app, 'production', $(production_environment));"
    echo 'app.synth();'
  } >app.ts
  compile app.ts
  for program in $programs; do
    CDK8S_OUTDIR=manifests node "$program"
    same_yaml manifests/production.k8s.yaml "$clone/dist/manifests/production.k8s.yaml"
    rm -r manifests
  done
}

# Without skipLibCheck, esModuleInterop and DOM, and with all of @types: typings of what we depend on must not break it.
pack_app_of_cdk8s_init() {
  cd "$consumer" || return
  node node_modules/typescript/bin/tsc --strict --target es2017 --lib es2016 --module commonjs --noEmit app.ts
}

# Without the optional peers: our typings must not lead into what is not installed.
pack_public() {
  cd "$consumer" || return
  npm install --prefer-offline --no-audit --no-fund --no-save 'newest@npm:typescript@latest'
  sed "s,'../src/index','milvus-gke-l7'," "$clone/test/public-api.ts" >public.ts
  cp public.ts public.mts
  local compiler
  for compiler in typescript newest; do
    echo "$compiler $(node -p "require('./node_modules/$compiler/package.json').version")"
    strictly "$compiler" --module commonjs public.ts
    strictly "$compiler" --module nodenext --moduleResolution nodenext public.ts public.mts
  done
}

# strictly COMPILER OPTIONS… FILES…
strictly() {
  local compiler=$1
  shift
  node "node_modules/$compiler/bin/tsc" --strict --skipLibCheck false --target es2022 --noEmit "$@"
}

pack_synth_without_cdktf() {
  cd "$consumer" || return
  mkdir environments
  cp "$clone/environments/guide.yaml" environments
  npx --no-install milvus-l7 synth
  diff "dist/manifests/guide.k8s.yaml" "$clone/dist/manifests/guide.k8s.yaml"
  diff -r dist/helm/guide "$clone/dist/helm/guide"
  same_runbook guide
}

# Runbooks link to our docs: beside dist/ in a clone, in node_modules of any other project.
same_runbook() {
  diff <(sed 's,node_modules/milvus-gke-l7/docs,docs,g' "dist/runbook/$1.md") "$clone/dist/runbook/$1.md"
}

pack_names_packages() {
  cd "$consumer" || return
  local status=0
  cp -r dist before
  cp "$clone/environments/production.yaml" environments
  npx --no-install milvus-l7 synth 2>faults.txt || status=$?
  cat faults.txt
  [[ $status == 1 ]] || { echo "must exit 1, got $status"; return 1; }
  grep -q "npm install .*$(pinned cdktf) $(pinned @cdktf/provider-google)" faults.txt
  diff -r before dist
  names_package "$(pinned @kubernetes/client-node)" status guide
  names_package "$(pinned @kubernetes/client-node)" preflight guide
  names_package "$(pinned @kubernetes/client-node)" secrets production
  MILVUS_NEW_PASSWORD=unused names_package "$(pinned @zilliz/milvus2-sdk-node)" password production
  npx --no-install milvus-l7 password --help >/dev/null
  names_package "$(pinned @zilliz/milvus2-sdk-node)" verify guide
}

# What init writes names the apps of the installed package.
pack_init() {
  mkdir "$work/fresh"
  cd "$work/fresh" || return
  npm init -y
  npm install --prefer-offline --no-audit --no-fund --save-dev "$(pinned cdk8s-cli)" "$work"/milvus-gke-l7-*.tgz \
    "$(pinned cdk8s)" "$(pinned cdk8s-plus-27)" "$(pinned constructs)" "$(pinned @kubernetes/client-node)"
  link_cdktf
  npx --no-install milvus-l7 init staging --no-cluster --project my-project --region us-west1 --host milvus.example.com
  printf '%s\n' '' 'certificate: self-managed' >>environments/staging.yaml
  npx --no-install cdk8s synth
  mv dist/manifests/staging.k8s.yaml by-cdk8s.yaml
  rm -r dist
  npm run synth
  diff by-cdk8s.yaml dist/manifests/staging.k8s.yaml
  npx --no-install milvus-l7 synth --check
  npx --no-install milvus-l7 secrets staging --print | grep -c '^kind: Secret$'
  printf '%s\n' 'apiVersion: v1' 'kind: Config' >kubeconfig
  local status=0
  KUBECONFIG=kubeconfig npx --no-install milvus-l7 preflight staging 2>faults.txt || status=$?
  cat faults.txt
  [[ $status == 1 ]] && grep -q '^kubeconfig: has no current context' faults.txt
}

# names_package PACKAGE@VERSION COMMAND…: what the command says where its client is not installed.
names_package() {
  local package=$1 status=0
  shift
  npx --no-install milvus-l7 "$@" 2>faults.txt || status=$?
  cat faults.txt
  [[ $status == 1 ]] && grep -qF "npm install --save-dev $package" faults.txt
}

# Compiled, the packages are loaded in another way than in a clone.
pack_clients() {
  cd "$consumer" || return
  npm install --prefer-offline --no-audit --no-fund "$(pinned @kubernetes/client-node)" "$(pinned @zilliz/milvus2-sdk-node)"
  local status=0
  npx --no-install milvus-l7 verify guide --address 127.0.0.1 --port 1 >stages.txt || status=$?
  cat stages.txt
  [[ $status == 1 ]] && grep -q '^FAILED *tcp *ECONNREFUSED' stages.txt
  printf '%s\n' 'apiVersion: v1' 'kind: Config' >kubeconfig
  status=0
  KUBECONFIG=kubeconfig npx --no-install milvus-l7 status guide 2>faults.txt || status=$?
  cat faults.txt
  [[ $status == 1 ]] && grep -q '^kubeconfig: has no current context' faults.txt
}

pack_gcp() {
  cd "$consumer" || return
  link_cdktf
  {
    echo "import { App } from 'cdktf';"
    echo "import { MilvusGcpStack } from 'milvus-gke-l7/gcp';"
    echo 'const app = new App();'
    echo "new MilvusGcpStack(app, 'production', $(production_environment));"
    echo 'app.synth();'
  } >gcp.ts
  compile gcp.ts
  for program in $programs; do
    mkdir -p out # as deep as dist/terraform: the state lies in the project
    CDKTF_OUTDIR=out/terraform node "$program"
    diff out/terraform/stacks/production/cdk.tf.json "$clone/dist/terraform/stacks/production/cdk.tf.json"
    rm -r out
  done
}

pack_synth_with_cdktf() {
  cd "$consumer" || return
  rm -rf dist environments
  cp -r "$clone/environments" .
  npx --no-install milvus-l7 synth
  diff -r --exclude='.terraform*' --exclude=runbook dist "$clone/dist"
  for file in dist/runbook/*.md; do same_runbook "$(basename "$file" .md)"; done
}

pack_readme() {
  cd "$consumer" || return
  mkdir -p readme node_modules/@types
  cp -r "$clone"/node_modules/@types/node node_modules/@types
  cp -r "$clone"/node_modules/undici-types node_modules
  awk '/^```/ { writing = ($0 == "```ts"); blocks += writing; next } writing { print > "readme/" blocks ".ts" }' "$clone/docs/typescript.md"
  node node_modules/typescript/bin/tsc --strict --target es2022 --module nodenext --moduleResolution nodenext --noEmit readme/*.ts
}

# The folders that npm ci has installed, as links: the provider alone would be 300 MB to install once more.
link_cdktf() {
  mkdir node_modules/@cdktf
  for package in cdktf @cdktf/provider-google @cdktf/provider-helm; do
    cp -al "$clone/node_modules/$package" "node_modules/$package" 2>/dev/null ||
      cp -a "$clone/node_modules/$package" "$(dirname "node_modules/$package")"
  done
}

# Compiles an app strictly in each way that packages are resolved and names what to run.
compile() {
  local name=${1%.ts}
  cp "$name.ts" "$name.mts"
  local strict=(node node_modules/typescript/bin/tsc --strict --noUnusedLocals)
  "${strict[@]}" --target es2022 --module commonjs --moduleResolution node10 --outDir node10 "$name.ts"
  "${strict[@]}" --target es2022 --module nodenext --moduleResolution nodenext "$name.ts" "$name.mts"
  "${strict[@]}" --target es2022 --module esnext --moduleResolution bundler --noEmit "$name.ts"
  programs="node10/$name.js $name.js $name.mjs"
}

# The environment as a TypeScript literal.
production_environment() {
  (cd "$clone" && node -p 'JSON.stringify(require("yaml").parse(fs.readFileSync("environments/production.yaml", "utf8")))')
}

# The name and version that our own devDependencies fix.
pinned() {
  echo "$1@$(cd "$clone" && node -p 'require("./package.json").devDependencies[process.argv[1]]' "$1")"
}

same_yaml() {
  (cd "$clone" && node - "$(realpath "$OLDPWD/$1")" "$2") <<'JS'
const [ours, theirs] = process.argv.slice(2).map((file) =>
  require('yaml').parseAllDocuments(require('node:fs').readFileSync(file, 'utf8')).map((document) => document.toJS()));
require('node:assert').deepStrictEqual(ours, theirs.filter(Boolean));
JS
}
