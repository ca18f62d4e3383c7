/**
 * A cost code of the ERP among the values of the activity code that planners code with. Made once, its description kept
 * in line. P6 archives no code value and deletes one only while nothing uses it, so undo goes back to a description and
 * never takes a value away.
 *
 * Source: docs.oracle.com/cd/F74773_01/English/Integration_Documentation/rest_api/op-activitycode-post.html (CodeValue
 * and CodeTypeObjectId are required), p6_eppm_web_services_reference/42362.htm (lengths; all are filterable).
 */
import type { Effect } from '../../../kit/effect.js';
import type { CodeNaming, CodeValue, KeepCostCodeInput } from '../../effects.js';
import { wireCode, wireCodeType, type WireCode } from '../wire.js';
import { lookUp, madeId, quoted, refused, type Platform } from './platform.js';

const MODEL = 'activityCode';

export function createKeepCostCodeEffect(platform: Platform): Effect<KeepCostCodeInput, CodeValue> {
  const { client, settings } = platform;
  const set = async (record: string, values: CodeNaming): Promise<CodeValue> => {
    const before = await readCode(platform, record);
    if (isAsAsked(before, values)) return before;
    const row = { ObjectId: Number(record), CodeValue: values.code, Description: values.name };
    await client.write('PUT', MODEL, row, subject(values));
    const after = await readCode(platform, record);
    if (isAsAsked(after, values)) return after;
    throw refused(`scheduling left ${subject(values).what} otherwise than asked; set it in P6`);
  };
  return {
    name: 'keep-cost-code',
    system: 'scheduling',
    idempotency: lookUp(settings),
    async run({ record, values }) {
      if (record !== null) return set(record, values);
      const row = {
        CodeTypeObjectId: await typeId(platform),
        CodeValue: values.code,
        Description: values.name,
      };
      return readCode(
        platform,
        String(madeId(await client.write('POST', MODEL, row, subject(values)), subject(values))),
      );
    },
    async find({ record, values }) {
      const [there] =
        record === null ? await readCodes(platform, values.code) : [await readCode(platform, record)];
      return there && (record === null || isAsAsked(there, values)) ? there : null;
    },
    async undo({ record, previous }) {
      if (record !== null && previous !== null) await set(record, previous);
    },
  };
}

/** Values of the configured code type; with a code only those with exactly that value. */
export async function readCodes({ client, settings }: Platform, code?: string): Promise<CodeValue[]> {
  const ofType = `CodeTypeName:eq:${quoted(settings.costCodeType)}`;
  const rows = await client.read({
    model: MODEL,
    schema: wireCode,
    key: 'ObjectId',
    filter: code === undefined ? ofType : `${ofType} :and: CodeValue:eq:${quoted(code)}`,
  });
  return rows.map(toModel);
}

export async function readCode({ client }: Platform, record: string): Promise<CodeValue> {
  const ids = [Number(record)].filter(Number.isSafeInteger);
  const [row] = await client.read({
    model: MODEL,
    schema: wireCode,
    key: 'ObjectId',
    among: { field: 'ObjectId', ids },
  });
  if (row) return toModel(row);
  throw refused(`scheduling does not know code value ${record}; check whether it was deleted in P6`);
}

async function typeId({ client, settings }: Platform): Promise<number> {
  const types = await client.read({ model: 'activityCodeType', schema: wireCodeType, key: 'ObjectId' });
  const [own, ...others] = types.filter(
    ({ Name, Scope }) => Name === settings.costCodeType && (Scope ?? 'Global') === 'Global',
  );
  if (own && others.length === 0) return own.ObjectId;
  throw refused(
    `scheduling has ${own ? 'several global activity codes' : 'no global activity code'} "${settings.costCodeType}"; add it in P6 or name another under costCodeType`,
  );
}

const isAsAsked = (there: CodeValue, { code, name }: CodeNaming): boolean =>
  there.code === code && there.name === name;

function toModel(wire: WireCode): CodeValue {
  const { ObjectId: id, CodeValue: code, Description: name, LastUpdateDate: changedAt } = wire;
  return { key: String(id), code, name: name ?? null, changedAt: changedAt ?? null };
}

function subject({ code }: CodeNaming) {
  return { what: `cost code "${code}"`, mend: 'check the length of its value and whether P6 has it already' };
}
