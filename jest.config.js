/** @type {import('jest').Config} */
module.exports = {
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testEnvironment: 'node',
  maxWorkers: '100%',
  moduleNameMapper: { '/stack-trace$': '<rootDir>/test/no-stack-trace.js' },
  transform: require('./test/typescript'),
  setupFiles: ['<rootDir>/test/property-runs.js'],
  snapshotSerializers: ['<rootDir>/test/raw-text.js'],
};
