import type { LiveObject } from './resources';

export interface Condition {
  readonly type?: string;
  readonly status?: string;
  /** One word. */
  readonly reason?: string;
  readonly message?: string;
  /** The generation of the object that it was told of; left out, nobody knows. */
  readonly observedGeneration?: number;
}

export function conditionsOf(object: LiveObject | undefined): readonly Condition[] {
  return (object?.status?.['conditions'] ?? []) as readonly Condition[];
}

function conditionIn(object: LiveObject | undefined, type: string): Condition | undefined {
  return conditionsOf(object).find((one) => one.type === type);
}

export function conditionOf(object: LiveObject | undefined, type: string): string | undefined {
  return conditionIn(object, type)?.status;
}

export function messageOf(object: LiveObject | undefined, type: string): string[] {
  const message = conditionIn(object, type)?.message;
  return message === undefined ? [] : [message];
}
