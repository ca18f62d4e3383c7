/** One recorded exchange in short form. */
export interface ContractCase {
  readonly id: string;
}
/** A server under test; roles without a key are skipped. */
export interface ContractTarget {
  readonly url: string;
  readonly database: string;
  readonly password?: string | undefined;
  readonly twoDatabases?: boolean;
  readonly keys: Readonly<Record<'gateway' | 'admin' | 'reader' | 'minimal', string | undefined>>;
}
export interface ContractRunner extends ContractTarget {
  readonly run: string;
}
/** The server under test lacks what the case needs. */
export declare class Skipped extends Error {}
export declare const cases: readonly ContractCase[];
export declare function needsTwoDatabases(id: string): boolean;
export declare function createRunner(target: ContractTarget): ContractRunner;
/** null when the server agrees, else what differs. */
export declare function runCase(runner: ContractRunner, one: ContractCase): Promise<string | null>;
