/** Nothing that could be spoken: vendors refuse it, or make a noise of it. */
export const isWordless = (text: string): boolean => !/[\p{L}\p{N}]/u.test(text);
