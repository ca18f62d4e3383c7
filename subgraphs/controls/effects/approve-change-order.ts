/** A change order revises price and budget of its job together, in one transaction with the trace of both. */
import type { Store } from '../../../store/store.js';
import type { ApproveChangeOrderInput, ControlsEffects } from '../connector.js';
import { own } from './own.js';
import { takeBack, toResult } from './revisions.js';

const nameOf = ({ number, job }: ApproveChangeOrderInput): string =>
  `change order ${number} of ${job.number}`;

export function createApproveChangeOrder({
  baselines,
}: Pick<Store, 'baselines'>): ControlsEffects['approveChangeOrder'] {
  return {
    name: 'approve-change-order',
    system: 'plumbline',
    idempotency: { kind: 'KEY' },
    async run(input, key) {
      const lines = input.lines.map(({ costCode, costType, amount: cost }) => ({ costCode, costType, cost }));
      const approval = { ...input, key, lines };
      return toResult(nameOf(input), await own(() => baselines.approve(approval)));
    },
    async find(input, key) {
      const revision = await own(() => baselines.byKey(key));
      return revision && toResult(nameOf(input), revision);
    },
    undo: (input, _result, key, why) => takeBack(baselines, nameOf(input), input, key, why),
  };
}
