/** What becomes of a write whose record another write changed while it waited: nothing of it was sent yet. */
import type { WriteRecord } from '../../store/store.js';
import type { Actor } from '../kit/actor.js';
import { checkAnew } from './check-anew.js';
import { fact, type Office } from './office.js';
import { keptOf } from './submit.js';

/**
 * It stands with what is true now, or it is DEAD with the first reason against it. Rejects when a system that is asked
 * does not answer: then it goes on waiting.
 */
export async function recheck(office: Office, write: WriteRecord): Promise<void> {
  const { id, actor } = write;
  const today = await checkAnew(office, eyesOf(write), write);
  if (!('problems' in today)) {
    await office.journal.refresh(id, { ...today, audit: fact(office, actor, 'CHECKED_AGAIN') });
    return;
  }
  const [reason] = today.problems;
  const [first] = await office.journal.steps(id);
  const code = reason?.code ?? 'REFUSED';
  const message = `an earlier write to ${write.subject} changed it meanwhile: ${reason?.message ?? 'it no longer fits'}`;
  await office.journal.move(id, ['QUEUED'], {
    to: 'DEAD',
    failure: { step: first?.name ?? '', code, message },
    audit: fact(office, actor, 'DEAD', { after: { code, message } }),
  });
}

/** Whoever's rights it was checked with last; rights were asked for when it was accepted. */
function eyesOf(write: WriteRecord): Actor {
  const { actor: id } = write;
  return (
    keptOf(write).checkedFor ?? { id, roles: ['integration'], companies: [write.company], projects: '*' }
  );
}
