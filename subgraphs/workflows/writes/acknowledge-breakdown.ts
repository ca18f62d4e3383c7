/**
 * Somebody has seen a breakdown and says so: from then on nobody else needs to be called. The first acknowledgement
 * stays; whoever comes later is told who was first, and that is no error. Kept in our own store, since neither the
 * telematics standard nor the maintenance platform has a place for it.
 */
import type {
  AcknowledgeBreakdownInput,
  AcknowledgementResult,
  KnownBreakdown,
} from '../../equipment/connector.js';
import { seesCompany, seesProject, type Actor } from '../../kit/actor.js';
import { defineWrite, step, type InputOf, type Problem } from '../define-write.js';

type Input = InputOf<'acknowledgeBreakdown'>;
interface Facts {
  readonly breakdown: Omit<AcknowledgeBreakdownInput, 'by' | 'note'>;
  readonly equipment: string;
}

const LONGEST_NOTE = 1_000;

const record = step<Input, Facts, AcknowledgeBreakdownInput, AcknowledgementResult>({
  name: 'acknowledgement',
  title: ({ facts }) => `Note who has seen breakdown ${facts.breakdown.breakdown} of ${facts.equipment}`,
  changes: [{ object: 'Breakdown', fields: ['acknowledgement'], system: 'plumbline' }],
  effect: ({ breakdowns }) => breakdowns.effects.acknowledgeBreakdown,
  arguments: ({ by, input, facts }) => ({ ...facts.breakdown, by, note: noteOf(input) }),
});

const noteOf = ({ note }: Input): string | null => note?.trim() || null;

/** As with its event: one about no job is for those who are not limited to jobs. */
function mayAcknowledge(actor: Actor, { company, project }: KnownBreakdown): boolean {
  if (!seesCompany(actor, company)) return false;
  return actor.projects === '*' || (project !== null && seesProject(actor, company, project));
}

const unknown = (id: string): Problem => ({
  ...{ code: 'NOT_FOUND', field: ['breakdown'], record: id },
  message: `There is no breakdown "${id}" among those you may see; list them with project { openBreakdowns { id } } or fleet { nodes { breakdowns { id } } }`,
});

const tooLong = (note: string): Problem => ({
  ...{ code: 'TOO_LONG', field: ['note'] },
  message: `note has ${note.length} characters of at most ${LONGEST_NOTE}; shorten it`,
});

function summaryOf(known: KnownBreakdown, earlier: AcknowledgementResult | null): string {
  const what = known.description ?? known.code ?? known.id;
  const said = earlier ? ` (acknowledged already by ${earlier.by} at ${earlier.at})` : '';
  return `Breakdown of ${known.equipment} acknowledged: ${what}${said}`;
}

export const acknowledgeBreakdown = defineWrite<'acknowledgeBreakdown', Facts>({
  kind: 'acknowledgeBreakdown',
  roles: ['field', 'admin', 'integration'],
  async validate(input, { actor, systems }) {
    const note = noteOf(input);
    if (note !== null && note.length > LONGEST_NOTE) return { problems: [tooLong(note)] };
    const { checks } = systems.breakdowns;
    const known = await checks.breakdown(input.breakdown);
    if (!known || !mayAcknowledge(actor, known)) return { problems: [unknown(input.breakdown)] };
    const { id, company, projectId: project, equipmentId, severity } = known;
    return {
      ...{ company, project: known.project, subject: `breakdown/${id}` },
      summary: summaryOf(known, await checks.acknowledgement(id)),
      facts: {
        breakdown: { breakdown: id, company, project, equipment: equipmentId, severity },
        equipment: known.equipment,
      },
    };
  },
  steps: [record],
});
