import { createHash } from 'node:crypto';
import { COMMAND_VERBS, POLITE_OPENINGS } from '../language/en/courtesies.js';
import { SAID_WHILE_DICTATING } from '../language/en/dictation/said.js';
import type { Row } from './engine/matcher.js';
import { pick, seededRandom, type Random } from './engine/random.js';
import type { Template } from './engine/template.js';
import { englishMatcher } from './english.js';

/** A sentence without slots is repeated this often, to balance the samples of the others. */
const PLAIN_WEIGHT = 4;
/** Repeating its variants gives a template at most this many sentences. */
const MAX_PLAIN = 40;
const DEFAULT_SAMPLES = 24;
/** Factor on the samples of rare sentences. */
const RARITY = 0.2;

/**
 * Multiplies the sentences in the language model. With 1, numbers and units have so few samples that the recogniser
 * hears "and ten miles" for "are in ten miles": of 30 spoken fixtures 22 were exact, with 4 24, with 8 26 (decoder
 * alone, everything else equal). The turn-taking recordings show no difference between 4 and 8: 43 and 42 of 56 were exact.
 */
const DENSITY = 8;

/** Share of sentences with courtesies. A guess. */
const POLITENESS = 0.1;

export interface DomainSentence {
  intent: string;
  sentence: string;
}

/**
 * Sentences for the skills and the commands of dictation, as training text of the speech recogniser's language model: lower
 * case, every word spelt out, no punctuation. Frequent sentences are repeated. The result is the same on every machine.
 */
export function domainSentences(): string[] {
  return [...labelledDomainSentences(DENSITY).map(({ sentence }) => sentence), ...SAID_WHILE_DICTATING];
}

/** The sentences at density 1, cached because several callers need them. */
let densityOneSentences: DomainSentence[] | undefined;

/** The same with each sentence's intent. `density` multiplies their number. */
export function labelledDomainSentences(density = 1): readonly DomainSentence[] {
  if (density === 1) return (densityOneSentences ??= sentencesOf(englishMatcher.rows, density));
  return sentencesOf(englishMatcher.rows, density);
}

/** The sentences of some intents. They do not depend on the other intents. */
export function sentencesOf(table: readonly Row[], density: number): DomainSentence[] {
  return table.flatMap(({ intent, templates, alsoSaid }) => {
    const samples = intent.samples ?? DEFAULT_SAMPLES;
    const sentences = [
      ...templates.flatMap((template) => said(template, density, samples, PLAIN_WEIGHT)),
      ...alsoSaid.flatMap((template) => said(template, density, samples * RARITY, 1)),
    ];
    return sentences.map((sentence) => ({ intent: intent.name, sentence }));
  });
}

/** Samples of a template with slots, or every sentence of one without, up to `weight` times. */
function said(template: Template, density: number, samples: number, weight: number): string[] {
  // Each template has its own seed, so that a change of one does not affect the samples of the others.
  const random = seededRandom(seedOf(template.source));
  const draw = () => polite(template.sample(random), random);
  if (template.hasSlots) return Array.from({ length: Math.ceil(density * samples) }, draw);
  const sentences = template.enumerate();
  const times = density * Math.max(1, Math.min(weight, Math.round(MAX_PLAIN / sentences.length)));
  return sentences.flatMap((sentence) => Array.from({ length: times }, () => polite(sentence, random)));
}

/** The seed is arbitrary, because a seed chosen by its score would overfit the recordings. */
function seedOf(source: string): number {
  return createHash('sha1').update(source).digest().readUInt32LE();
}

function polite(sentence: string, random: Random): string {
  const command = COMMAND_VERBS.has(sentence.split(' ', 1)[0]!);
  if (!command || random() >= POLITENESS) return sentence;
  return random() < 0.25 ? `${sentence} please` : `${pick(random, POLITE_OPENINGS)} ${sentence}`;
}
