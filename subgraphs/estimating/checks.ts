/** What a write asks about an estimate, past every cache: an estimator may have changed it a minute ago. */
import type { CrosswalkEntry, Store } from '../../store/store.js';
import { decimal, moneyText, ZERO, type Big } from '../kit/decimal.js';
import { UpstreamError } from '../kit/errors.js';
import { pickAward, sellPriceOf, toBudget } from './budget.js';
import type {
  AwardedEstimate,
  EstimateChecks,
  EstimateLine,
  EstimateToAward,
  EstimatingConnector,
} from './connector.js';
import { estimateIdsOf, spellingKey, type Spellings } from './loaders.js';
import type { EstimateDetail, EstimateHeader } from './model.js';
import { costCodeRecords } from './sync.js';

type Crosswalk = Store['crosswalk'];

export function createEstimateChecks(
  connectors: readonly EstimatingConnector[],
  { crosswalk }: Pick<Store, 'crosswalk'>,
): EstimateChecks {
  const detailOf = async (header: EstimateHeader): Promise<EstimateDetail> => {
    const connector = connectors.find(({ name }) => header.id.startsWith(`${name}:`));
    const [detail] = (await connector?.details([header])) ?? [];
    if (detail) return detail;
    throw new UpstreamError('estimating', 'BUSINESS', `estimate ${header.id} is gone; ask for it by number`);
  };
  return {
    async revisions(number) {
      const found = await Promise.all(connectors.map((connector) => connector.headersByNumber([number])));
      return found.flat(2);
    },
    async toAward(header) {
      const detail = await detailOf(header);
      // Spellings that came with the estimate are matched now, as the next listing would.
      await crosswalk.match('COST_CODE', 'estimating', costCodeRecords([header], [detail]));
      return toAward(
        header,
        detail,
        await byExternalId(crosswalk, 'COST_CODE'),
        await byExternalId(crosswalk),
      );
    },
    async awarded(projectId) {
      const entries = (await crosswalk.entriesOf('PROJECT', 'estimating', [projectId])).get(projectId) ?? [];
      const ids = [...new Set(entries.flatMap(estimateIdsOf))];
      const headers = await Promise.all(connectors.map((connector) => connector.headersById(ids)));
      const award = pickAward(headers.flat().flatMap((header) => header ?? []));
      if (!award) return null;
      const costCodes = await byExternalId(crosswalk, 'COST_CODE');
      return toAwarded(award, await detailOf(award.header), { jobs: new Map(), costCodes, codes: new Map() });
    },
  };
}

async function byExternalId(
  crosswalk: Crosswalk,
  kind: 'PROJECT' | 'COST_CODE' = 'PROJECT',
): Promise<ReadonlyMap<string, CrosswalkEntry>> {
  const entries = await crosswalk.entries(kind, 'estimating');
  return new Map(entries.map((entry) => [entry.externalId, entry]));
}

function toAwarded(
  award: NonNullable<ReturnType<typeof pickAward>>,
  detail: EstimateDetail,
  spellings: Spellings,
): AwardedEstimate {
  const { sellPrice, lines, currency } = toBudget(award, detail, spellings, null);
  return {
    currency: currency ?? null,
    price: sellPrice ?? '0.00',
    lines: lines.map(({ costCode, costType, amount }) => ({ costCode, costType, amount })),
  };
}

type Entries = ReadonlyMap<string, CrosswalkEntry>;

function toAward(
  header: EstimateHeader,
  detail: EstimateDetail,
  codes: Entries,
  jobs: Entries,
): EstimateToAward {
  return {
    ...{ header, hasCosts: detail.hasCosts, sellPrice: sellPriceOf(detail), job: jobOf(header, jobs) },
    lines: linesOf(detail, header.company, codes),
    items: detail.bidItems
      .filter(({ amount, unitPrice }) => amount !== null || unitPrice !== null)
      .map(({ number, description }) => ({ number, description })),
  };
}

function jobOf({ id, number, company, job }: EstimateHeader, jobs: Entries): EstimateToAward['job'] {
  const externalId = job === null ? id : spellingKey(company, job);
  const known = jobs.get(externalId);
  return {
    ...{ externalId, label: job ?? number, number: known?.canonicalNumber ?? null },
    // What is listed under the spelling already stays so.
    attributes: known ? {} : { estimateIds: id },
  };
}

function linesOf(detail: EstimateDetail, company: string | null, codes: Entries): EstimateLine[] {
  const lines = new Map<string, EstimateLine & { readonly sum: Big }>();
  for (const line of detail.bidItems.flatMap(({ costLines }) => costLines)) {
    const { costCodeSpelling: spelling, costType, resourceType } = line;
    const externalId = spelling === null ? null : spellingKey(company, spelling);
    const costCode = codes.get(externalId ?? '')?.canonicalNumber ?? null;
    const unknown = costType === 'UNCLASSIFIED' ? resourceType : null;
    const key = JSON.stringify([costCode, costCode === null ? externalId : null, costType, unknown]);
    const own = { costCode, spelling, externalId, costType, resourceType, amount: '' };
    const sum = (lines.get(key)?.sum ?? ZERO).plus(decimal(line.amount));
    lines.set(key, { ...(lines.get(key) ?? own), sum });
  }
  return [...lines.values()].map(({ sum, ...line }) => ({ ...line, amount: moneyText(sum) }));
}
