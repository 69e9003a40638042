/** `npm run e2e`: real clients through a real proxy to a real Milvus. docs/e2e.md */
/** @type {import('jest').Config} */
module.exports = {
  roots: ['<rootDir>/test/e2e'],
  testMatch: ['**/*.e2e.ts'],
  testEnvironment: 'node',
  transform: require('./test/typescript'),
  globalSetup: '<rootDir>/test/e2e/setup.ts',
  globalTeardown: '<rootDir>/test/e2e/teardown.ts',
  reporters: ['<rootDir>/test/e2e/reporter.js'],
  maxWorkers: 1, // in this process, so that one handler of signals knows of everything that was started
  testTimeout: 120_000,
};
