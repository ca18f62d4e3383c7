/**
 * GAEB DA XML 3.x bills of quantities (X83 tender, X84 bid, X86 contract), streamed. Local names only, since the
 * namespace carries phase and version (…/DA86/3.3). DTDs and their entities are refused.
 * Format: https://www.gaeb.de/de/service/downloads/gaeb-datenaustausch/
 */
import { SaxesParser } from 'saxes';
import { sum, type Big } from '../../kit/decimal.js';
import { FileRefused, type RowProblem } from '../../kit/files/report.js';
import { checkTotal, readItem } from './bid-table.js';
import type { BidReading, FileItem } from './report.js';
import { readText } from './text.js';

const PHASES: Readonly<Record<string, 'TENDER' | 'BID' | 'CONTRACT'>> = {
  '83': 'TENDER',
  '84': 'BID',
  '86': 'CONTRACT',
};

interface OpenItem {
  readonly ordinal: string;
  /** An optional (Provis) or alternative item: offered, but not part of the total. */
  optional: boolean;
  lumpSum: boolean;
  readonly texts: Map<string, string>;
}

interface Reading {
  readonly path: string[];
  /** Ordinal parts of the open categories. */
  readonly parts: string[];
  readonly facts: Map<string, string>;
  readonly items: FileItem[];
  readonly problems: RowProblem[];
  item: OpenItem | undefined;
  phase: string | undefined;
  changeOrder: boolean;
  text: string;
}

export function readGaeb(bytes: Uint8Array): BidReading {
  const { text, problems } = readText(bytes);
  const reading: Reading = {
    path: [],
    parts: [],
    facts: new Map(),
    items: [],
    problems,
    item: undefined,
    phase: undefined,
    changeOrder: false,
    text: '',
  };
  parseInto(reading, text);
  if (reading.phase === undefined)
    throw new FileRefused('is not GAEB DA XML of phase 83, 84 or 86; export it again in one of these');
  return finish(reading, PHASES[reading.phase] ?? 'TENDER');
}

function parseInto(reading: Reading, text: string): void {
  const parser = new SaxesParser({ xmlns: true });
  parser.on('doctype', () => {
    throw new FileRefused('has a DTD, which is refused; export it again without one');
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => open(reading, tag.local, tag.uri, (name) => tag.attributes[name]?.value));
  parser.on('text', (part) => (reading.text += part));
  parser.on('cdata', (part) => (reading.text += part));
  parser.on('closetag', (tag) => close(reading, tag.local));
  try {
    parser.write(text).close();
  } catch (error) {
    if ((error as Error).name === 'FileRefused') throw error;
    // Broken XML: the items before the break are good.
    reading.problems.push({
      line: parser.line,
      table: '',
      reason: `ends the reading: ${(error as Error).message}`,
    });
  }
}

function open(reading: Reading, name: string, uri: string, attribute: (name: string) => string | undefined) {
  reading.text = '';
  if (reading.path.length === 0) {
    const phase = /\/DA(\d\d)\/3\.\d/.exec(uri)?.[1];
    if (name === 'GAEB' && phase !== undefined && phase in PHASES) reading.phase = phase;
  }
  reading.path.push(name);
  if (name === 'BoQCtgy') reading.parts.push(attribute('RNoPart') ?? '?');
  if (name === 'COInfo') reading.changeOrder = true;
  if (name !== 'Item') return;
  const own = attribute('RNoPart') ?? '';
  reading.item = {
    ordinal: own === '' ? '' : [...reading.parts, own].join('.'),
    optional: false,
    lumpSum: false,
    texts: new Map(),
  };
}

function close(reading: Reading, name: string): void {
  const { path, item } = reading;
  const text = reading.text.trim();
  path.pop();
  const parent = path.at(-1);
  if (name === 'BoQCtgy') reading.parts.pop();
  if (item && name === 'Item') closeItem(reading, item);
  else if (item && parent === 'Item') closeField(item, name, text);
  else if (item && path.includes('OutlTxt') && !path.includes('SubDescr') && text !== '')
    item.texts.set('outline', [item.texts.get('outline'), text].filter(Boolean).join(' '));
  else if (!item && text !== '') reading.facts.set(path.slice(-2).concat(name).join('/'), text);
  reading.text = '';
}

function closeField(item: OpenItem, name: string, text: string): void {
  if (name === 'LumpSumItem') item.lumpSum = text === 'Yes';
  if (name === 'Provis') item.optional = text === 'WithoutTotal';
  if (name === 'ALNSerNo') item.optional = text !== '' && text !== '0';
  if (['Qty', 'QU', 'UP', 'IT'].includes(name)) item.texts.set(name, text);
}

function closeItem(reading: Reading, item: OpenItem): void {
  const { texts, ordinal } = item;
  reading.item = undefined;
  const place = { line: null, table: `${[...reading.path, 'Item'].join('/')} ${ordinal || '(no RNoPart)'}` };
  const unitPrice = texts.get('UP') ?? null;
  const read = readItem(
    {
      place,
      item: ordinal,
      description: texts.get('outline') ?? null,
      quantity: texts.get('Qty') ?? (item.lumpSum ? '1' : null),
      unit: texts.get('QU') ?? null,
      unitPrice,
      amount: texts.get('IT') ?? null,
    },
    '.',
  );
  reading.problems.push(...read.problems);
  if (!read.item) return;
  if (item.optional) {
    reading.problems.push({ ...place, reason: 'is optional or an alternative; its price is not counted' });
    reading.items.push({ ...read.item, amount: null });
  } else reading.items.push(read.item);
}

function finish(reading: Reading, phase: 'TENDER' | 'BID' | 'CONTRACT'): BidReading {
  const { facts, items, changeOrder } = reading;
  const statedTotal = totalOf(facts.get('BoQInfo/Totals/Total'));
  const priced = items.some((item) => item.amount !== null);
  const bid = { bidder: facts.get('CTR/Address/Name1') ?? null, contract: null, items, statedTotal };
  const name = facts.get('GAEB/PrjInfo/LblPrj') ?? facts.get('BoQ/BoQInfo/LblBoQ') ?? null;
  if (items.length === 0) reading.problems.push({ line: null, table: 'GAEB/Award', reason: 'has no items' });
  return {
    bids: [bid],
    problems: [...reading.problems, ...(priced ? checkTotal(bid) : [])],
    document: {
      name,
      currency: facts.get('Award/AwardInfo/Cur') ?? facts.get('GAEB/PrjInfo/Cur') ?? null,
      awardedOn: facts.get('Award/AwardInfo/ContrDate') ?? null,
      phase,
      changeOrder,
    },
  };
}

function totalOf(text: string | undefined): Big | null {
  const read = readItem({ place: { line: null, table: '' }, item: 'total', amount: text ?? null }, '.');
  return read.item?.amount ? sum([read.item.amount]) : null;
}
