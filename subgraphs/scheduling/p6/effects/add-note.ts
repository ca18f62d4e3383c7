/**
 * A paragraph in an activity's note. P6 keeps one note for each activity and notebook topic, in HTML, so a note that is
 * there is written anew with our paragraph at its end; the paragraph carries the key. Who edits that note in P6 in the
 * same moment can lose the edit, therefore our notes have a topic that can be their own (`noteTopic`).
 *
 * Source: docs.oracle.com/cd/G18294_01/English/Integration_Documentation/p6_eppm_web_services_reference/41816.htm and
 * 42341.htm (`Note` cannot be filtered by), rest_api/op-activitynote-post.html.
 */
import type { Effect } from '../../../kit/effect.js';
import type { ActivityNote, AddNoteInput } from '../../effects.js';
import { wireNote, wireTopic, type WireNote } from '../wire.js';
import { lookUp, objectIdOf, readActivity, refused, tag, type Platform } from './platform.js';

const MODEL = 'activityNote';

export function createAddNoteEffect(platform: Platform): Effect<AddNoteInput, ActivityNote> {
  const { client, settings } = platform;
  const read = async (input: AddNoteInput): Promise<WireNote | null> =>
    readNote(platform, input, await topicId(platform));
  return {
    name: 'add-note',
    system: 'scheduling',
    idempotency: lookUp(settings),
    async run(input, key) {
      const { ObjectId: activity } = await readActivity(platform, input.activity);
      const topic = await topicId(platform);
      const before = await readNote(platform, input, topic);
      if (!isIn(before, key)) {
        const html = `${before?.Note ?? ''}<p>${escape(input.text)} ${tag(key)}</p>`;
        if (before)
          await client.write('PUT', MODEL, { ObjectId: before.ObjectId, Note: html }, subject(input));
        else {
          const row = { ActivityObjectId: activity, NotebookTopicObjectId: topic, Note: html };
          await client.write('POST', MODEL, row, subject(input));
        }
      }
      const after = await readNote(platform, input, topic);
      if (after && isIn(after, key)) return toModel(after, input);
      throw refused(`scheduling does not show ${subject(input).what}; check it in P6`);
    },
    async find(input, key) {
      const note = await read(input);
      return note && isIn(note, key) ? toModel(note, input) : null;
    },
    /** The paragraph stays and says that it was taken back. */
    async undo(input, _result, key, { date, reason }) {
      const note = await read(input);
      if (!note || !isIn(note, key)) return;
      const html = (note.Note ?? '').replaceAll(tag(key), `(taken back ${date}: ${escape(reason)})`);
      await client.write('PUT', MODEL, { ObjectId: note.ObjectId, Note: html }, subject(input));
    },
  };
}

function isIn(note: WireNote | null, key: string): boolean {
  return note?.Note?.includes(tag(key)) === true;
}

async function readNote(
  { client }: Platform,
  { activity }: AddNoteInput,
  topic: number,
): Promise<WireNote | null> {
  const notes = await client.read({
    model: MODEL,
    schema: wireNote,
    key: 'ObjectId',
    among: { field: 'ActivityObjectId', ids: [objectIdOf(activity)] },
  });
  return notes.find(({ NotebookTopicObjectId }) => NotebookTopicObjectId === topic) ?? null;
}

async function topicId({ client, settings }: Platform): Promise<number> {
  const topics = await client.read({ model: 'notebookTopic', schema: wireTopic, key: 'ObjectId' });
  const found = topics.find(({ Name }) => Name === settings.noteTopic);
  if (found) return found.ObjectId;
  const there = topics.map(({ Name }) => `"${Name}"`).join(', ');
  throw refused(
    `scheduling has no notebook topic "${settings.noteTopic}" (${there}); add it in P6 or name another under noteTopic`,
  );
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\n', '<br/>');
}

function toModel(wire: WireNote, { activity }: AddNoteInput): ActivityNote {
  return { key: String(wire.ObjectId), activity, html: wire.Note ?? '' };
}

function subject({ activity, text }: AddNoteInput) {
  return {
    what: `the note "${text.slice(0, 60)}" on activity ${activity}`,
    mend: 'check the activity and the notebook topic',
  };
}
