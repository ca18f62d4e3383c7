/** The fleet's own rules: how severe a breakdown is, whatever its source says, and which ones nobody is told of. */
import type { Severity } from '../model.js';
import type { BreakdownSettings } from '../settings.js';
import { compareSeverity } from '../severity.js';

/** What the rules look at. */
export interface RatedFacts {
  /** The provider's configured name, or `maintenance`. */
  readonly provider: string;
  /** Company code of the machine. */
  readonly company: string;
  readonly make: string | null;
  readonly code: string | null;
  /** As the source says it, on our scale. */
  readonly severity: Severity | null;
}

/** The first rule that fits decides; without one, the source. Null is a severity nobody said. */
export function rate({ rules }: BreakdownSettings, facts: RatedFacts): Severity | 'IGNORE' | null {
  const rule = rules.find(
    ({ provider, company, make, code }) =>
      (provider === undefined || provider === facts.provider) &&
      (company === undefined || company === facts.company) &&
      (make === undefined || make.toLowerCase() === facts.make?.toLowerCase()) &&
      (code === undefined || (facts.code !== null && matches(code, facts.code))),
  );
  return rule ? rule.severity : facts.severity;
}

/** `*` stands for any text; everything else for itself, whatever its case. */
function matches(pattern: string, code: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'i').test(code);
}

/** What an alert of a breakdown says; null when nobody is told. */
export function alertSeverity(settings: BreakdownSettings, facts: RatedFacts): Severity | null {
  const rated = rate(settings, facts);
  if (rated === 'IGNORE') return null;
  const severity = rated ?? settings.unknownSeverity;
  return compareSeverity(severity, settings.minSeverity) <= 0 ? severity : null;
}
