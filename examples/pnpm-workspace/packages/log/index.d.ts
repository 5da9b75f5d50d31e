export declare const log: (text: string) => void
