'use strict';

/** A line for each test as it ends, as .ci/run has them; why it failed below it; the last line counts. */
module.exports = class Reporter {
  onTestFileStart({ path }) {
    print(`\n${path.slice(path.lastIndexOf('/') + 1).replace('.e2e.ts', '')}\n`);
  }

  onTestCaseResult(_, { status, duration, fullName, failureMessages }) {
    const seconds = ((duration ?? 0) / 1000).toFixed(1).padStart(6);
    print(`${(LABELS[status] ?? status).padEnd(8)}${seconds}s  ${fullName}\n`);
    for (const message of failureMessages) print(indented(message));
  }

  onTestFileResult(_, { testExecError, failureMessage }) {
    if (testExecError) print(`FAILED  the file itself\n${indented(failureMessage ?? testExecError.message)}`);
  }

  onRunComplete(_, { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites }) {
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    print('\n');
    if (numPendingTests > 0) print(`not run: ${numPendingTests} tests that were left out\n`);
    if (failed > 0) {
      process.env.E2E_FAILED = 'yes'; // teardown keeps the folder
      print(`logs: ${process.env.E2E_WORK}\n`);
    }
    print(`${numPassedTests} passed, ${failed} failed\n`);
  }
};

const LABELS = { passed: 'ok', failed: 'FAILED', pending: 'not run', todo: 'not run' };

function print(text) {
  process.stdout.write(text);
}

function indented(text) {
  return text.replace(/^/gm, '    ') + '\n';
}
