import type { Path } from '../../source/plain';

/** What in an object is not as the API server and the controller take it. */
export interface ShapeFault {
  /** Refused by the API server for its type; for its value, or let through and refused later; no field; off unless switched on. */
  readonly kind: 'type' | 'value' | 'key' | 'off';
  readonly path: Path;
  readonly message: string;
  readonly cure?: string;
}
