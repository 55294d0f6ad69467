/** Whether a text has anything to speak. Vendors refuse a text without words, or turn it into noise. */
export const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
