/** Values of schedule files, read strictly; what cannot be read is reported and left out. */
import { decimal, ZERO, ONE, type Big, type DecimalString } from '../../kit/decimal.js';
import type { Day } from '../model.js';
import type { ReportBuilder } from './report.js';

const MOMENT = /^(\d{4})-(\d{2})-(\d{2})([ T]\d{2}:\d{2}(:\d{2})?(\.\d+)?(Z|[+-]\d{2}:\d{2})?)?$/;
const NUMBER = /^-?\d+([.,]\d+)?(e[+-]?\d+)?$/i;

export interface ValueReader {
  day(line: number, field: string, text: string | undefined): Day | null;
  number(line: number, field: string, text: string | undefined): DecimalString | null;
}

/** @param table name the problems are reported under */
export function createValueReader(table: string, report: ReportBuilder): ValueReader {
  return {
    day(line, field, text) {
      if (text === undefined || text === '') return null;
      const day = toDay(text);
      if (day === null) report.bad(line, table, `${field} "${text.slice(0, 40)}" is no date; it is left out`);
      return day;
    },
    number(line, field, text) {
      if (text === undefined || text === '') return null;
      // P6 writes numbers in the locale of the exporting machine: a comma can be the decimal mark.
      if (NUMBER.test(text)) return decimal(text.replace(',', '.')).toFixed();
      report.bad(line, table, `${field} "${text.slice(0, 40)}" is no number; it is left out`);
      return null;
    },
  };
}

/** The calendar day of local time as written. null when there is no such day. */
function toDay(text: string): Day | null {
  const [, year = '', month = '', date = ''] = MOMENT.exec(text) ?? [];
  if (year === '') return null;
  const day = `${year}-${month}-${date}`;
  const moment = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day) ? day : null;
}

export function toBig(text: DecimalString | null): Big {
  return decimal(text ?? '0');
}

/** A fraction of two amounts, 0 to 1, six decimals. */
export function fraction(part: Big, whole: Big): DecimalString {
  if (whole.eq(ZERO)) return '0';
  const value = part.div(whole);
  if (value.lt(ZERO)) return '0';
  return value.gt(ONE) ? '1' : decimal(value.toFixed(6, 1)).toFixed();
}
