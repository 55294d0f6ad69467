/**
 * @returns the text with a mark in place of what is no visible character: a terminal could take it for an order, such as to move
 * the cursor. Lines and tabs stay.
 */
export const printable = (text: string): string => text.replace(/[^\P{C}\n\t]/gu, '\uFFFD');
