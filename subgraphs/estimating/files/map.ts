/** Pure: what a reader found + the firm's mapping → estimates of the model. */
import { moneyText, type Big } from '../../kit/decimal.js';
import type { BidItemModel, EstimateDetail, EstimateHeader } from '../model.js';
import type { FileMapping } from '../settings.js';
import type { BidReading, FileBid, FileItem } from './report.js';

export interface FileEstimate {
  readonly header: EstimateHeader;
  readonly detail: EstimateDetail;
}

/** @param stamp fingerprint of the bytes; a changed file gets new details */
export function toEstimates(
  name: string,
  reading: BidReading,
  mapping: FileMapping,
  stamp: string,
): FileEstimate[] {
  const several = reading.bids.length > 1;
  return reading.bids.map((bid) => ({
    header: toHeader(name, bid, reading, mapping, several, stamp),
    detail: { bidItems: bid.items.map((item, i) => toBidItem(name, bid, item, i)), hasCosts: false },
  }));
}

function toHeader(
  name: string,
  bid: FileBid,
  { document }: BidReading,
  mapping: FileMapping,
  several: boolean,
  stamp: string,
): EstimateHeader {
  const base = mapping.number ?? bid.contract ?? name.replace(/\.[^.]+$/, '');
  const changeOrder = document?.changeOrder ?? false;
  const status = mapping.status ?? (document?.phase === 'CONTRACT' ? 'AWARDED' : 'SUBMITTED');
  return {
    id: bidId(name, bid),
    // Several bidders bid on one number: each bid is an estimate of its own.
    number: several && bid.bidder !== null ? `${base} / ${bid.bidder}` : base,
    revision: mapping.revision,
    name: document?.name ?? bid.bidder,
    // A contract with change orders is not the original award; the firm can still say so in its mapping.
    status: changeOrder && mapping.status === undefined ? null : status,
    awardedOn: mapping.awardedOn ?? document?.awardedOn ?? null,
    currency: mapping.currency ?? document?.currency ?? null,
    source: changeOrder ? `File ${name} (contract with change orders)` : `File ${name}`,
    company: mapping.company,
    job: mapping.job ?? null,
    modified: stamp,
  };
}

function bidId(name: string, { bidder, contract }: FileBid): string {
  return `files:${[name, contract, bidder].map((part) => encodeURIComponent(part ?? '')).join('/')}`;
}

function toBidItem(name: string, bid: FileBid, item: FileItem, index: number): BidItemModel {
  return {
    id: `${bidId(name, bid)}/${index + 1}`,
    number: item.number,
    description: item.description,
    quantity: plain(item.quantity),
    unit: item.unit,
    unitPrice: plain(item.unitPrice),
    amount: item.amount ? moneyText(item.amount) : null,
    costLines: [],
  };
}

function plain(value: Big | null): string | null {
  return value ? value.toFixed() : null;
}
