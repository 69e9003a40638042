// How often a property test tries, where it does not say so itself: enough to find a fault within a few runs of all
// tests, few enough that all of them take under three minutes. PROPERTY_RUNS=1000 npx jest … searches longer.
const fc = require('fast-check');

fc.configureGlobal({ numRuns: Number(process.env.PROPERTY_RUNS ?? 15) });
