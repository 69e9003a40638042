import type { LiveObject } from './resources';

interface Condition {
  readonly type?: string;
  readonly status?: string;
  readonly message?: string;
}

function conditionIn(object: LiveObject | undefined, type: string): Condition | undefined {
  const conditions = (object?.status?.['conditions'] ?? []) as readonly Condition[];
  return conditions.find((one) => one.type === type);
}

export function conditionOf(object: LiveObject | undefined, type: string): string | undefined {
  return conditionIn(object, type)?.status;
}

export function messageOf(object: LiveObject | undefined, type: string): string[] {
  const message = conditionIn(object, type)?.message;
  return message === undefined ? [] : [message];
}
