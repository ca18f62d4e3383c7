/** Asks for the state of every write that is not at rest, many in one query. */
import { post } from '../crash/client.mjs';
import { sleep } from '../crash/random.mjs';

const POLL_MS = 200;
const AT_REST = ['SUCCEEDED', 'UNKNOWN', 'DEAD', 'REJECTED', 'CANCELLED'];
/** Writes named in one query; the graph takes no more. */
const MOST = 20;

/** @returns { done, noMore() }: done resolves once all is at rest after noMore was called, rejects after mostMs */
export function followAll(run, mostMs) {
  let more = true;
  const until = Date.now() + mostMs;
  const follow = async () => {
    for (;;) {
      const open = run.asked.filter(({ id, status }) => id && !AT_REST.includes(status));
      if (open.length === 0 && !more) return;
      if (Date.now() > until)
        throw new Error(
          `${open.length} writes are not done after ${mostMs / 1_000} s; ${[...run.errors].join('; ')}`,
        );
      for (let from = 0; from < open.length; from += MOST) await look(run, open.slice(from, from + MOST));
      await sleep(POLL_MS);
    }
  };
  return { done: follow(), noMore: () => (more = false) };
}

async function look(run, open) {
  if (open.length === 0) return;
  const query = `{ ${open.map(({ id }, at) => `w${at}: write(id: "${id}") { status failure { step message } }`).join(' ')} }`;
  const data = await post(run, query, {});
  if (!data && run.errors.size > 0) throw new Error([...run.errors].join('; '));
  if (!data) return;
  open.forEach((one, at) => {
    Object.assign(one, data[`w${at}`]);
    if (AT_REST.includes(one.status)) one.doneAt ??= Date.now();
  });
}
