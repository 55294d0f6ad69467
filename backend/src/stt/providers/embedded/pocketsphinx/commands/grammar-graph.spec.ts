import { describe, expect, it } from 'vitest';
import type { Pointer, PocketSphinx } from '../library.js';
import { GrammarGraph } from './grammar-graph.js';

interface Step {
  from: number;
  to: number;
  word: string;
  probability: number;
}

/** Takes the grammar apart again. */
function stepsOf(graph: GrammarGraph): { steps: Step[]; states: number } {
  const steps: Step[] = [];
  const words: string[] = [];
  let states = 0;
  const probability = (score: number) => 1.0001 ** score;
  const sphinx: Partial<PocketSphinx> = {
    decoderLogMath: () => ({}) as Pointer,
    createGrammar: (_name, _logMath, _weight, count) => {
      states = count;
      return {} as Pointer;
    },
    setGrammarEnds: () => undefined,
    grammarWord: (_grammar, word) => words.push(word) - 1,
    grammarStep: (_grammar, from, to, score, word) =>
      void steps.push({ from, to, word: words[word]!, probability: probability(score) }),
    grammarEmptyStep: (_grammar, from, to, score) =>
      steps.push({ from, to, word: '', probability: probability(score) }),
    useGrammar: () => 0,
    freeGrammar: () => 0,
  };
  graph.use(sphinx as PocketSphinx, {} as Pointer, 'test', 1);
  return { steps, states };
}

const phrases = (...texts: string[]) => texts.map((text) => ({ words: text.split(' '), weight: 1 }));

describe(GrammarGraph.name, () => {
  const { START, FINAL } = GrammarGraph;

  it('shares the beginnings of phrases, and gives each its share', () => {
    const graph = new GrammarGraph();
    graph.addPhrases(START, FINAL, phrases('go back', 'go on', 'stop', 'go'), 1);
    const { steps } = stepsOf(graph);
    expect(steps.map(({ word, to }) => `${word}${to === FINAL ? '.' : ''}`)).toEqual([
      'go',
      '.',
      'back.',
      'on.',
      'stop.',
    ]);
    const shares = steps.map((step) => step.probability.toFixed(2));
    expect(shares).toEqual(['0.75', '0.33', '0.33', '0.33', '0.25']);
  });

  it('leaves each state with a probability of one in all', () => {
    const graph = new GrammarGraph();
    const names = graph.addState();
    graph.addPhrases(names, FINAL, phrases('sign in', 'sign up', 'home'), 1);
    graph.addPhrases(START, names, phrases('click', 'go to'), 0.9);
    graph.addEmpty(START, names, 0.1);
    const { steps, states } = stepsOf(graph);
    for (let state = 0; state < states; state++) {
      const leaving = steps.filter(({ from }) => from === state);
      const sum = leaving.reduce((total, { probability }) => total + probability, 0);
      expect(sum, `state ${state}`).toBeCloseTo(state === FINAL ? 0 : 1, 3);
    }
  });
});
