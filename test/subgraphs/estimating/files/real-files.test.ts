/** Readers on real public files; skipped, visibly, where they are absent. Sums are made apart from the readers. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Big } from 'big.js';
import { parse } from 'csv-parse/sync';
import { readBidCsv } from '../../../../subgraphs/estimating/files/bid-csv.js';
import { readBidXlsx } from '../../../../subgraphs/estimating/files/bid-xlsx.js';
import { readGaeb } from '../../../../subgraphs/estimating/files/gaeb.js';
import type { FileBid } from '../../../../subgraphs/estimating/files/report.js';
import { estimatingSettings } from '../../../../subgraphs/estimating/settings.js';

const folder = '../shared/data/estimates';
const shared = existsSync(folder);
const mapping = estimatingSettings.parse({ files: { default: { company: 'NB' } } }).files!.default;
const read = (path: string): Uint8Array => readFileSync(`${folder}/${path}`);
const totalOf = (bid: FileBid): string =>
  bid.items.reduce((total, item) => total.plus(item.amount ?? 0), new Big(0)).toFixed(2);

(shared ? describe : describe.skip)('real estimate files', () => {
  it('reads a schedule of values: 76 items, $5,761,977.21', async () => {
    const { bids, problems } = await readBidCsv(read('sov/sfdpw_1164I_items.csv'), mapping);
    expect(bids).toHaveLength(1);
    expect(bids[0]!.items).toHaveLength(76);
    expect(totalOf(bids[0]!)).toBe('5761977.21');
    expect(problems).toEqual([]);
  });

  it('reads a state letting: every row, one bid per contract and bidder', async () => {
    const rows = parse<Record<string, string>>(readFileSync(`${folder}/bidtabs/indot_2026-05-07.csv`), {
      columns: true,
    });
    const keys = new Set(rows.map((row) => `${row['ProjectID']!.trim()}|${row['Bidder Name']!.trim()}`));
    const total = rows.reduce((sum, row) => sum.plus(new Big(row['Extension']!).round(2, 1)), new Big(0));
    const { bids } = await readBidCsv(read('bidtabs/indot_2026-05-07.csv'), mapping);
    expect(bids.reduce((count, bid) => count + bid.items.length, 0)).toBe(2376);
    expect(bids).toHaveLength(keys.size);
    expect(bids.reduce((sum, bid) => sum.plus(totalOf(bid)), new Big(0)).toFixed(2)).toBe(total.toFixed(2));
  });

  it('reads bidders side by side and names the marked total', async () => {
    const reading = await readBidXlsx(read('bidtabs/pdx_PDX_2020D009.xlsx'), mapping, 100_000_000);
    expect(reading.bids.map((bid) => [bid.bidder, bid.items.length, totalOf(bid)])).toEqual([
      ['Dirt and Aggregate Interchange, Inc.', 32, '784844.00'],
      ['Kodiak Pacific Construction', 32, '787786.50'],
      ["Engineer's Estimate", 32, '868026.00'],
    ]);
    expect(reading.problems.map(({ reason }) => reason).join('\n')).toContain('"$787,786.50*"');
  });

  it('keeps amounts whose unit price was not provided, and reports each', async () => {
    const reading = await readBidXlsx(read('bidtabs/pdx_PDX_2024D045.xlsx'), mapping, 100_000_000);
    expect(reading.bids.map((bid) => [bid.bidder, totalOf(bid)])).toEqual([
      ['Acme Concrete Paving, Inc.', '1347131.50'],
      ['C.R. Contracting, LLC', '681107.10'],
      ['Pullman SST, Inc.', '945062.70'],
      ['Roger Langeliers Construction Co.', '697331.80'],
      ["Engineer's Estimate", '991760.00'],
    ]);
    expect(reading.problems.filter(({ reason }) => reason.includes('Not provided'))).toHaveLength(13);
  });

  it.each([
    ['priced.x84', 2, '1450.00', 'BID', false],
    ['contract.x86', 2, '3475.00', 'CONTRACT', false],
    ['nachtrag.x86', 4, '4575.00', 'CONTRACT', true],
    ['nonconforming.x83', 1, '0.00', 'TENDER', false],
    ['minimal.x83', 0, '0.00', 'TENDER', false],
  ] as const)('reads GAEB %s', (file, items, total, phase, changeOrder) => {
    const reading = readGaeb(read(`gaeb/${file}`));
    expect(reading.bids[0]!.items).toHaveLength(items);
    expect(totalOf(reading.bids[0]!)).toBe(total);
    expect(reading.document).toMatchObject({ phase, changeOrder });
  });

  it('reads an unpriced GAEB bill of quantities with the item quantity, not the sub-description', () => {
    const text = readFileSync(`${folder}/gaeb/boq.x83`, 'utf8');
    const reading = readGaeb(read('gaeb/boq.x83'));
    expect(reading.bids[0]!.items).toHaveLength(text.split('<Item ').length - 1);
    expect(reading.bids[0]!.items[0]).toMatchObject({
      number: '01.02.0010',
      description: 'Boden loesen',
      unit: 'm3',
    });
    expect(reading.bids[0]!.items[0]!.quantity?.toFixed()).toBe('100');
  });
});
