import type { CompleteEnvironment } from './schema';

export type Add = (path: (string | number)[], message: string, cure: string) => void;
/** One check; it adds what it finds. */
export type Check = (environment: SoundEnvironment, add: Add) => void;

/** What is left of a value when its faulty parts are taken out. */
type Sound<T> = T extends (infer Item)[]
  ? (Sound<Item> | undefined)[]
  : T extends object
    ? { [K in keyof T]?: Sound<T[K]> }
    : T;
export type SoundEnvironment = Sound<CompleteEnvironment>;
