/** Brings breakdowns that a source reported into the mirror, with the events that tell of them, within one revision. */
import type { MirrorRevision } from '../../../store/store.js';
import type { BreakdownModel } from '../model.js';
import { KINDS, MAINTENANCE, REVISION, EQUIPMENT } from '../mirror-keys.js';
import type { BreakdownSettings } from '../settings.js';
import { collapse } from './collapse.js';
import { asHistory, decide, type Surroundings } from './decide.js';
import { breakdownId, type KeptBreakdown, type KeptEntry } from './kept.js';
import type { MachineOf } from './places.js';

export interface Report {
  readonly source: string;
  readonly records: readonly BreakdownModel[];
  readonly asOf: Date;
  /** True for a record that was there before anybody watched, should it be new to us. */
  readonly isHistory: (record: BreakdownModel) => boolean;
  /** True when these are all that the source has: what is missing was removed there. */
  readonly whole: boolean;
}

export interface TellParts {
  readonly settings: BreakdownSettings;
  readonly machineOf: MachineOf;
}

/** @returns how many events were appended */
export async function tell(
  revision: MirrorRevision,
  parts: TellParts,
  reports: readonly Report[],
): Promise<number> {
  const before = (await revision.documents(KINDS.breakdown)).map(({ source, body }): KeptEntry =>
    ofEarlierVersion({ source, body: body as KeptBreakdown }),
  );
  const draft = createDraft(before);
  for (const report of reports) take(draft, report, windowOf(parts.settings));
  const [latest] = reports.map(({ asOf }) => asOf).sort((a, b) => b.getTime() - a.getTime());
  if (!latest) return 0;
  const number = Number((await revision.watermark(EQUIPMENT, REVISION)) ?? '0') + 1;
  const events = decideAll(draft, { ...parts, revision: number, asOf: latest });
  if (draft.changed.size === 0) return 0;
  await revision.setWatermark(EQUIPMENT, REVISION, String(number));
  for (const source of new Set([...draft.changed].map((id) => draft.all.get(id)?.source ?? '')))
    await write(revision, draft, source, latest);
  const appended = await revision.append(events);
  return appended.filter(({ isNew }) => isNew).length;
}

/** What was kept before anything was told of breakdowns is no news. */
function ofEarlierVersion(entry: KeptEntry): KeptEntry {
  const { source, body } = entry;
  return body.told ? entry : { source, body: { ...body, told: asHistory(entry) } };
}

interface Draft {
  readonly all: Map<string, KeptEntry>;
  /** Ids. */
  readonly changed: Set<string>;
  readonly removed: Set<string>;
}

function createDraft(before: readonly KeptEntry[]): Draft {
  return {
    all: new Map(before.map((entry) => [breakdownId(entry), entry])),
    changed: new Set(),
    removed: new Set(),
  };
}

function put({ all, changed }: Draft, entry: KeptEntry): void {
  const id = breakdownId(entry);
  all.set(id, entry);
  changed.add(id);
}

function take(draft: Draft, { source, records, asOf, isHistory, whole }: Report, windowMs: number): void {
  const own = [...draft.all.values()].filter((entry) => entry.source === source);
  const known = new Map(own.map(({ body }) => [body.key, body]));
  const fresh =
    source === MAINTENANCE
      ? records.flatMap((record) => renewed(known.get(record.key), record))
      : collapse(ofMachines(own, records), records, windowMs);
  for (const body of fresh) {
    const entry = { source, body };
    const isNew = !known.has(body.key);
    put(draft, isNew && isHistory(body) ? { source, body: { ...body, told: asHistory(entry) } } : entry);
  }
  if (!whole) return;
  const left = new Set(records.map(({ key }) => key));
  for (const { body } of own) {
    if (left.has(body.key)) continue;
    const entry = { source, body: { ...body, clearedAt: body.clearedAt ?? asOf.toISOString() } };
    put(draft, entry);
    draft.removed.add(breakdownId(entry));
  }
}

