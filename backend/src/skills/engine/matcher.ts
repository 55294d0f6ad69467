import type { Intent, Slots } from './intent.js';
import type { SkillLanguage } from './skill-language.js';
import { createTemplate, type Template } from './template.js';

export interface Match {
  intent: Intent;
  slots: Slots;
}

/** An intent with its templates compiled. */
export interface Row {
  intent: Intent;
  templates: readonly Template[];
  alsoSaid: readonly Template[];
  alsoUnderstood: readonly Template[];
}

/** Finds the intents that a sentence may mean. */
export class Matcher {
  #rows: readonly Row[] | undefined;

  constructor(readonly language: SkillLanguage) {}

  /** The intent table, compiled on first use. */
  get rows(): readonly Row[] {
    const compile = (source: string) => createTemplate(source, this.language);
    this.#rows ??= this.language.intents.map((intent) => ({
      intent,
      templates: intent.templates.map(compile),
      alsoSaid: (intent.alsoSaid ?? []).map(compile),
      alsoUnderstood: (intent.alsoUnderstood ?? []).map(compile),
    }));
    return this.#rows;
  }

  /** Intents of a sentence as a reply to the assistant's last words. */
  replies(text: string, assistantText: string): Generator<Match> {
    return this.matches(text, ({ after }) => after?.test(assistantText) ?? false);
  }

  /**
   * Intents of a sentence, likeliest first: without its courtesies, then with them.
   * @param among the intents to consider; by default those that are neither replies nor of the page
   */
  *matches(text: string, among = (intent: Intent) => !intent.after && !intent.onPage): Generator<Match> {
    const { normalize, withoutCourtesies } = this.language;
    const whole = normalize(text);
    const core = withoutCourtesies(whole);
    for (const sentence of core === whole ? [whole] : [core, whole]) {
      if (sentence === '') continue;
      const words = new Set(sentence.split(' '));
      for (const row of this.rows) {
        const match = among(row.intent) && matchOf(row, sentence, words);
        if (match) yield match;
      }
    }
  }
}

function matchOf(row: Row, sentence: string, words: ReadonlySet<string>): Match | undefined {
  for (const templates of [row.templates, row.alsoSaid, row.alsoUnderstood]) {
    for (const template of templates) {
      const slots = template.match(sentence, words);
      if (slots) return { intent: row.intent, slots };
    }
  }
  return undefined;
}
