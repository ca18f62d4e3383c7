/** How each kind of write and each batch flow goes, as the graph shows it. */
import type { FlowRun, WriteFlow } from '../../../codegen/generated/workflows.js';
import type { Flow, FlowRunRecord, FlowState } from '../../../store/store.js';
import type { Actor } from '../../kit/actor.js';
import { DEFAULT_SLA_SECONDS } from '../settings.js';
import { nextOf } from './schedule.js';
import { scheduleOf, type FlowOffice } from '../flow-office.js';

/** Every kind there is, also those nobody asked for lately. */
export async function listFlows(flows: FlowOffice, { companies }: Actor): Promise<WriteFlow[]> {
  const [writes, states] = await Promise.all([flows.office.journal.flows(companies), flows.book.states()]);
  const found = new Map(writes.map((flow) => [flow.kind, flow]));
  const kinds = [...new Set([...flows.office.definitions.keys(), ...found.keys()])].sort();
  return [
    ...kinds.map((kind) => ofWrites(flows, kind, found.get(kind))),
    ...[...flows.definitions.keys()].sort().map((name) => ofFlow(flows, name, states.get(name))),
  ];
}

type Counted = Omit<Flow, 'kind' | 'oldestReceivedAt'>;

const NONE: Counted = { backlog: 0, succeeded: 0, failed: 0, p50Seconds: null, p95Seconds: null };

function ofWrites({ office }: FlowOffice, kind: string, flow: Flow | undefined): WriteFlow {
  const { oldestReceivedAt, kind: _kind, ...counted } = flow ?? { ...NONE, kind, oldestReceivedAt: null };
  const { slaSeconds: sla } = office.settings;
  const slaSeconds = sla[kind] ?? sla['default'] ?? DEFAULT_SLA_SECONDS;
  return {
    ...judged(counted, oldestReceivedAt, office.now(), slaSeconds),
    kind,
    type: 'WRITE',
    schedule: null,
  };
}

function ofFlow(flows: FlowOffice, name: string, state: FlowState | undefined): WriteFlow {
  const { cron, enabled, slaMinutes } = scheduleOf(flows, name);
  const now = flows.office.now();
  const { waiting: backlog, succeeded, failed, p50Seconds, p95Seconds } = state ?? { ...NONE, waiting: 0 };
  const counted = { backlog, succeeded, failed, p50Seconds, p95Seconds };
  const next = nextOf(flows, name, now);
  return {
    ...judged(counted, state?.oldestOccurrence ?? null, now, slaMinutes * 60),
    kind: name,
    type: 'BATCH',
    schedule: {
      cron,
      enabled,
      last: state?.last ? toFlowRun(state.last) : null,
      nextOccurrence: Number.isFinite(next) ? new Date(next) : null,
    },
  };
}

function judged(counted: Counted, oldest: Date | null, now: number, slaSeconds: number) {
  const { succeeded, failed, p95Seconds } = counted;
  const oldestWaitingSeconds = oldest && Math.max(0, (now - oldest.getTime()) / 1_000);
  const rested = succeeded + failed;
  return {
    ...counted,
    oldestWaitingSeconds,
    failureRate: rested === 0 ? null : failed / rested,
    slaSeconds,
    withinSla: (oldestWaitingSeconds ?? 0) <= slaSeconds && (p95Seconds ?? 0) <= slaSeconds,
  };
}

export function toFlowRun(run: FlowRunRecord): FlowRun {
  const { id, flow, occurrence, askedBy, firstDay, lastDay, status, attempts, startedAt, endedAt, error } =
    run;
  const counts = Object.entries(run.counts ?? {}).map(([name, count]) => ({ name, count }));
  return {
    ...{ id, flow, occurrence, askedBy, from: firstDay, to: lastDay, status, attempts, startedAt, endedAt },
    ...{ counts, error },
  };
}
