import { github } from './github';
import { json } from './json';
import { pretty } from './pretty';
import { sarif } from './sarif';

/** Every way to tell what lint found, by its name on the command line; a new one is a file and a line here. */
export const FORMATS = { pretty, json, github, sarif };

export type FormatName = keyof typeof FORMATS;