/** Only machines that were reported on: the rest cannot have changed. */
function ofMachines(own: readonly KeptEntry[], records: readonly BreakdownModel[]): KeptBreakdown[] {
  const machines = new Set(records.map(({ machine }) => machine));
  return own.flatMap(({ body }) => (machines.has(body.machine) ? [body] : []));
}

/** An answer that is older than what is known, by the source's own word, is left aside. */
function renewed(known: KeptBreakdown | undefined, record: BreakdownModel): KeptBreakdown[] {
  if (!known) return [record];
  if (known.updatedAt != null && record.updatedAt != null && record.updatedAt < known.updatedAt) return [];
  const { told, ...said } = known;
  return JSON.stringify(said) === JSON.stringify(record) ? [] : [{ ...record, ...(told && { told }) }];
}

function decideAll(draft: Draft, around: Omit<Surroundings, 'twinOf' | 'settings'> & TellParts) {
  const twinOf = createTwins(draft, around);
  const waiting = [...draft.all.values()].filter(({ body }) => body.told?.state === 'WAITING');
  const asked = new Set([...draft.changed, ...waiting.map(breakdownId)]);
  return [...asked]
    .flatMap((id) => draft.all.get(id) ?? [])
    .sort((a, b) => ((a.body.occurredAt ?? '') < (b.body.occurredAt ?? '') ? -1 : 1))
    .flatMap((entry) => {
      const { told, events } = decide(entry, { ...around, twinOf });
      if (told !== entry.body.told) put(draft, { ...entry, body: { ...entry.body, told } });
      return events;
    });
}

/** Telematics faults by machine and code, over all providers. */
function createTwins({ all }: Draft, { machineOf, settings }: TellParts): Surroundings['twinOf'] {
  const byFault = new Map<string, string[]>();
  const nameOf = (machine: string, code: string): string => JSON.stringify([machine, code]);
  for (const [id, { source, body }] of all) {
    const machine = source === MAINTENANCE || body.code === null ? null : machineOf(source, body.machine);
    if (!machine || body.code === null) continue;
    const name = nameOf(machine.id, body.code);
    byFault.set(name, [...(byFault.get(name) ?? []), id]);
  }
  return ({ source, body }, machine) => {
    if (source === MAINTENANCE || body.code === null) return undefined;
    const ids = byFault.get(nameOf(machine.id, body.code)) ?? [];
    return ids
      .flatMap((id) => all.get(id) ?? [])
      .find(
        (other) => other.source !== source && isTold(other) && near(other.body, body, windowOf(settings)),
      );
  };
}

const windowOf = ({ windowMinutes }: BreakdownSettings): number => windowMinutes * 60_000;

const isTold = ({ body }: KeptEntry): boolean =>
  body.told !== undefined && body.told.state !== 'WAITING' && body.told.state !== 'IGNORED';

function near(a: KeptBreakdown, b: KeptBreakdown, windowMs: number): boolean {
  const first = ({ occurredAt }: KeptBreakdown): number => Date.parse(occurredAt ?? '');
  const last = (body: KeptBreakdown): number => Date.parse(body.lastOccurredAt ?? body.occurredAt ?? '');
  return first(a) - windowMs <= last(b) && first(b) - windowMs <= last(a);
}

async function write(revision: MirrorRevision, draft: Draft, source: string, asOf: Date): Promise<void> {
  const own = [...draft.changed].flatMap((id) => {
    const entry = draft.all.get(id);
    return entry?.source === source ? [{ id, body: entry.body }] : [];
  });
  const gone = own.filter(({ id }) => draft.removed.has(id));
  const left = own.filter(({ id }) => !draft.removed.has(id));
  if (gone.length > 0)
    await revision.remove(
      source,
      KINDS.breakdown,
      gone.map(({ body }) => body.key),
    );
  const documents = left.map(({ body }) => ({ key: body.key, body }));
  if (documents.length > 0) await revision.upsert(source, KINDS.breakdown, documents, asOf);
}
