/** The users of the sandbox: the service user, an administrator, a reader of one company and one without rights. */
import type { Firm } from '../firm/ledger.js';
import type { OdooUser, Operation } from './engine/access.js';

const CHANGES: readonly Operation[] = ['write', 'create', 'unlink'];
const ALL: readonly Operation[] = ['read', ...CHANGES];

/** The service user may do what the product needs: no users, no companies, no external ids of its own. */
const SERVICE: OdooUser['denied'] = {
  'ir.model.data': ALL,
  'ir.model': ALL,
  'res.partner': ['unlink'],
  'res.company': CHANGES,
  'res.users': CHANGES,
  'discuss.channel.rtc.session': ALL,
};
const READER: OdooUser['denied'] = {
  '*': CHANGES,
  'account.move': [],
  'ir.model.data': ALL,
  'ir.model': ALL,
};
const MINIMAL: OdooUser['denied'] = {
  '*': CHANGES,
  'account.move': ALL,
  'account.move.line': ALL,
  'account.analytic.line': ALL,
};

/** Other users' keys are the service user's with `-admin`, `-reader` or `-minimal` at the end. */
export function createUsers(apiKey: string, firm: Firm): readonly OdooUser[] {
  const first = [firm.companies[0]?.odooId ?? 1];
  const user = (uid: number, login: string, name: string, more: Partial<OdooUser>): OdooUser => ({
    uid,
    login,
    name,
    apiKey: `${apiKey}-${login}`,
    companies: null,
    denied: {},
    deniedFields: [],
    ...more,
  });
  return [
    user(7, 'gateway', 'Gateway service', { apiKey, password: 'gateway-password', denied: SERVICE }),
    user(2, 'admin', 'Administrator', {}),
    user(8, 'reader', 'Reader of one company', {
      companies: first,
      denied: READER,
      deniedFields: ['project.project.stage_id'],
    }),
    user(9, 'minimal', 'Nearly no rights', { companies: first, denied: MINIMAL }),
  ];
}
