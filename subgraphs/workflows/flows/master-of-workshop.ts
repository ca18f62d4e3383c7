/** Vendors and stocked items of the ERP against those of the maintenance platform: a few calls, however many there are. */
import type { CrosswalkEntry, FoundException } from '../../../store/store.js';
import type { KeptRecord } from '../../equipment/effects.js';
import { byKey } from '../../kit/group.js';
import type { MasterItem, MasterVendor } from '../../odoo/connector.js';
import type { FlowScope } from './define-flow.js';
import { notPublished, type Compared, type Difference } from './master-data.js';

interface OwnVendor extends MasterVendor {
  readonly company: string;
}

export async function vendorDifferences(scope: FlowScope): Promise<Compared> {
  const { erp, maintenance } = scope.systems;
  const [lists, there, links] = await Promise.all([
    Promise.all(scope.companyCodes.map(async (code) => ({ code, own: await erp.reviews.vendors(code) }))),
    maintenance.checks.vendors(),
    linkedVendors(scope),
  ]);
  // A vendor that several companies share is published for the first of them; one that the crosswalk has not listed yet
  // is left to the next run.
  const known = new Set((await scope.crosswalk.list('PARTY')).map(({ number }) => number));
  const vendors = new Map<number, OwnVendor>();
  for (const { code, own } of lists)
    for (const vendor of own)
      if (known.has(String(vendor.id)) && !vendors.has(vendor.id))
        vendors.set(vendor.id, { ...vendor, company: code });
  const view = {
    byId: new Map(there.map((copy) => [copy.key, copy])),
    free: freeByName(there, links),
    links,
  };
  const alike = byKey([...vendors.values()], ({ name }) => inAnySpelling(name));
  const compared = [...vendors.values()].map((vendor) =>
    compareVendor(vendor, alike.get(inAnySpelling(vendor.name)) ?? [], view),
  );
  return {
    records: vendors.size,
    differences: compared.flatMap(({ difference }) => difference ?? []),
    found: compared.flatMap(({ told }) => told ?? []),
  };
}

interface VendorView {
  readonly byId: ReadonlyMap<string, KeptRecord>;
  /** Copies that are nobody's yet, by their name in any spelling. */
  readonly free: ReadonlyMap<string, readonly KeptRecord[]>;
  /** res.partner id → the copy's id. */
  readonly links: ReadonlyMap<string, string>;
}

function compareVendor(
  vendor: OwnVendor,
  namesakes: readonly OwnVendor[],
  { byId, free, links }: VendorView,
): { readonly difference?: Difference; readonly told?: FoundException } {
  const { id, name, company } = vendor;
  const base = { object: 'VENDOR', record: String(id), company, called: name } as const;
  const linked = links.get(String(id));
  if (linked !== undefined) {
    const copy = byId.get(linked);
    if (!copy) return { told: copyGone(base, linked) };
    return copy.name === name ? {} : { difference: { ...base, as: linked, state: stateOf(copy) } };
  }
  if (namesakes.length > 1) return { told: severalVendors(base, namesakes) };
  const alike = free.get(inAnySpelling(name)) ?? [];
  const [copy] = alike;
  if (!copy) return { difference: { ...base, as: null, state: 'missing' } };
  if (alike.length > 1) return { told: severalAlike(base, alike) };
  return { difference: { ...base, as: copy.key, state: stateOf(copy) } };
}

const stateOf = ({ name, number, changedAt }: KeptRecord): string =>
  `${number ?? ''}/${name ?? ''}/${changedAt ?? ''}`;

