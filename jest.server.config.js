/** `milvus-l7 status`, `secrets`, `preflight` and `init` with a real API server, which .ci/run starts: it writes objects, so never a cluster of somebody's. */
/** @type {import('jest').Config} */
module.exports = {
  roots: ['<rootDir>/test/server'],
  testMatch: ['**/*.server.ts'],
  testEnvironment: 'node',
  transform: require('./test/typescript'),
  snapshotSerializers: ['<rootDir>/test/raw-text.js'],
  testTimeout: 60_000,
};
