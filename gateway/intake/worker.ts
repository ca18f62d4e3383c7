/**
 * Hands kept deliveries to the intakes of this process until they are handled. Several processes share the inbox: a
 * delivery is in one hand at a time, and whoever dies with it loses it to another when its lease runs out.
 * Deliveries about the same thing that wait together cost one look at the source.
 */
import type { Delivery, Inbox } from '../../store/store.js';
import { eachOf } from '../../subgraphs/kit/each-of.js';
import { isHopeless, type Hint, type Intake } from '../../subgraphs/kit/intake.js';
import type { Log } from '../log.js';
import type { IntakeMetrics } from './metrics.js';
import type { WebhooksSettings } from './settings.js';

export interface WorkerParts {
  readonly intakes: readonly Intake[];
  readonly inbox: Pick<Inbox, 'take' | 'done' | 'failed'>;
  readonly settings: Pick<WebhooksSettings, 'attempts'>;
  readonly metrics: IntakeMetrics;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How often is looked for deliveries of other processes, and for those whose wait or lease is over. */
  readonly everyMs?: number;
}

export interface IntakeWorker {
  /** Begins to look for deliveries. */
  start(): void;
  /** A delivery was kept: it is looked at once. */
  wake(): void;
  /** What is in hand is finished first. */
  stop(): Promise<void>;
}

const EVERY_MS = 2_000;
/** About one slow look. When it runs out too early another looks too, which changes nothing. */
const LEASE_MS = 20_000;
const BATCH = 200;
/** Looks at sources at once. */
const WIDTH = 8;
const LONGEST_WAIT_MS = 10 * 60_000;

export function createIntakeWorker(parts: WorkerParts): IntakeWorker {
  const { everyMs = EVERY_MS } = parts;
  let rest: { timer: NodeJS.Timeout; end: () => void } | undefined;
  let wanted = false;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();

  function pause(): Promise<void> {
    if (wanted || stopped) return Promise.resolve();
    return new Promise((end) => {
      const timer = setTimeout(end, everyMs).unref();
      rest = { timer, end };
    });
  }
  function wake(): void {
    wanted = true;
    clearTimeout(rest?.timer);
    rest?.end();
  }
  async function run(): Promise<void> {
    while (!stopped) {
      wanted = false;
      if (!(await once(parts))) await pause();
    }
  }

  return {
    start() {
      if (parts.intakes.length > 0) running = run();
    },
    wake,
    async stop() {
      stopped = true;
      wake();
      await running;
    },
  };
}

/** False when nothing was due. */
async function once(parts: WorkerParts): Promise<boolean> {
  const { inbox, intakes, log } = parts;
  try {
    const names = intakes.map(({ connector }) => connector);
    const taken = await inbox.take(BATCH, LEASE_MS, names);
    const groups = await grouped(parts, taken);
    await eachOf(groups, WIDTH, (group) => handle(parts, group));
    return taken.length > 0;
  } catch (error) {
    // Whatever it was holds back no delivery for longer than its lease.
    log.error(`webhooks: ${(error as Error).message}`);
    return false;
  }
}

interface Group {
  readonly intake: Intake;
  readonly about: string;
  readonly deliveries: Delivery[];
  readonly hints: Hint[];
}

/** By what they are about; those about nothing are done, those that cannot be read are set aside. */
async function grouped(parts: WorkerParts, deliveries: readonly Delivery[]): Promise<Group[]> {
  const groups = new Map<string, Group>();
  for (const delivery of deliveries) {
    const intake = parts.intakes.find(({ connector }) => connector === delivery.connector);
    if (!intake) continue;
    try {
      const body = JSON.parse(Buffer.from(delivery.rawBody).toString('utf8')) as unknown;
      const about = intake.about(body);
      if (about === null) {
        await finish(parts, delivery);
        continue;
      }
      const key = `${intake.connector} ${about}`;
      const group = groups.get(key) ?? { intake, about, deliveries: [], hints: [] };
      group.deliveries.push(delivery);
      group.hints.push({ deliveryId: delivery.deliveryId, receivedAt: delivery.receivedAt, body });
      groups.set(key, group);
    } catch (error) {
      await giveBack(parts, delivery, error);
    }
  }
  return [...groups.values()];
}

async function handle(parts: WorkerParts, { intake, about, deliveries, hints }: Group): Promise<void> {
  try {
    await intake.handle(about, hints);
  } catch (error) {
    for (const delivery of deliveries) await giveBack(parts, delivery, error);
    return;
  }
  for (const delivery of deliveries) await finish(parts, delivery);
}

async function finish({ inbox, metrics, now }: WorkerParts, delivery: Delivery): Promise<void> {
  if (await inbox.done(delivery, []))
    metrics.handled(delivery.connector, 'done', now() - delivery.receivedAt.getTime());
}

async function giveBack(parts: WorkerParts, delivery: Delivery, error: unknown): Promise<void> {
  const { inbox, settings, metrics, log, now } = parts;
  const { connector, id, attempt } = delivery;
  const reason = error instanceof Error ? error.message : String(error);
  const parked = isHopeless(error) || attempt >= settings.attempts;
  const waitMs = Math.min(1_000 * 2 ** (attempt - 1), LONGEST_WAIT_MS);
  if (!(await inbox.failed(delivery, reason, parked ? null : new Date(now() + waitMs)))) return;
  metrics.handled(connector, parked ? 'parked' : 'again');
  const next = parked ? 'set aside for a person' : `tried again in ${waitMs / 1_000} s`;
  log.warn(`webhook ${connector}: delivery ${id}, attempt ${attempt}: ${reason}; ${next}`);
}
