/** Epoch milliseconds with fractions, which never go back. */
export type Clock = () => number;

export const systemClock: Clock = () => performance.timeOrigin + performance.now();
