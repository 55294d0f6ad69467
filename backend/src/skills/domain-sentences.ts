import { createHash } from 'node:crypto';
import { COMMAND_VERBS, POLITE_OPENINGS } from '../language/en/courtesies.js';
import type { Row } from './engine/matcher.js';
import { pick, seededRandom, type Random } from './engine/random.js';
import type { Template } from './engine/template.js';
import { englishMatcher } from './english.js';

/** How often a sentence without slots is repeated: it counts as that many, against the samples of the others. */
const PLAIN_WEIGHT = 4;
/** A template of many variants takes no more room than this by repeating them. */
const MAX_PLAIN = 40;
const DEFAULT_SAMPLES = 24;
/** What is said rarely is sampled so many times as often. */
const RARITY = 0.2;

/**
 * How many times as many sentences the language model gets. With one time, numbers and units are so thinly sampled that
 * the recogniser takes "are in ten miles" for "and ten miles": of 30 spoken fixtures 22 were exact, with four times
 * 24, with eight 26 (decoder alone, all else equal). The turn-taking recordings do not tell four from eight: 43 and 42
 * of 56 were exact.
 */
const DENSITY = 8;

/** How often people are polite to a machine. A guess. */
const POLITENESS = 0.1;

export interface DomainSentence {
  intent: string;
  sentence: string;
}

/**
 * What users say to the skills, as the speech recogniser's language model learns it: lower case, every word spelt
 * out, no punctuation. A sentence stands more than once where it is said more often. The same on every machine.
 */
export function domainSentences(): string[] {
  return labelledDomainSentences(DENSITY).map(({ sentence }) => sentence);
}

/** Those with one time as many, which more than one needs. */
let thin: DomainSentence[] | undefined;

/** The same with the intent that each sentence was made from, as many times as many as `density` says. */
export function labelledDomainSentences(density = 1): readonly DomainSentence[] {
  if (density === 1) return (thin ??= sentencesOf(englishMatcher.rows, density));
  return sentencesOf(englishMatcher.rows, density);
}

/** What is said of a part of the intent table: the same, whatever else there is in it. */
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

/** Samples of a template with slots; of one without, every sentence, `weight` times or as often as there is room. */
function said(template: Template, density: number, samples: number, weight: number): string[] {
  // Each template has its own seed, so that adding or changing one leaves the samples of the others as they were.
  const random = seededRandom(seedOf(template.source));
  const draw = () => polite(template.sample(random), random);
  if (template.hasSlots) return Array.from({ length: Math.ceil(density * samples) }, draw);
  const sentences = template.enumerate();
  const times = density * Math.max(1, Math.min(weight, Math.round(MAX_PLAIN / sentences.length)));
  return sentences.flatMap((sentence) => Array.from({ length: times }, () => polite(sentence, random)));
}

/** Nothing chooses it: a seed that was chosen by its score would fit the recordings that it was scored on. */
function seedOf(source: string): number {
  return createHash('sha1').update(source).digest().readUInt32LE();
}

function polite(sentence: string, random: Random): string {
  const command = COMMAND_VERBS.has(sentence.split(' ', 1)[0]!);
  if (!command || random() >= POLITENESS) return sentence;
  return random() < 0.25 ? `${sentence} please` : `${pick(random, POLITE_OPENINGS)} ${sentence}`;
}
