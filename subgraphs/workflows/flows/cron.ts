/** Moments of a schedule in the five fields of cron, in UTC: minute, hour, day of the month, month, day of the week. */
import { Cron as Pattern } from 'croner';

export interface Cron {
  /** The first moment after `moment`, or null when none comes. */
  next(moment: Date): Date | null;
}

/** @throws Error that names the text and what it may be */
export function parseCron(text: string): Cron {
  try {
    const pattern = new Pattern(text.trim(), { timezone: 'UTC', mode: '5-part', paused: true });
    return { next: (moment) => pattern.nextRun(moment) };
  } catch (error) {
    const why = (error as Error).message.replace(/^CronPattern: /, '');
    throw new Error(`cron "${text}" is not "minute hour day month weekday" in UTC: ${why}`, { cause: error });
  }
}

/** True for what `parseCron` takes. */
export function isCron(text: string): boolean {
  try {
    parseCron(text);
    return true;
  } catch {
    return false;
  }
}
