/** Whether a text has anything to speak. Vendors refuse a text without words, or make a noise of it. */
export const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
