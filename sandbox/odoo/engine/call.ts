/** From model, method and arguments to a result: finds the method, binds its arguments, runs it as one transaction. */
import type { Env } from './access.js';
import type { Call, Method } from './behaviour.js';
import type { Value } from './database.js';
import { accessError, httpError } from './errors.js';
import { commonMethods, refuseSwallowed } from './methods.js';

/** Public in older releases, private in 19. */
const PRIVATE = new Set([
  'exists',
  'browse',
  'sudo',
  'with_context',
  'ensure_one',
  'mapped',
  'filtered',
  'flush_model',
  'init',
]);

export function methodOf(env: Env, model: string, name: string): Method | undefined {
  if (name.startsWith('_') || PRIVATE.has(name))
    throw accessError(`Private methods (such as '${model}.${name}') cannot be called remotely.`);
  return env.behaviours[model]?.methods?.[name] ?? commonMethods[name];
}

export interface Invocation {
  readonly model: string;
  readonly ids: readonly number[];
  readonly args: Readonly<Record<string, Value>>;
}

export function invoke(env: Env, method: Method, invocation: Invocation): Value {
  return perform(env, method, invocation, method.run);
}

/** The answer as JSON. */
export function invokeText(env: Env, method: Method, invocation: Invocation): string {
  const { run, text = (call: Call) => JSON.stringify(run(call)) } = method;
  return perform(env, method, invocation, text);
}

function perform<T>(env: Env, method: Method, { model, ids, args }: Invocation, work: (call: Call) => T): T {
  const names = method.params.map((param) => param.replace('?', ''));
  const unknown = Object.keys(args).filter(
    (name) => !names.includes(name) && !(method.lenient && name === 'load'),
  );
  if (unknown.length > 0 && !method.lenient)
    throw httpError(422, `got an unexpected keyword argument '${unknown[0] ?? ''}'`);
  const missing = method.params.find((param) => !param.endsWith('?') && !(param in args));
  if (missing !== undefined) throw httpError(422, `missing a required argument: '${missing}'`);
  const definition = env.db.table(model).model;
  const result = env.db.transaction(() => work({ env, model: definition, ids, args }));
  if (unknown.length > 0) refuseSwallowed(unknown);
  return result;
}
