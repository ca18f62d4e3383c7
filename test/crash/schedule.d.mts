export interface Point {
  readonly write: string;
  readonly step: string;
  readonly moment: string;
  readonly call?: string | null;
}
export declare const START_UP: Point;
export declare function nameOf(point: Point): string;
export declare function createSchedule(
  cells: readonly Point[],
  random: () => number,
): { next(): Point; miss(point: Point): void };
export declare function mayDieStarting(run: {
  readonly kills: number;
  readonly wanted: number;
  readonly cells: readonly Point[];
  readonly deaths: ReadonlyMap<string, number>;
}): boolean;
