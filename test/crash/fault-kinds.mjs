/** The ways a target fails, as the relay plays them for one call. */
import { sleep } from './random.mjs';

export const TIMEOUT_MS = 1_000;
/** Lands half a second after our side gave up; the bound waits longer than that. */
const SLOW_MS = 1_500;
export const DELAY_BOUND_MS = 900;

export const FAULTS = ['cut before', 'cut after', '429', '500', 'refused', 'slow', 'garbage'];

const PAGE = '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>Proxy err';
const json = (status, body, headers = {}) => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

/** @returns hooks of the relay for a call that meets the fault */
export function faultHooks(fault, call) {
  if (fault === 'cut before') return { before: () => 'DROP' };
  if (fault === 'cut after') return { after: () => 'CUT' };
  if (fault === 'slow') return { before: () => sleep(SLOW_MS) };
  return { before: () => answerOf(fault, call) };
}

function answerOf(fault, call) {
  if (fault === '429') return json(429, { message: 'Too many requests' }, { 'retry-after': '1' });
  if (fault === '500')
    return { status: 500, headers: { 'content-type': 'text/plain' }, body: 'Internal error' };
  if (fault === 'garbage') return { status: 200, headers: { 'content-type': 'text/html' }, body: PAGE };
  return refusalOf(call);
}

/** Each system's own no. `load` says it with a 200. */
function refusalOf({ system, path }) {
  const message = 'The run refuses this once';
  if (system === 'maintenance') return json(422, { errors: { base: [message] } });
  if (system === 'scheduling') return json(400, { message });
  if (path.endsWith('/load'))
    return json(200, { ids: false, messages: [{ type: 'error', message }], nextrow: 0 });
  return json(422, {
    name: 'odoo.exceptions.UserError',
    message,
    arguments: [message],
    context: {},
    debug: '',
  });
}
