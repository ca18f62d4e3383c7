/** NATS JetStream as the fan-out: one process publishes what it reads from the log, the others are fed. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../database.js';
import { decodeCursor } from '../cursor.js';
import type { Fanout, Member, Membership, Role } from '../fanout.js';
import { takeLeadership } from '../leadership.js';
import { readHead } from '../read.js';
import { Connection, messageOf, type Session } from './connection.js';
import { Backlog, publishAll } from './lead.js';
import { receive } from './receive.js';
import type { NatsSettings } from './settings.js';
import { openStream } from './stream.js';

export interface NatsParts {
  readonly settings: NatsSettings;
  readonly database: Database;
  readonly print: (line: string) => void;
}

const AGAIN_MS = 1_000;

/** Rejects with a StoreError that says what to do when the server refuses us. One that is away is waited for. */
export async function openNatsFanout(parts: NatsParts): Promise<Fanout> {
  const connection = new Connection(parts.settings, parts.print);
  await connection.open();
  return {
    pollMs: parts.settings.pollMs,
    join: (member) => join(parts, connection, member),
    close: () => connection.close(),
  };
}

function join(parts: NatsParts, connection: Connection, member: Member): Membership {
  const left = new AbortController();
  const seat = new Seat(parts, member);
  const run = async (): Promise<void> => {
    for (;;) {
      const session = await connection.session(left.signal);
      if (!session) return;
      await seat.serve(session, left.signal);
    }
  };
  const ended = run();
  return {
    read: (passage) => seat.read(passage),
    async leave() {
      left.abort();
      await ended;
    },
  };
}

/** One process' part in the fan-out. */
class Seat {
  readonly #backlog = new Backlog();
  #fed = false;
  #leads = false;
  #role: Role = 'ALONE';
  #told = '';
  #lineage: string | undefined;
  #renewed = new AbortController();

  constructor(
    private readonly parts: NatsParts,
    private readonly member: Member,
  ) {}

  /** Until the connection breaks, the log is another one, or the process leaves. */
  async serve(session: Session, left: AbortSignal): Promise<void> {
    this.#renewed = new AbortController();
    this.#lineage = undefined;
    const over = AbortSignal.any([session.over, left, this.#renewed.signal]);
    await Promise.all([
      this.#keep(over, () => this.#beFed(session, over)),
      this.#keep(over, () => this.#lead(session, over)),
    ]);
  }

  read(passage: Parameters<Membership['read']>[0]): void {
    // The database was restored: its log goes by another name, and so does its stream.
    const { lineage } = decodeCursor(passage.after);
    if (this.#lineage !== undefined && lineage !== this.#lineage) this.#renewed.abort();
    else if (this.#leads) this.#backlog.put(passage);
  }

  async #beFed(session: Session, over: AbortSignal): Promise<void> {
    const { name } = await this.#stream(session);
    try {
      await receive(
        session,
        name,
        {
          begun: () => this.#turn({ fed: true }),
          wants: () => !this.#leads,
          received: (passage) => this.member.received(passage),
        },
        over,
      );
    } finally {
      this.#turn({ fed: false });
    }
  }

  async #lead(session: Session, over: AbortSignal): Promise<void> {
    const leadership = await takeLeadership(this.parts.database.pool);
    if (!leadership) return;
    try {
      const stream = await this.#stream(session);
      this.#backlog.clear();
      this.#turn({ leads: true });
      // Asked for after the turn: what is read from the log until then is in the backlog or before this.
      const head = await readHead(this.parts.database.db);
      await publishAll(
        session,
        stream,
        { backlog: this.#backlog, head },
        AbortSignal.any([over, leadership.lost]),
      );
    } finally {
      this.#turn({ leads: false });
      leadership.release();
    }
  }

  async #stream(session: Session): ReturnType<typeof openStream> {
    this.#lineage ??= decodeCursor(await readHead(this.parts.database.db)).lineage;
    return openStream(session, this.#lineage, this.parts.settings.replicas);
  }

  /** Again and again, with a pause, until it is over. */
  async #keep(over: AbortSignal, act: () => Promise<void>): Promise<void> {
    const isOver = (): boolean => over.aborted;
    while (!isOver()) {
      try {
        await act();
      } catch (error) {
        if (!isOver()) this.#tell(messageOf(error));
      }
      if (!isOver()) await sleep(AGAIN_MS, undefined, { ref: false, signal: over }).catch(() => undefined);
    }
  }

  #tell(problem: string): void {
    if (problem !== this.#told) this.parts.print(`events: NATS: ${problem}; it is tried again`);
    this.#told = problem;
  }

  #turn({ fed = this.#fed, leads = this.#leads }: { fed?: boolean; leads?: boolean }): void {
    this.#fed = fed;
    this.#leads = leads;
    const role = leads ? 'LEADING' : fed ? 'FED' : 'ALONE';
    if (role === this.#role) return;
    this.#role = role;
    this.member.turn(role);
  }
}
