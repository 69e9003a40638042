'use strict';
// node --require: where a snippet of the runbook shows its error, says with which gRPC code, as JSON in the last line.
const { createRequire } = require('node:module');
const { status } = createRequire(require.resolve('@zilliz/milvus2-sdk-node'))('@grpc/grpc-js');

const show = console.error;
console.error = (error) => {
  const { name, code } = error;
  console.log(JSON.stringify({ error: name, grpc: typeof code === 'number' ? [status[code]] : [] }));
  show(error);
};
