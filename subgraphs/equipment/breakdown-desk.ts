/**
 * Breakdowns as a target of writes: what people say about them is kept in our own store, since no system of theirs has a
 * place for it. Looking one up asks the mirror and no upstream.
 */
import type { Store } from '../../store/store.js';
import { isUpstreamError, UpstreamError } from '../kit/errors.js';
import type {
  AcknowledgeBreakdownInput,
  AcknowledgementResult,
  BreakdownDesk,
  KnownBreakdown,
} from './connector.js';
import { assignmentsOn, type BreakdownView } from './fleet-view.js';
import type { FleetReader } from './mirror-reader.js';

export function createBreakdownDesk(
  { breakdowns }: Pick<Store, 'breakdowns'>,
  reader: Pick<FleetReader, 'current'>,
): BreakdownDesk {
  const find = async ({ breakdown }: AcknowledgeBreakdownInput): Promise<AcknowledgementResult | null> => {
    const kept = (await own(() => breakdowns.acknowledgements([breakdown]))).get(breakdown);
    return kept ? toResult(kept) : null;
  };
  return {
    effects: {
      acknowledgeBreakdown: {
        name: 'acknowledge-breakdown',
        system: 'plumbline',
        idempotency: { kind: 'KEY' },
        run: async ({ breakdown, by, note, ...of }, key) =>
          toResult(await own(() => breakdowns.acknowledge({ breakdown, by, note, madeBy: key }, of))),
        find,
      },
    },
    checks: {
      breakdown: async (id) => {
        const view = (await reader.current()).breakdowns.get(id);
        return view ? toKnown(view) : null;
      },
      acknowledgement: async (id) => {
        const kept = (await breakdowns.acknowledgements([id])).get(id);
        return kept ? toResult(kept) : null;
      },
    },
  };
}

function toKnown({ id, breakdown, machine }: BreakdownView): KnownBreakdown {
  const { severity, code, description, occurredAt, clearedAt } = breakdown;
  const [assigned] = occurredAt === null ? [] : assignmentsOn(machine, occurredAt.slice(0, 10));
  return {
    ...{ id, severity, code, description, clearedAt },
    ...{ company: machine.company, equipment: machine.number, equipmentId: machine.id },
    project: assigned?.projectNumber ?? null,
    projectId: assigned?.projectId ?? null,
  };
}

function toResult({
  by,
  at,
  note,
  madeBy,
}: {
  readonly by: string;
  readonly at: Date;
  readonly note: string | null;
  readonly madeBy: string;
}): AcknowledgementResult {
  return { by, at: at.toISOString(), note, madeBy };
}

/** A database that was away may have kept what was asked, like any other system. */
async function own<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    if (isUpstreamError(error)) throw error;
    throw new UpstreamError('plumbline', 'SERVER', (error as Error).message);
  }
}
