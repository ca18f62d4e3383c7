// The embedded Postgres (PGlite, WASM) off the main thread, so that no query blocks the gateway's event loop.
// Plain JavaScript: a worker inherits no TypeScript transform. It answers one message with one message.
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';

// The durable engine expects what pg gives it: big integers and numerics as text.
const AS_TEXT = { parsers: { 20: (value) => value, 1700: (value) => value } };

const plain = ({ rows, affectedRows, fields }) => ({
  rows,
  affected: affectedRows ?? 0,
  fields: fields.map(({ name }) => ({ name })),
});

const answer = async (database, { op, text, values }) => {
  if (op === 'close') {
    await database.query('checkpoint');
    await database.close();
    return { rows: [], affected: 0 };
  }
  if (op === 'raw') return plain(await database.query(text, values, AS_TEXT));
  // Several statements in one text: the answer is the last one's.
  if (op === 'script') return plain((await database.exec(text, AS_TEXT)).at(-1) ?? { rows: [], fields: [] });
  const result = await database.query(text, values);
  return { rows: result.rows, affected: result.affectedRows ?? 0 };
};

// Only plain fields cross the thread border; callers classify by `code`.
const toPlain = (error) => ({ message: error.message, code: error.code, detail: error.detail });

try {
  const database = await PGlite.create(workerData.directory);
  parentPort.on('message', async ({ id, ...request }) => {
    try {
      parentPort.postMessage({ id, result: await answer(database, request) });
    } catch (error) {
      parentPort.postMessage({ id, error: toPlain(error) });
    }
  });
  parentPort.postMessage({ opened: true });
} catch (error) {
  parentPort.postMessage({ opened: false, error: toPlain(error) });
}
