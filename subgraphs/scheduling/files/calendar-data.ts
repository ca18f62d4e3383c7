/**
 * Work week and holidays out of P6's calendar text (`clndr_data`): nested nodes `(0||name(parameters)(children))`.
 * Days of the week are 1 = Sunday; exceptions name a day as `d|<days since 1899-12-30>`; a day without work times
 * (`s|08:00|f|17:00`) is not worked.
 */
import type { WorkCalendar } from '../model.js';

interface CalendarNode {
  readonly name: string;
  readonly parameters: string;
  readonly children: readonly CalendarNode[];
}

const EPOCH_MS = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;
const MOST_DEPTH = 12;

/** Throws a RangeError that says where the text cannot be read. */
export function parseCalendarData(text: string): WorkCalendar {
  const root = createParser(text)();
  const nodesOf = (name: string): readonly CalendarNode[] =>
    root.children.find((node) => node.name === name)?.children ?? [];
  const workWeek = nodesOf('DaysOfWeek')
    .filter((day) => day.children.length > 0)
    .map((day) => Number(day.name) - 1)
    .filter((day) => day >= 0 && day <= 6)
    .sort();
  if (workWeek.length === 0) throw new RangeError('the calendar has no working day');
  const holidays = nodesOf('Exceptions')
    .filter((exception) => exception.children.length === 0)
    .flatMap((exception) => /d\|(\d+)/.exec(exception.parameters)?.[1] ?? [])
    .map((serial) => new Date(EPOCH_MS + Number(serial) * DAY_MS))
    .filter((day) => workWeek.includes(day.getUTCDay()))
    .map((day) => day.toISOString().slice(0, 10));
  return { workWeek, holidays: [...new Set(holidays)].sort() };
}

function createParser(text: string): () => CalendarNode {
  let at = 0;
  const skipSpace = (): void => {
    while (at < text.length && /\s/.test(text.charAt(at))) at += 1;
  };
  const nextIs = (token: string): boolean => {
    skipSpace();
    return text.startsWith(token, at);
  };
  const expect = (token: string): void => {
    if (!nextIs(token)) throw new RangeError(`the calendar text cannot be read at character ${at + 1}`);
    at += token.length;
  };
  const until = (stop: string): string => {
    const end = text.indexOf(stop, at);
    if (end < 0) throw new RangeError(`the calendar text is cut off after character ${at}`);
    const part = text.slice(at, end);
    at = end;
    return part.trim();
  };
  const readNode = (depth: number): CalendarNode => {
    if (depth > MOST_DEPTH) throw new RangeError('the calendar text is nested too deeply');
    expect('(');
    until('||');
    expect('||');
    const name = until('(');
    expect('(');
    const parameters = until(')');
    expect(')');
    expect('(');
    const children: CalendarNode[] = [];
    while (nextIs('(')) children.push(readNode(depth + 1));
    expect(')');
    expect(')');
    return { name, parameters, children };
  };
  return () => readNode(0);
}
