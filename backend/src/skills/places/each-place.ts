/**
 * Answers a question about one place or about several, `Dubai and London`, so that none is left out.
 * @param answerOne returns undefined for an unknown place
 * @returns undefined if no place is known
 */
export async function answerEach(
  places: string,
  answerOne: (place: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  const whole = await answerOne(places);
  const parts = places.split(/ and (?:in |of )?/);
  if (whole !== undefined || parts.length === 1) return whole;
  const answers = await Promise.all(parts.map(answerOne));
  const known = answers.filter((answer) => answer !== undefined);
  if (known.length === 0) return undefined;
  if (known.length < parts.length) return "I don't know all of these places. Ask me for one at a time.";
  return known.join(' ');
}
