// Types of setup.mjs for the TypeScript that runs after it.
export declare const toolNode: string;
export declare function setup(): Promise<void>;
export declare function npm(args: readonly string[], cwd: string): Promise<void>;
