/**
 * @returns the text with a mark in place of each character that is not visible, because a terminal may carry it out as a command,
 * such as to move the cursor. Lines and tabs stay.
 */
export const printable = (text: string): string => text.replace(/[^\P{C}\n\t]/gu, '\uFFFD');
