/** Asks for writes over HTTP as a client does, and waits for what becomes of them. */
import type { Scenario } from './plumbline.js';

export interface UserErrorAnswer {
  readonly code: string;
  readonly message: string;
  readonly field: readonly string[];
  readonly record: string | null;
}
export interface WriteAnswer {
  readonly id: string;
  readonly status: string;
  readonly run: number;
  readonly summary: string;
  readonly failure: { readonly step: string; readonly code: string; readonly message: string } | null;
  readonly steps: readonly {
    readonly name: string;
    readonly status: string;
    readonly result: string | null;
    readonly attempts: readonly { readonly outcome: string | null }[];
  }[];
  readonly audit: readonly { readonly event: string; readonly actor: string }[];
  readonly approval: { readonly decision: string | null } | null;
}
export interface PayloadAnswer {
  readonly write: { readonly id: string; readonly status: string } | null;
  readonly userErrors: readonly UserErrorAnswer[];
  readonly plan: readonly { readonly name: string; readonly system: string; readonly title: string }[] | null;
}

type Input = Readonly<Record<string, unknown>>;
const typeOf = (mutation: string): string => `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;

export async function mutate(
  scenario: Scenario,
  mutation: string,
  input: Input,
  token?: string,
): Promise<PayloadAnswer> {
  const query = `mutation ($input: ${typeOf(mutation)}!) { ${mutation}(input: $input) {
    write { id status } userErrors { code message field record } plan { name system title } } }`;
  const answer = await scenario.ask(query, { input }, token);
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return (answer.data as unknown as Record<string, PayloadAnswer>)[mutation] as PayloadAnswer;
}

export async function readWrite(scenario: Scenario, id: string): Promise<WriteAnswer> {
  const query = `query ($id: ID!) { write(id: $id) { id status run summary failure { step code message }
    steps { name status result attempts { outcome } } audit { event actor } approval { decision } } }`;
  const answer = await scenario.ask(query, { id });
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return (answer.data as unknown as { write: WriteAnswer }).write;
}

const AT_REST = ['SUCCEEDED', 'UNKNOWN', 'DEAD', 'REJECTED', 'CANCELLED', 'PENDING_APPROVAL'];

/** Until nothing more happens by itself. */
export async function settled(scenario: Scenario, id: string, withinMs = 60_000): Promise<WriteAnswer> {
  const until = Date.now() + withinMs;
  for (;;) {
    const write = await readWrite(scenario, id);
    if (AT_REST.includes(write.status)) return write;
    if (Date.now() > until) throw new Error(`write ${id} is still ${write.status}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
