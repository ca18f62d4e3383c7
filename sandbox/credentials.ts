/** What the simulators accept. */
import { AEMP_CREDENTIALS } from './aemp/index.js';
import { FLEETIO_CREDENTIALS } from './fleetio/index.js';
import { HEAVYBID_CLIENT } from './heavybid/simulator.js';
import { ODOO_API_KEY, ODOO_DATABASE } from './odoo/simulator.js';
import { P6_CREDENTIALS } from './p6/index.js';

export const CREDENTIALS = {
  aemp: AEMP_CREDENTIALS,
  fleetio: FLEETIO_CREDENTIALS,
  heavybid: HEAVYBID_CLIENT,
  p6: P6_CREDENTIALS,
  odoo: { database: ODOO_DATABASE, apiKey: ODOO_API_KEY },
} as const;
