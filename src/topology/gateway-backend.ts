/** A Service of ours behind a Gateway, never one that an Ingress uses, and the policies of it. */
export interface GatewayBackend {
  readonly serviceName: string;
  readonly backendPolicyName: string;
  readonly healthCheckPolicyName: string;
}

/** What a release has of a Gateway. */
export interface GatewayShare extends GatewayBackend {
  readonly routeName: string;
  /** The listener of its host on port 443. */
  readonly listenerName: string;
  /** Of Certificate Manager, where Google manages it. */
  readonly certificate?: GatewayCertificate;
}

/** A certificate of Certificate Manager; another host makes another name. */
export interface GatewayCertificate {
  readonly name: string;
  /** What must be proven by a record: the host without its star. */
  readonly domain: string;
}
