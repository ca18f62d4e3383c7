/**
 * Accruals of rented machines whose vendor's bill has come are taken back, as they are all day long; what keeps one
 * from being taken back is told until it is gone. It accrues nothing by itself.
 */
import { exception, type FlowDefinition } from './define-flow.js';

export const rentalAccruals: FlowDefinition<'rentalAccruals'> = {
  name: 'rentalAccruals',
  async run(window, scope) {
    const { found, problems, plan } = await scope.reverseBilledAccruals();
    return {
      counts: {
        billed: found.length,
        'taken back': found.filter(({ reversal }) => reversal !== null).length,
      },
      found: problems.map((message) =>
        exception('ACCRUAL_NOT_REVERSED', 'REFUSED', message.slice(0, 300), message),
      ),
      coverage: { companies: '*', ...window },
      plan,
    };
  },
};
