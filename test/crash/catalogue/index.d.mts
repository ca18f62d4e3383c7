export interface CatalogueEntry {
  readonly name: string;
  /** The mutation that asks for it. */
  readonly mutation: string;
  /** Of a reversal: the write that is taken back. */
  readonly base?: CatalogueEntry;
}
export declare const WRITES: readonly CatalogueEntry[];
