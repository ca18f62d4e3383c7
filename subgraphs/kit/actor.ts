/**
 * Who asks. The gateway turns a token into an Actor; every subgraph receives it with the request and answers
 * nothing about a company or project outside it.
 */
export type Role = 'analyst' | 'field' | 'admin' | 'integration';

export interface Actor {
  readonly id: string;
  readonly roles: readonly Role[];
  /** Company codes the actor may see; `'*'` means every company. */
  readonly companies: readonly string[] | '*';
  /** Project numbers the actor may see; `'*'` means every project of its companies. */
  readonly projects: readonly string[] | '*';
}

export function seesCompany(actor: Actor, company: string): boolean {
  return actor.companies === '*' || actor.companies.includes(company);
}

export function seesProject(actor: Actor, company: string, number: string): boolean {
  return seesCompany(actor, company) && (actor.projects === '*' || actor.projects.includes(number));
}

/** Who asks for what Plumbline does by itself. */
export const OWN_NAME = 'plumbline';

/** A name that only Plumbline asks by; nobody may come in under it. */
export const isOwnName = (id: string): boolean => id === OWN_NAME || id.startsWith('flow:');
