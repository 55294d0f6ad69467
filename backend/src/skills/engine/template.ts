import { pick, type Random } from './random.js';
import type { SkillLanguage } from './skill-language.js';
import type { Slot } from './slot.js';

type Part =
  | { kind: 'word'; word: string }
  | { kind: 'slot'; name: string; type: string; slot: Slot }
  | { kind: 'choice'; name?: string; options: readonly (readonly Part[])[] };

/**
 * A pattern of sentences that both matches and generates them.
 *
 * `(a|b)` is a choice, `[please]` may be left out, `{name:type}` is a slot (`{city}` is short for `{city:city}`), and
 * `{name=a|b}` a choice whose outcome is a slot.
 */
export interface Template {
  readonly source: string;
  readonly hasSlots: boolean;
  /**
   * @param words those of the sentence, for callers that match it with many templates
   * @returns the slots of a normalized sentence; undefined if it does not match
   */
  match(sentence: string, words?: ReadonlySet<string>): Record<string, string> | undefined;
  /** A random sentence as it is spoken. */
  sample(random: Random): string;
  /** Every sentence of a template without slots. */
  enumerate(): string[];
}

type TemplateLanguage = Pick<SkillLanguage, 'slots' | 'writeDigits'>;

/** @throws SyntaxError if the source is not a template or names a slot that the language does not have */
export function createTemplate(source: string, language: TemplateLanguage): Template {
  const parts = parse(source, language.slots);
  const pattern = new RegExp(`^${regExpOf(parts, language.writeDigits)}$`, 'u');
  const needed = wordsNeeded(parts, language.writeDigits);
  return {
    source,
    hasSlots: /\{[^=}]*\}/.test(source),
    match(sentence, words = new Set(sentence.split(' '))) {
      // Most templates are ruled out by their words, ten times as fast as by the pattern.
      if (!needed.every((anyOf) => anyOf.some((word) => words.has(word)))) return undefined;
      const found = pattern.exec(` ${sentence}`);
      if (!found) return undefined;
      const slots = Object.entries<string | undefined>(found.groups ?? {});
      return Object.fromEntries(
        slots.flatMap(([name, text]) => (text === undefined ? [] : [[name, text.trim()]])),
      );
    },
    sample: (random) => tidy(sampleOf(parts, random)),
    enumerate: () => enumerationOf(parts).map(tidy),
  };
}

function parse(source: string, slots: TemplateLanguage['slots']): readonly Part[] {
  const tokens = source.match(/\{[^}]*\}|[()[\]|]|[^\s()[\]|{}]+/g) ?? [];
  let at = 0;

  const sequence = (): Part[] => {
    const parts: Part[] = [];
    while (at < tokens.length && !/^[)\]|]$/.test(tokens[at]!)) parts.push(part());
    return parts;
  };
  const choice = (close: string): Part[][] => {
    const options = [sequence()];
    while (tokens[at] === '|') {
      at++;
      options.push(sequence());
    }
    if (tokens[at] !== close) throw new SyntaxError(`Expected "${close}" in template "${source}".`);
    at++;
    return options;
  };
  const part = (): Part => {
    const token = tokens[at++]!;
    if (token === '(') return { kind: 'choice', options: choice(')') };
    if (token === '[') return { kind: 'choice', options: [...choice(']'), []] };
    if (!token.startsWith('{')) return { kind: 'word', word: token };
    const slot = token.slice(1, -1);
    const [choiceName, options] = slot.split('=');
    if (options !== undefined)
      return { kind: 'choice', name: choiceName, options: options.split('|').map(wordsOf) };
    const [name = '', type = name] = slot.split(':');
    const kind = Object.hasOwn(slots, type) ? slots[type] : undefined;
    if (!kind) throw new SyntaxError(`Unknown slot "${type}" in template "${source}".`);
    return { kind: 'slot', name, type, slot: kind };
  };

  const parts = sequence();
  if (at < tokens.length) throw new SyntaxError(`Unexpected "${tokens[at]}" in template "${source}".`);
  return parts;
}

function wordsOf(option: string): Part[] {
  return option.split(' ').map((word) => ({ kind: 'word', word }));
}

/** Each word includes the space before it, so that an omitted part leaves no gap. Numbers are in digits. */
function regExpOf(parts: readonly Part[], writeDigits: TemplateLanguage['writeDigits']): string {
  return parts
    .map((part) => {
      if (part.kind === 'word') return ` ${writeDigits(part.word)}`;
      if (part.kind === 'slot') return ` (?<${part.name}>${part.slot.pattern})`;
      const options = part.options.map((option) => regExpOf(option, writeDigits)).join('|');
      return part.name ? `(?<${part.name}>${options})` : `(?:${options})`;
    })
    .join('');
}

/** Words of which every matching sentence has at least one of each list. */
function wordsNeeded(parts: readonly Part[], writeDigits: TemplateLanguage['writeDigits']): string[][] {
  return parts.flatMap((part) => {
    if (part.kind === 'slot') return [];
    if (part.kind === 'word') return [writeDigits(part.word).split(' ').slice(0, 1)];
    const byOption = part.options.map((option) => wordsNeeded(option, writeDigits)[0] ?? []);
    return byOption.some((words) => words.length === 0) ? [] : [byOption.flat()];
  });
}

function sampleOf(parts: readonly Part[], random: Random): string {
  return parts
    .map((part) => {
      if (part.kind === 'word') return part.word;
      if (part.kind === 'slot') return part.slot.sample(random);
      return sampleOf(pick(random, part.options), random);
    })
    .join(' ');
}

function enumerationOf(parts: readonly Part[]): string[] {
  let sentences = [''];
  for (const part of parts) {
    const endings =
      part.kind === 'word'
        ? [part.word]
        : part.kind === 'slot'
          ? [`{${part.type}}`]
          : part.options.flatMap(enumerationOf);
    sentences = sentences.flatMap((sentence) => endings.map((ending) => `${sentence} ${ending}`));
  }
  return sentences;
}

function tidy(sentence: string): string {
  return sentence.replaceAll(/\s+/g, ' ').trim();
}
