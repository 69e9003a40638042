/** @type {import('jest').Config} */
module.exports = {
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testEnvironment: 'node',
  maxWorkers: '100%',
  transform: require('./test/typescript'),
  setupFiles: ['<rootDir>/test/property-runs.js'],
  snapshotSerializers: ['<rootDir>/test/raw-text.js'],
};
