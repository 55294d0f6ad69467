/** @returns the text of a response; undefined if it is longer than the limit, and then no more of it is read */
export async function textUpTo(
  maxBytes: number,
  { body }: Pick<Response, 'body'>,
): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > maxBytes) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
