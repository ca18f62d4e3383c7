/**
 * A record of the ERP as another system keeps a copy of it: a vendor or an item for the workshop, a cost code or an
 * empty schedule for planners. It is made where it is missing and brought in line where it is called otherwise; nothing
 * is read back. The flow `masterData` asks for it, and people may. HeavyBid's API only reads, so estimating takes none.
 */
import type { LinkRecordsInput, LinkRecordsResult } from '../../controls/connector.js';
import type { KeepPartInput, KeepVendorInput, KeptRecord } from '../../equipment/effects.js';
import type {
  CodeValue,
  CreateScheduleInput,
  KeepCostCodeInput,
  ScheduleName,
} from '../../scheduling/effects.js';
import { defineWrite, step, type InputOf, type Problem, type WriteSystems } from '../define-write.js';
import { isProblem } from '../find-machine.js';
import { costCodeCopy, scheduleShell } from './master-for-planners.js';
import { itemCopy, vendorCopy } from './master-for-workshop.js';

export type PublishInput = InputOf<'publishMasterData'>;

/** What is to be made or changed, of the one object that is published. */
export interface Copy {
  /** `change` is null for a vendor that is called right and only not matched yet. */
  readonly vendor?: { readonly change: KeepVendorInput | null; readonly party: VendorParty };
  readonly part?: KeepPartInput;
  readonly costCode?: KeepCostCodeInput;
  readonly schedule?: CreateScheduleInput;
}

/** The party a vendor of the platform is, so that it is known again when either side is renamed. */
export interface VendorParty {
  readonly company: string;
  readonly number: string;
  readonly name: string;
  /** The platform's id; null for one that is to be made. */
  readonly copy: string | null;
}

export interface Publication {
  readonly company: string;
  readonly project: string | null;
  /** What it is called in the ERP. */
  readonly called: string;
  readonly copy: Copy;
}
interface Facts {
  readonly copy: Copy;
  readonly called: string;
}
const verb = (change: { readonly record: string | null } | null | undefined): string =>
  change?.record == null ? 'Add' : 'Rename';

const vendor = step<PublishInput, Facts, KeepVendorInput, KeptRecord>({
  name: 'vendor',
  title: ({ facts: { copy, called } }) => `${verb(copy.vendor?.change)} vendor ${called} in maintenance`,
  when: ({ facts: { copy } }) => copy.vendor?.change != null,
  changes: [{ object: 'VendorCopy', fields: ['name'], system: 'maintenance' }],
  effect: ({ maintenance }) => maintenance.effects.keepVendor,
  arguments: ({ facts: { copy } }) => copy.vendor?.change as KeepVendorInput,
});

const match = step<PublishInput, Facts, LinkRecordsInput, LinkRecordsResult>({
  name: 'match',
  title: ({ facts }) => `Match vendor ${facts.called} of maintenance to the party of the ERP`,
  when: ({ facts: { copy } }) => copy.vendor !== undefined,
  changes: [{ object: 'CrosswalkEntry', fields: ['canonicalId'], system: 'plumbline' }],
  effect: ({ controls }) => controls.effects.linkRecords,
  arguments: ({ facts, results, by }) => {
    const { company, number, name, copy } = facts.copy.vendor?.party as VendorParty;
    const externalId = copy ?? (results['vendor'] as KeptRecord).key;
    const of = { company, number, name };
    const link = {
      kind: 'PARTY',
      system: 'maintenance',
      externalId,
      label: name,
      company: null,
      of,
    } as const;
    return { made: [], found: [link], by };
  },
});

const part = step<PublishInput, Facts, KeepPartInput, KeptRecord>({
  name: 'part',
  title: ({ facts: { copy, called } }) => `${verb(copy.part)} part ${called} in maintenance`,
  when: ({ facts: { copy } }) => copy.part !== undefined,
  changes: [{ object: 'ItemCopy', fields: ['number', 'name'], system: 'maintenance' }],
  effect: ({ maintenance }) => maintenance.effects.keepPart,
  arguments: ({ facts: { copy } }) => copy.part as KeepPartInput,
});

function planning({ scheduling }: WriteSystems): NonNullable<WriteSystems['scheduling']> {
  if (scheduling) return scheduling;
  throw new Error('no schedule of this firm takes writes');
}

const costCode = step<PublishInput, Facts, KeepCostCodeInput, CodeValue>({
  name: 'cost code',
  title: ({ facts: { copy, called } }) => `${verb(copy.costCode)} cost code ${called} in scheduling`,
  when: ({ facts: { copy } }) => copy.costCode !== undefined,
  changes: [{ object: 'CostCodeCopy', fields: ['code', 'name'], system: 'scheduling' }],
  effect: (systems) => planning(systems).effects.keepCostCode,
  arguments: ({ facts: { copy } }) => copy.costCode as KeepCostCodeInput,
});

const schedule = step<PublishInput, Facts, CreateScheduleInput, ScheduleName>({
  name: 'schedule',
  title: ({ facts }) => `Make an empty schedule for job ${facts.called}`,
  when: ({ facts: { copy } }) => copy.schedule !== undefined,
  changes: [{ object: 'ScheduleShell', fields: ['number', 'name'], system: 'scheduling' }],
  effect: (systems) => planning(systems).effects.createSchedule,
  arguments: ({ facts: { copy } }) => copy.schedule as CreateScheduleInput,
});

const FINDERS = { VENDOR: vendorCopy, ITEM: itemCopy, COST_CODE: costCodeCopy, PROJECT: scheduleShell };
/** What each is called in a summary. */
const WORDS = {
  VENDOR: ['Vendor', 'maintenance'],
  ITEM: ['Item', 'maintenance'],
  COST_CODE: ['Cost code', 'scheduling'],
  PROJECT: ['Schedule of job', 'scheduling'],
} as const;

export const publishMasterData = defineWrite<'publishMasterData', Facts>({
  kind: 'publishMasterData',
  roles: ['admin', 'integration'],
  async validate(input, scope) {
    const found = await FINDERS[input.object](scope, input);
    if (isProblem(found)) return { problems: [found] };
    const { company, project, called, copy } = found;
    const [word, system] = WORDS[input.object];
    return {
      ...{ company, project, subject: `master/${input.object}/${input.record}` },
      summary: `${word} ${called} for ${system}`,
      facts: { copy, called },
    };
  },
  againstReversal: ({ facts }) => Promise.resolve(notTakenBack(facts)),
  steps: [vendor, match, part, costCode, schedule],
});

/** Scheduling has no archive for code values. */
function notTakenBack({ copy, called }: Facts): Problem[] {
  if (copy.costCode?.record !== null) return [];
  const message = `Cost code ${called} was added to scheduling, which archives none; delete it there if no activity has it`;
  return [{ code: 'NOT_REVERSIBLE', message, field: ['write'], record: called, system: 'scheduling' }];
}
