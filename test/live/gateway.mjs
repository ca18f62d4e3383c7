/** Child process of the run: the product, and on the embedded database, which has one process, the writers too. */
import { plumbline } from '../crash/product.mjs';
import { writeAll } from './writers.mjs';

process.on('message', (message) => {
  answer(message).catch((error) => {
    console.error(`gateway: ${error.message}`);
    process.exit(1);
  });
});

async function answer(message) {
  if (message === 'head') process.send({ kind: message, cursor: await plumbline.store.events.head() });
  if (!message.write) return;
  const { chosen, ...plan } = message.write;
  await writeAll(plumbline.store.events, plan, chosen);
  process.send({ kind: 'written' });
}
