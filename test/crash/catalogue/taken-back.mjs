/** What a reversal left of a write. */

/** The write was taken back. */
export const isBack = ({ reversal }) => reversal?.status === 'SUCCEEDED';

/** No write after it has the same record. @param sameOf { hand, input } → true for a write about the record */
export const isLastOf = (one, asked, sameOf) =>
  !asked.slice(asked.indexOf(one) + 1).some((later) => later.hand !== undefined && sameOf(later));
