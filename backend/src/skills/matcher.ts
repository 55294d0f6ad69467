import type { Intent, Slots } from './intent.js';
import { INTENTS } from './intents/index.js';
import { normalize, withoutCourtesies } from './normalize.js';
import { createTemplate, type Template } from './template.js';

export interface Match {
  intent: Intent;
  slots: Slots;
}

/** Longer texts are no commands; they would only cost time. */
const MAX_LENGTH_CHARS = 250;

/** An intent with its templates ready. */
export interface Row {
  intent: Intent;
  templates: readonly Template[];
  alsoSaid: readonly Template[];
}

let table: readonly Row[] | undefined;

/** The intent table, made at the first use. */
export function rows(): readonly Row[] {
  table ??= INTENTS.map((intent) => ({
    intent,
    templates: intent.templates.map(createTemplate),
    alsoSaid: (intent.alsoSaid ?? []).map(createTemplate),
  }));
  return table;
}

/** What a sentence may mean as a reply to what the assistant said last. */
export const replies = (text: string, asked: string): Generator<Match> =>
  matches(text, ({ after }) => after?.test(asked) ?? false);

/**
 * What a sentence may mean, likeliest first: without the courtesies around it, then as it stands.
 * @param among the intents to consider; by default those that need no question before them
 */
export function* matches(text: string, among = (intent: Intent) => !intent.after): Generator<Match> {
  if (text.length > MAX_LENGTH_CHARS) return;
  const whole = normalize(text);
  const core = withoutCourtesies(whole);
  for (const sentence of core === whole ? [whole] : [core, whole]) {
    if (sentence === '') continue;
    for (const row of rows()) {
      const match = among(row.intent) && matchOf(row, sentence);
      if (match) yield match;
    }
  }
}

function matchOf({ intent, templates, alsoSaid }: Row, sentence: string): Match | undefined {
  for (const template of [...templates, ...alsoSaid]) {
    const slots = template.match(sentence);
    if (slots) return { intent, slots };
  }
  return undefined;
}
