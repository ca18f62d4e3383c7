/** One job's records are one analytic account's in one company: `<account>|<company>`. */
export const jobKey = (accountId: number | null, companyId: number | null): string =>
  `${accountId ?? 0}|${companyId ?? 0}`;
