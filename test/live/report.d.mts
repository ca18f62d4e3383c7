export declare function countHeard(
  wanted: readonly string[],
  heard: readonly string[],
  writers: number,
): { lost: number; doubled: number; strange: number; disordered: number };
