/** One step of the schema. Never edited once released; the next change is the next number. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  /** Run in order, in one transaction with every other outstanding step. */
  readonly statements: readonly string[];
}
