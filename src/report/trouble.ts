/** What people see when something does not work, with what it may come from; docs/troubleshooting.md has it all. */
export interface Trouble {
  readonly symptom: string;
  readonly cause: string;
  readonly cure: string;
}