/** `ACME  Steel, Inc.` is `Acme Steel Inc`; a firm of another legal form is another firm. */
export function inAnySpelling(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function freeByName(
  there: readonly KeptRecord[],
  links: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly KeptRecord[]> {
  const taken = new Set(links.values());
  const free = there.filter(({ key, name }) => name !== null && !taken.has(key));
  return byKey(free, ({ name }) => inAnySpelling(name ?? ''));
}

async function linkedVendors({ crosswalk }: FlowScope): Promise<ReadonlyMap<string, string>> {
  const entries = await crosswalk.entries('PARTY', 'maintenance');
  const matched = entries.filter(
    (own): own is CrosswalkEntry & { canonicalId: string } => own.canonicalId !== null,
  );
  const ids = matched.map(({ canonicalId }) => canonicalId);
  const inErp = await crosswalk.entriesOf('PARTY', 'odoo', ids);
  return new Map(
    matched.flatMap(({ canonicalId, externalId }) =>
      (inErp.get(canonicalId) ?? []).map((own) => [own.externalId, externalId] as const),
    ),
  );
}

export async function itemDifferences(scope: FlowScope): Promise<Compared> {
  const { erp, maintenance } = scope.systems;
  const [lists, there] = await Promise.all([
    Promise.all(scope.companyCodes.map(async (code) => ({ code, own: await erp.reviews.items(code) }))),
    maintenance.checks.parts(),
  ]);
  const items = new Map<number, MasterItem & { readonly company: string }>();
  for (const { code, own } of lists)
    for (const item of own) if (!items.has(item.id)) items.set(item.id, { ...item, company: code });
  const parts = new Map(there.map((part) => [part.number, part]));
  const byNumber = byKey([...items.values()], ({ number }) => number);
  const differences: Difference[] = [];
  const found: FoundException[] = [];
  for (const [number, [item, ...others]] of byNumber) {
    if (!item) continue;
    const base = {
      object: 'ITEM',
      record: number,
      company: item.company,
      called: `${number} ${item.name}`,
    } as const;
    const part = parts.get(number);
    if (others.length > 0) found.push(severalItems(base, [item, ...others]));
    else if (!part) differences.push({ ...base, as: null, state: 'missing' });
    else if (part.name !== item.name) differences.push({ ...base, as: part.key, state: stateOf(part) });
  }
  return { records: items.size, differences, found };
}

type Base = Pick<Difference, 'object' | 'record' | 'company' | 'called'>;

function copyGone(base: Base, key: string): FoundException {
  const message = `Maintenance no longer lists vendor ${key}, which was "${base.called}": it was archived or deleted there; restore it, or match another one with matchExternalId`;
  const records = [{ system: 'maintenance', kind: 'VENDOR', id: key, label: base.called }];
  return notPublished('COPY_GONE', base, message, { records });
}

function severalVendors(base: Base, namesakes: readonly MasterVendor[]): FoundException {
  const ids = namesakes.map(({ id }) => id).join(', ');
  const message = `The ERP has several vendors called "${base.called}" (${ids}), which maintenance could not tell apart; merge or rename them, or publish each as its own copy (publishMasterData with "as")`;
  const records = namesakes.map(({ id, name }) => ({
    ...{ system: 'odoo', kind: 'VENDOR', id: String(id), label: name },
  }));
  return notPublished('AMBIGUOUS', base, message, { records });
}

function severalAlike(base: Base, alike: readonly KeptRecord[]): FoundException {
  const keys = alike.map(({ key, name }) => `${key} "${name ?? ''}"`).join(', ');
  const message = `Maintenance has several vendors like "${base.called}" (${keys}); archive those that are too many, or publish it as one of them (publishMasterData with "as")`;
  const records = alike.map(({ key, name }) => ({
    system: 'maintenance',
    kind: 'VENDOR',
    id: key,
    label: name,
  }));
  return notPublished('AMBIGUOUS', base, message, { records });
}

function severalItems(base: Base, items: readonly MasterItem[]): FoundException {
  const message = `The ERP has several stocked items "${base.record}" (${items.map(({ id }) => id).join(', ')}); give each a reference of its own`;
  const records = items.map(({ id, name }) => ({
    system: 'odoo',
    kind: 'ITEM',
    id: String(id),
    label: name,
  }));
  return notPublished('AMBIGUOUS', base, message, { records });
}
