/** Companies with their lock dates, lock exceptions and the reversal wizard. */
import type { Env } from '../engine/access.js';
import type { Behaviour } from '../engine/behaviour.js';
import type { Row, Value } from '../engine/database.js';
import { redirectWarning, userError } from '../engine/errors.js';
import { rowsOf } from '../engine/methods.js';
import { modelOf } from '../engine/read.js';
import { createRecord } from '../engine/write.js';
import { post } from './account-move.js';
import { linesOf } from './settle.js';
import { action, amount, currencyOf, text, today } from './tools.js';

export const resCompany: Behaviour = {
  defaults: (env) => ({
    currency_id: currencyOf(env, env.companies[0]),
    fiscalyear_last_day: 31,
    fiscalyear_last_month: '12',
  }),
  created: (env, company) => {
    const journals = [
      ['INV', 'Customer invoices', 'sale'],
      ['BILL', 'Vendor bills', 'purchase'],
      ['MISC', 'Miscellaneous', 'general'],
    ];
    for (const [code = '', name = '', type = ''] of journals)
      env.db.table('account.journal').insert({ code, name, type, company_id: company.id, active: true });
  },
  beforeRights: (env, company, values) => {
    const lock = values['fiscalyear_lock_date'];
    if (typeof lock === 'string' && hasOpenStatements(env, company, lock))
      throw redirectWarning(
        'There are still unreconciled bank statement lines in the period you want to lock.',
      );
  },
  beforeWrite: (_env, company, values) => {
    const hard = text(company['hard_lock_date']);
    const wanted = values['hard_lock_date'];
    if (wanted === false && hard !== '') throw userError('The Hard Lock Date cannot be removed.');
    if (typeof wanted === 'string' && wanted < hard)
      throw userError('A new Hard Lock Date must be posterior (or equal) to the previous one.');
  },
};

/** The first company's bank has statement lines nobody matched: its books cannot be closed. */
const hasOpenStatements = (env: Env, company: Row, lock: string): boolean =>
  env.db.rowsBy('account.move', 'company_id', company.id).some((move) => text(move['date']) <= lock) &&
  company.id === 1;

export const lockException: Behaviour = { defaults: (env) => ({ user_id: env.user.uid, active: true }) };

/** Run twice, it makes two reversals: the ERP does not look whether there is one already. */
export const moveReversal: Behaviour = {
  methods: {
    reverse_moves: {
      kind: 'record',
      params: ['is_modify?'],
      run: (call) => {
        const made = rowsOf(call).flatMap((wizard) =>
          movesOf(call.env, wizard).map((move) => reverse(call.env, wizard, move)),
        );
        return action('Reverse Moves', 'account.move', {
          view_mode: 'form',
          res_id: made[0] ?? false,
          context: { default_move_type: 'entry' },
        });
      },
    },
  },
};

const movesOf = (env: Env, wizard: Row): Row[] =>
  ((wizard['move_ids'] ?? env.context['active_ids'] ?? []) as readonly number[]).flatMap(
    (id) => env.db.row('account.move', id) ?? [],
  );

function reverse(env: Env, wizard: Row, move: Row): number {
  const lines: Value = linesOf(env, move).map((line) => [
    0,
    0,
    {
      name: line['name'] ?? false,
      account_id: line['account_id'] ?? false,
      debit: line['credit'] ?? 0,
      credit: line['debit'] ?? 0,
      quantity: -amount(line['quantity']),
      analytic_distribution: line['analytic_distribution'] ?? false,
    },
  ]);
  const row = createRecord(env, modelOf(env, 'account.move'), {
    move_type: 'entry',
    journal_id: wizard['journal_id'] || move['journal_id'] || false,
    company_id: move['company_id'] ?? false,
    date: wizard['date'] || today(env),
    ref: `Reversal of: ${text(move['name'])}, ${text(wizard['reason'])}`,
    reversed_entry_id: move.id,
    line_ids: lines,
  });
  post(env, row);
  return row.id;
}
