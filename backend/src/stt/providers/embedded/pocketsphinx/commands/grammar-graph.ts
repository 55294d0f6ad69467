/** A grammar as states and steps between them, made for PocketSphinx without the parser of JSGF, which loses memory. */
import type { Pointer, PocketSphinx } from '../library.ts';

/** PocketSphinx's default of -logbase. */
const LOG_BASE = 1.0001;

interface Node {
  /** What all phrases through it weigh. */
  weight: number;
  /** What the phrases weigh that end here. */
  endWeight: number;
  next: Map<string, Node>;
}

export interface Phrase {
  words: readonly string[];
  /** Its share among the phrases between the same two states. */
  weight: number;
}

/** Collects phrases between states; phrases with the same beginning share it. */
export class GrammarGraph {
  static readonly START = 0;
  static readonly FINAL = 1;
  #states = 2;
  readonly #steps: { from: number; to: number; probability: number; word?: string }[] = [];

  /** @returns the number of a new state */
  addState(): number {
    return this.#states++;
  }

  /** Goes from one state to another without a word. @param probability among all that leaves `from` */
  addEmpty(from: number, to: number, probability: number): void {
    if (probability > 0) this.#steps.push({ from, to, probability });
  }

  /** Goes from one state to another by one of the phrases. @param probability of all of them together */
  addPhrases(from: number, to: number, phrases: readonly Phrase[], probability: number): void {
    const root = treeOf(phrases);
    if (root.weight > 0 && probability > 0) this.#addSteps(root, from, to, probability / root.weight);
  }

  /** @throws Error if PocketSphinx refuses the grammar, for example because a word has no pronunciation */
  use(sphinx: PocketSphinx, decoder: Pointer, name: string, languageWeight: number): void {
    const grammar = sphinx.createGrammar(name, sphinx.decoderLogMath(decoder), languageWeight, this.#states);
    try {
      sphinx.setGrammarEnds(grammar, GrammarGraph.START, GrammarGraph.FINAL);
      const numbers = new Map<string, number>();
      for (const { from, to, probability, word } of this.#steps) {
        const score = Math.round((Math.log(probability) / Math.log(LOG_BASE)) * languageWeight);
        if (word === undefined) {
          sphinx.grammarEmptyStep(grammar, from, to, score);
          continue;
        }
        if (!numbers.has(word)) numbers.set(word, sphinx.grammarWord(grammar, word));
        sphinx.grammarStep(grammar, from, to, score, numbers.get(word)!);
      }
      if (sphinx.useGrammar(decoder, name, grammar) < 0)
        throw new Error(`PocketSphinx refuses the grammar "${name}".`);
    } finally {
      sphinx.freeGrammar(grammar);
    }
  }

  /** @param probability of all phrases through the node, by their weight */
  #addSteps(node: Node, from: number, to: number, probability: number): void {
    this.addEmpty(from, to, node.endWeight * probability);
    for (const [word, next] of node.next) {
      const isEnd = next.next.size === 0;
      const state = isEnd ? to : this.addState();
      this.#steps.push({ from, to: state, probability: next.weight * probability, word });
      if (!isEnd) this.#addSteps(next, state, to, 1 / next.weight);
    }
  }
}

/** The phrases as a tree of words. */
function treeOf(phrases: readonly Phrase[]): Node {
  const root: Node = { weight: 0, endWeight: 0, next: new Map() };
  for (const { words, weight } of phrases) {
    let node = root;
    node.weight += weight;
    for (const word of words) {
      let next = node.next.get(word);
      if (!next) node.next.set(word, (next = { weight: 0, endWeight: 0, next: new Map() }));
      next.weight += weight;
      node = next;
    }
    node.endWeight += weight;
  }
  return root;
}
