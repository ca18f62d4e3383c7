/** What every effect on our own store shares. */
import { isUpstreamError, UpstreamError } from '../../kit/errors.js';

/** A business answer of ours about our own records; trying again gives the same. */
export function refusal(message: string): UpstreamError {
  return new UpstreamError('plumbline', 'BUSINESS', message);
}

/** A database that was away may have kept what was asked, like any other system. */
export async function own<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    if (isUpstreamError(error)) throw error;
    throw new UpstreamError('plumbline', 'SERVER', (error as Error).message);
  }
}

/** The write behind a key `<write>_<step>`. */
export const writeOf = (key: string): string => key.slice(0, key.lastIndexOf('_'));

/** The key under which an effect is taken back. */
export const reversalKey = (key: string): string => `${key}_r`;
