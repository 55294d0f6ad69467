/** Words of a page. Unquoted they could pass for a question of the assistant's, which the user's next words answer. */
export const quoted = (text: string): string => `"${text.replaceAll('"', "'")}"`;
