export { StaticAddress, type StaticAddressProps } from './address';
export { ProjectServices, type Api, type ProjectServicesProps } from './services';
export { MilvusGcpStack } from './stack';
export type { Environment, EnvironmentRelease } from '../config/environment';
export { InvalidProps, UserError, type Fault } from '../errors';
