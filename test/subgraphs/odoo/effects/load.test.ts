/** What a load's answer means: it is HTTP 200 whatever happened. Answers are those of the recorded exchanges. */
import { describe, expect, it } from '@jest/globals';
import type { RpcOptions } from '../../../../subgraphs/odoo/erp/rpc.js';
import type { Session } from '../../../../subgraphs/odoo/erp/session.js';
import { findByExternalId, loadRecord } from '../../../../subgraphs/odoo/effects/load.js';

const refused = (message: string) => ({
  ids: false,
  messages: [{ rows: { from: 0, to: 0 }, record: 0, type: 'error', message }],
  nextrow: 0,
});
const LOST = refused('could not serialize access due to concurrent update\n');
const DONE = { ids: [33], messages: [], nextrow: 0 };
const loading = { model: 'project.milestone', fields: ['id', 'name'], data: [['plumbline.k', 'Race']] };

function sessionOf(...answers: unknown[]): { session: Session; options: RpcOptions[] } {
  const options: RpcOptions[] = [];
  const call = (_model: string, _method: string, _args: object, given: RpcOptions = {}): Promise<unknown> => {
    options.push(given);
    return Promise.resolve(answers.length > 1 ? answers.shift() : answers[0]);
  };
  const session: Session = {
    rpc: { version: 19, call },
    costCode: { id: 4, column: 'x_plan4_id' },
    costType: null,
    projectPlanId: 1,
    context: { allowed_company_ids: [1] },
    fields: () => [],
    choose: () => Promise.resolve([]),
  };
  return { session, options };
}

describe('load', () => {
  it('gives the id, and is marked as a write that nobody repeats', async () => {
    const { session, options } = sessionOf(DONE);
    expect(await loadRecord(session, loading)).toEqual({ kind: 'LOADED', id: 33 });
    expect(options).toEqual([{ context: { allowed_company_ids: [1] }, writes: true }]);
  });

  it('is tried again after a lost race', async () => {
    const { session, options } = sessionOf(LOST, LOST, DONE);
    expect(await loadRecord(session, loading)).toEqual({ kind: 'LOADED', id: 33 });
    expect(options).toHaveLength(3);
  });

  it('gives up on a race it always loses, as something to try again later', async () => {
    const { session } = sessionOf(LOST);
    await expect(loadRecord(session, loading)).rejects.toMatchObject({
      kind: 'SERVER',
      message: expect.stringContaining('project.milestone'),
      detail: expect.stringContaining('could not serialize'),
    });
  });

  it('hands a refusal over with its reason', async () => {
    const posted = 'You cannot modify the following readonly fields on a posted move: date, line_ids';
    const { session } = sessionOf(refused(posted));
    expect(await loadRecord(session, loading)).toEqual({ kind: 'REFUSED', reason: posted });
  });

  it('tells a missing right from a refusal', async () => {
    const message = "You are not allowed to create 'Project' (project.project) records.";
    const { session } = sessionOf(refused(message));
    await expect(loadRecord(session, loading)).rejects.toMatchObject({ kind: 'AUTH', detail: message });
  });

  it.each([[true], [null], ['ok']])('takes %j for garbage', async (answer) => {
    const { session } = sessionOf(answer);
    await expect(loadRecord(session, loading)).rejects.toMatchObject({ kind: 'GARBAGE' });
  });
});

describe('looking up an external id', () => {
  it('asks nothing about no records', async () => {
    const { session, options } = sessionOf({});
    expect(await findByExternalId(session, 'account.move', [], 'plumbline.k')).toBeNull();
    expect(options).toEqual([]);
  });

  it('gives the record that carries it', async () => {
    const { session } = sessionOf({ '12': '', '13': 'plumbline.k', '14': 'plumbline.k_rev' });
    expect(await findByExternalId(session, 'account.move', [12, 13, 14], 'plumbline.k')).toBe(13);
    expect(await findByExternalId(session, 'account.move', [12], 'plumbline.other')).toBeNull();
  });
});
