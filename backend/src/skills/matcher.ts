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

let table: readonly (readonly [Intent, readonly Template[]])[] | undefined;

/** The intent table with its templates ready, made at the first use. */
export function templates(): readonly (readonly [Intent, readonly Template[]])[] {
  table ??= INTENTS.map((intent) => [intent, intent.templates.map(createTemplate)]);
  return table;
}

/** What a sentence may mean, likeliest first: without the courtesies around it, then as it stands. */
export function* matches(text: string): Generator<Match> {
  if (text.length > MAX_LENGTH_CHARS) return;
  const whole = normalize(text);
  const core = withoutCourtesies(whole);
  for (const sentence of core === whole ? [whole] : [core, whole]) yield* matchesOf(sentence);
}

function* matchesOf(sentence: string): Generator<Match> {
  if (sentence === '') return;
  for (const [intent, variants] of templates()) {
    for (const template of variants) {
      const slots = template.match(sentence);
      if (!slots) continue;
      yield { intent, slots };
      break;
    }
  }
}
