/** What starts processes, the commands first of all: npm run test:commands. Not in npm test, which is to take under three minutes. */
/** @type {import('jest').Config} */
module.exports = {
  ...require('./jest.config'),
  testMatch: ['**/*.command.ts'],
};
