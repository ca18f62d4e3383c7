/** Proofs of webhooks, against the public package of Standard Webhooks and the scheme of `v1=<hex>`. */
import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { prove, webhookProof } from '../../../subgraphs/kit/webhook-proof.js';

const now = Date.parse('2026-11-20T10:00:00Z');
const [oldSecret, newSecret] = [7, 8].map((byte) => `whsec_${Buffer.alloc(24, byte).toString('base64')}`);
const body = '{"data":{"pin":"ä"}}';
const rawBody = Buffer.from(body);
const request = { rawBody, urlSecret: null, now };

describe('svix', () => {
  const proof = webhookProof.parse({ kind: 'svix', secrets: [oldSecret, newSecret] });
  const signed = (secret: string, at = now) => ({
    id: 'msg_1',
    timestamp: String(at / 1_000),
    signature: new Webhook(secret).sign('msg_1', new Date(at), body),
  });

  it.each(['svix', 'webhook'])(
    'takes what the package signs, with either secret, in %s- headers',
    (prefix) => {
      for (const secret of [oldSecret!, newSecret!]) {
        const own = Object.entries(signed(secret)).map(
          ([name, value]) => [`${prefix}-${name}`, value] as const,
        );
        const headers: Record<string, string> = Object.fromEntries(own);
        expect(prove(proof, { ...request, headers })).toEqual({ ok: true, deliveryId: 'msg_1' });
        const other = { ...request, headers, rawBody: Buffer.from(`${body} `) };
        expect(prove(proof, other)).toMatchObject({ ok: false, reason: 'FORGED' });
        const renamed = { ...request, headers: { ...headers, [`${prefix}-id`]: 'msg_2' } };
        expect(prove(proof, renamed)).toMatchObject({ ok: false, reason: 'FORGED' });
      }
    },
  );

  it('takes one good signature among several, and none of another version', () => {
    const { id, timestamp, signature } = signed(newSecret!);
    const headers = (text: string) => ({
      'svix-id': id,
      'svix-timestamp': timestamp,
      'svix-signature': text,
    });
    expect(prove(proof, { ...request, headers: headers(`v1,AAAA ${signature}`) }).ok).toBe(true);
    expect(prove(proof, { ...request, headers: headers(signature.replace('v1', 'v2')) }).ok).toBe(false);
  });

  it('refuses what is older or newer than five minutes', () => {
    for (const [minutes, ok] of [
      [-6, false],
      [-4, true],
      [4, true],
      [6, false],
    ] as const) {
      const { id, timestamp, signature } = signed(oldSecret!, now + minutes * 60_000);
      const headers = { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': signature };
      expect(prove(proof, { ...request, headers }).ok).toBe(ok);
    }
  });
});

it('hmac covers timestamp and bytes, and names the message by them', () => {
  const secret = 'a-secret-of-24-characters';
  const proof = webhookProof.parse({ kind: 'hmac', secrets: [secret], timestampHeader: 'X-Time' });
  const at = String(now / 1_000);
  const mac = createHmac('sha256', secret).update(`v1:${at}:${body}`).digest('hex');
  const headers = { 'x-signature': `v1=${mac}`, 'x-time': at };
  expect(prove(proof, { ...request, headers })).toMatchObject({
    ok: true,
    deliveryId: expect.stringMatching(/^sha256:/),
  });
  const later = { ...headers, 'x-time': String(now / 1_000 + 1) };
  expect(prove(proof, { ...request, headers: later })).toMatchObject({ ok: false, reason: 'FORGED' });
  const odd = { ...headers, 'x-time': 'today' };
  expect(prove(proof, { ...request, headers: odd })).toMatchObject({ ok: false, reason: 'STALE' });
});

it('asks for secrets that can hold', () => {
  for (const proof of [
    { kind: 'svix', secrets: ['whsec_c2hvcnQ='] },
    { kind: 'url-secret', secrets: ['short'] },
    { kind: 'authorization', secrets: [] },
    { kind: 'none' },
  ])
    expect(webhookProof.safeParse(proof).success).toBe(false);
});
