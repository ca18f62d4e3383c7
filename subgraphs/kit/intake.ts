/**
 * What a subgraph offers so that a vendor's webhooks reach it. A webhook is a hint: it says what to look at, never what
 * is so. The gateway proves and keeps a delivery, answers 202, and hands it over afterwards, in any process, until it
 * was handled.
 */
import type { WebhookProof } from './webhook-proof.js';

/** What the gateway must know to let deliveries in; made of settings alone, so also where the subgraph runs elsewhere. */
export interface IntakeDoor {
  /** The last part of `POST /webhooks/:connector`. */
  readonly connector: string;
  readonly proof: WebhookProof;
  /**
   * True when the body says when it happened: then the same bytes are the same news, and come in once. Asked only where
   * the proof names no delivery.
   */
  stamped(body: unknown): boolean;
}

/** A delivery as an intake looks at it. */
export interface Hint {
  readonly deliveryId: string;
  readonly receivedAt: Date;
  /** Parsed JSON. */
  readonly body: unknown;
}

export interface Intake {
  readonly connector: string;
  /** Names what a hint is about: hints about the same are handled by one look. Null when there is nothing to look at. */
  about(body: unknown): string | null;
  /**
   * Reads what the hints are about from the source. When it resolves, what changed is in the event log and in the
   * mirror, in that order: it may be called again for the same hints. Rejects to be called again later; with
   * HopelessHint to be set aside for a person at once.
   */
  handle(about: string, hints: readonly Hint[]): Promise<void>;
}

/** Trying again cannot help: a person must look. */
export class HopelessHint extends Error {
  override readonly name = 'HopelessHint';
}

export function isHopeless(error: unknown): boolean {
  return typeof error === 'object' && error !== null && (error as { name?: unknown }).name === 'HopelessHint';
}

/** The value at a dotted path of a parsed body; undefined when there is none. */
export function valueAt(body: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, key)
          ? (value as Record<string, unknown>)[key]
          : undefined,
      body,
    );
}
