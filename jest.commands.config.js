/** The commands as their users run them, each a process of its own: npm run test:commands. Here rather than in npm test, which is to take under three minutes. */
/** @type {import('jest').Config} */
module.exports = {
  ...require('./jest.config'),
  testMatch: ['**/*.command.ts'],
};
