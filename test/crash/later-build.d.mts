export declare function buildLater(directory: string, module: string, source: string): string;
