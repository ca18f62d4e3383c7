/** One line per event: time, level, text. Nothing that is logged carries a secret or a token. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export function createLog(write: (line: string) => void, now: () => Date = () => new Date()): Log {
  const line = (level: string) => (message: string) => write(`${now().toISOString()} ${level} ${message}`);
  return { info: line('info '), warn: line('warn '), error: line('error') };
}
