/** Where a release is reached, and by what its certificate is believed. */
export interface Endpoint {
  /** What clients call: SNI, verification and :authority. */
  readonly host: string;
  readonly address: string;
  readonly port: number;
  /** Certificates in PEM that are trusted. */
  readonly authorities: readonly string[];
}

export function endpointOf({ address, port }: Pick<Endpoint, 'address' | 'port'>): string {
  return `${address.includes(':') ? `[${address}]` : address}:${port}`;
}
