import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { sum } from '../../../../subgraphs/kit/decimal.js';
import { estimatingSettings, type FileMapping } from '../../../../subgraphs/estimating/settings.js';
import { readBidCsv } from '../../../../subgraphs/estimating/files/bid-csv.js';
import { readBidXlsx } from '../../../../subgraphs/estimating/files/bid-xlsx.js';
import { readGaeb } from '../../../../subgraphs/estimating/files/gaeb.js';
import { readNumber } from '../../../../subgraphs/estimating/files/numbers.js';
import { toEstimates } from '../../../../subgraphs/estimating/files/map.js';
import type { FileBid } from '../../../../subgraphs/estimating/files/report.js';

const mapping: FileMapping = estimatingSettings.parse({ files: { default: { company: 'NB' } } }).files!
  .default;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const totalOf = (bid: FileBid): string => sum(bid.items.flatMap((item) => item.amount ?? [])).toFixed(2);

describe('numbers as people type them', () => {
  it.each([
    ['$787,786.50*', '787786.5'],
    ['1.234,50 €', '1234.5'],
    ['1 234,5', '1234.5'],
    ['(12.00)', '-12'],
    ['1,234', '1234'],
    ['0,5', '0.5'],
    ['12-', '-12'],
  ])('%s is %s', (text, value) => {
    const read = readNumber(text);
    expect(read.kind === 'NUMBER' && read.value.toFixed()).toBe(value);
  });
  it.each(['Not provided', '1,23,4.5', '1e5', '$', '--'])('%s is no number', (text) => {
    expect(readNumber(text).kind).toBe('BAD');
  });
  it('takes the separator it is told', () => {
    const read = readNumber('1.234', ',');
    expect(read.kind === 'NUMBER' && read.value.toFixed()).toBe('1234');
  });
});

