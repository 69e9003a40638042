export { hostFaults } from '../gke/prop-faults';
