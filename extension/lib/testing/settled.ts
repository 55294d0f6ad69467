/** Waits until the callbacks of all settled promises have run. */
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