describe('bid-item CSV', () => {
  it('keeps good rows and reports each bad one by line', async () => {
    const text = [
      '\uFEFFItem No.;Description;Qty;Unit;Unit Price;Extension;Bidder',
      '0100;"Excavation; common";10;m3;"12,50";125,00;Alpha',
      '0100;Excavation;10;m3;13,00;999,00;Beta',
      '0200;Pipe;abc;m;1,00;;Alpha',
      ';no number;1;m;1,00;1,00;Alpha',
      '0300;short;1',
      '0400;Mulch;2;t;3,0049;6,01;Alpha',
    ].join('\r\n');
    const { bids, problems } = await readBidCsv(bytes(text), mapping);
    expect(bids.map((bid) => [bid.bidder, bid.items.length, totalOf(bid)])).toEqual([
      ['Alpha', 2, '131.01'],
      ['Beta', 1, '999.00'],
    ]);
    const byLine = [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
    expect(byLine).toEqual([
      { line: 3, table: '', reason: 'extension 999 is not quantity × unit price = 130.00' },
      { line: 4, table: '', reason: 'quantity "abc" is not a number' },
      { line: 5, table: '', reason: 'the item number is empty' },
      { line: 6, table: '', reason: 'has 3 columns, the header has 7' },
    ]);
  });

  it('keeps what came before an unclosed quote', async () => {
    const { bids, problems } = await readBidCsv(bytes('item,quantity,unit price\n1,2,3\n2,"4,5\n'), mapping);
    expect(bids[0]!.items).toHaveLength(1);
    expect(problems[0]!.reason).toContain('ends the reading');
  });

  it('reads Windows-1252 with a note', async () => {
    const text = Buffer.from('item,description,quantity,unit price\n1,B\xf6schung,2,3\n', 'latin1');
    const { bids, problems } = await readBidCsv(text, mapping);
    expect(bids[0]!.items[0]!.description).toBe('Böschung');
    expect(problems[0]!.reason).toContain('Windows-1252');
  });

  it('refuses a file without a header', async () => {
    await expect(readBidCsv(bytes('a,b\n1,2\n'), mapping)).rejects.toThrow('has no header');
  });
});

const gaeb = (phase: string, award: string, head = ''): Uint8Array =>
  bytes(`<?xml version="1.0"?>${head}<GAEB xmlns="http://www.gaeb.de/GAEB_DA_XML/DA${phase}/3.3">
    <PrjInfo><LblPrj>Depot</LblPrj></PrjInfo><Award><AwardInfo><Cur>EUR</Cur>${award}</AwardInfo><BoQ>
    <BoQInfo><Totals><Total>31.00</Total></Totals></BoQInfo><BoQBody><BoQCtgy RNoPart="01"><BoQBody><Itemlist>
    <Item RNoPart="0010"><Qty>2</Qty><QU>m</QU><UP>10.50</UP><IT>21.00</IT><Description><CompleteText><OutlineText>
    <OutlTxt><TextOutlTxt><p><span>Kerb</span></p></TextOutlTxt></OutlTxt></OutlineText></CompleteText></Description>
    <SubDescr><Qty>999</Qty></SubDescr></Item>
    <Item RNoPart="0020"><LumpSumItem>Yes</LumpSumItem><QU>psch</QU><UP>10.00</UP></Item>
    <Item RNoPart="0030"><Provis>WithoutTotal</Provis><Qty>1</Qty><UP>5.00</UP><IT>5.00</IT></Item>
    <Item><Qty>1</Qty></Item>
    </Itemlist></BoQBody></BoQCtgy></BoQBody></BoQ></Award></GAEB>`);

describe('GAEB DA XML', () => {
  it('reads ordinals, lump sums and optional items, and checks the stated total', () => {
    const { bids, problems, document } = readGaeb(gaeb('86', '<ContrDate>2026-06-15</ContrDate>'));
    expect(bids[0]!.items.map((item) => [item.number, item.description, item.amount?.toFixed(2)])).toEqual([
      ['01.0010', 'Kerb', '21.00'],
      ['01.0020', null, '10.00'],
      ['01.0030', null, undefined],
    ]);
    expect(bids[0]!.items[0]!.quantity?.toFixed()).toBe('2');
    expect(problems.map(({ reason }) => reason)).toEqual([
      'is optional or an alternative; its price is not counted',
      'the item number is empty',
    ]);
    expect(document).toMatchObject({ phase: 'CONTRACT', awardedOn: '2026-06-15', changeOrder: false });
  });

  it('never takes a contract with change orders for an award', () => {
    const reading = readGaeb(gaeb('86', '<COInfo><CONo>1</CONo></COInfo>'));
    expect(toEstimates('co.x86', reading, mapping, 's')[0]!.header.status).toBeNull();
    const plain = readGaeb(gaeb('86', ''));
    expect(toEstimates('plain.x86', plain, mapping, 's')[0]!.header.status).toBe('AWARDED');
  });

  it('refuses a DTD, so that entities cannot explode', () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>';
    expect(() => readGaeb(gaeb('83', '&b;', bomb))).toThrow('has a DTD');
  });

  it('keeps the items before broken XML', () => {
    const whole = new TextDecoder().decode(gaeb('84', ''));
    const { bids, problems } = readGaeb(bytes(whole.slice(0, whole.indexOf('<Item RNoPart="0030"') + 15)));
    expect(bids[0]!.items).toHaveLength(2);
    expect(problems.some(({ reason }) => reason.startsWith('ends the reading'))).toBe(true);
  });

  it('refuses other XML', () => {
    expect(() => readGaeb(bytes('<a/>'))).toThrow('is not GAEB');
  });
});

describe('XLSX', () => {
  it('refuses a zip bomb whatever size it declares', async () => {
    await expect(readBidXlsx(zipOf(Buffer.alloc(5_000_000)), mapping, 1_000_000)).rejects.toThrow('limit');
  });
  it('refuses bytes that are no zip', async () => {
    await expect(readBidXlsx(bytes('hello'), mapping, 1_000_000)).rejects.toThrow('not a complete XLSX');
  });
});

/** A zip of one entry that declares an unpacked size of 10. */
function zipOf(content: Buffer): Buffer {
  const data = deflateRawSync(content);
  const local = Buffer.alloc(31);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(1, 26);
  const central = Buffer.alloc(47);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(data.length, 20);
  central.writeUInt32LE(10, 24);
  central.writeUInt16LE(1, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + data.length, 16);
  return Buffer.concat([local, data, central, end]);
}
