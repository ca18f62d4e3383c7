/** The users of the sandbox: the service user, an administrator, a reader of one company and one without rights. */
import type { Firm } from '../firm/ledger.js';
import type { OdooUser, Operation } from './engine/access.js';

const CHANGES: readonly Operation[] = ['write', 'create', 'unlink'];
const ALL: readonly Operation[] = ['read', ...CHANGES];

export function createUsers(apiKey: string, firm: Firm): readonly OdooUser[] {
  const first = firm.companies[0]?.odooId ?? 1;
  return [
    {
      uid: 7,
      login: 'gateway',
      name: 'Gateway service',
      apiKey,
      password: 'gateway-password',
      companies: null,
      denied: {
        'ir.model.data': ['write', 'create', 'unlink', 'read'],
        'ir.model': ALL,
        'res.partner': ['unlink'],
        'res.company': CHANGES,
        'res.users': CHANGES,
        'discuss.channel.rtc.session': ALL,
      },
      deniedFields: [],
    },
    {
      uid: 2,
      login: 'admin',
      name: 'Administrator',
      apiKey: `${apiKey}-admin`,
      companies: null,
      denied: {},
      deniedFields: [],
    },
    {
      uid: 8,
      login: 'reader',
      name: 'Reader of one company',
      apiKey: `${apiKey}-reader`,
      companies: [first],
      denied: { '*': CHANGES, 'account.move': [], 'ir.model.data': ALL, 'ir.model': ALL },
      deniedFields: ['project.project.stage_id'],
    },
    {
      uid: 9,
      login: 'minimal',
      name: 'Nearly no rights',
      apiKey: `${apiKey}-minimal`,
      companies: [first],
      denied: { '*': CHANGES, 'account.move': ALL, 'account.move.line': ALL, 'account.analytic.line': ALL },
      deniedFields: [],
    },
  ];
}
