import type { MetricsData, PlaybackState, SpeechMark } from '#protocol';
import type { ActionCall } from '../../output/action-tools.js';
import type { WordTiming } from '../../../tts/tts.port.js';
import {
  chunk,
  EMPTY_CHUNKER,
  finishChunks,
  type TextClause,
} from '../../output/clauses/sentence-chunker.js';
import { speakable } from '../../output/clauses/speakable.js';
import {
  marksOf,
  clauseOfAudio,
  type HeardTextOptions,
  type SpokenClause,
} from '../../policies/heard-text.js';
import type { Answer, AnswerEffect, Question, ReadMark } from './answer-state.js';
import { addResult, type ToolResult, type ToolStep } from './tool-history.js';
import { Slice } from './slice.js';

export class AnswerSlice extends Slice<Answer | null> {
  /** Starts a new answer in place of the previous one. */
  begin(
    {
      turnId,
      text: question,
      askedAt,
      isAskedAgain = false,
      isDoubtful = false,
      announcement = null,
    }: Question,
    stage: 'speculative' | 'starting',
  ): void {
    this.replace({
      turnId,
      begunAs: turnId,
      question,
      announcement,
      askedAt,
      isAskedAgain,
      isDoubtful,
      stage: stage === 'speculative' ? { name: stage, effects: [] } : { name: stage },
      text: '',
      generation: 'running',
      synthesis: 'running',
      chunker: EMPTY_CHUNKER,
      clauses: [],
      marks: [],
      toolSteps: [],
      progress: null,
      actionResult: '',
      actedWith: null,
      sentences: [],
      sentMs: 0,
      playback: null,
      metrics: { turn_id: turnId },
    });
  }

  /** Goes on as another turn, of which nothing was said yet. */
  goOnAs(turnId: number): void {
    const { total_ms: _, ...times } = this.current.metrics;
    this.#change({
      turnId,
      stage: { name: 'starting' },
      text: '',
      chunker: EMPTY_CHUNKER,
      clauses: [],
      marks: [],
      sentMs: 0,
      playback: null,
      metrics: { ...times, turn_id: turnId },
    });
  }

  end(): void {
    this.replace(null);
  }

  /** Ends the answer here. @returns what goes on elsewhere: what was said of it belongs to its turn so far */
  putAside(): Answer {
    const answer = this.current;
    this.end();
    return { ...answer, text: '', chunker: EMPTY_CHUNKER, clauses: [], marks: [], toolSteps: [] };
  }

  /** Takes up an answer that was put aside. */
  takeUp(answer: Answer): void {
    this.replace({ ...answer, synthesis: 'running' });
  }

  /** @throws Error if there is no answer */
  get current(): Answer {
    if (!this.value) throw new Error('There is no answer.');
    return this.value;
  }

  /** The turn ended with exactly the words of the speculative answer. It stays withheld. */
  confirm(): void {
    const { stage } = this.current;
    if (stage.name === 'speculative') this.#change({ stage: { ...stage, name: 'withheld' } });
  }

  /** Sends nothing from now on. Call it only before the first audio. */
  withhold(): void {
    if (this.current.stage.name === 'starting') this.#change({ stage: { name: 'withheld', effects: [] } });
  }

  /** @returns whether the effect was stored for later */
  keep(effect: AnswerEffect): boolean {
    const { stage } = this.current;
    if (stage.name !== 'speculative' && stage.name !== 'withheld') return false;
    this.#change({ stage: { ...stage, effects: [...stage.effects, effect] } });
    return true;
  }

  /** The answer is not withheld any more. @returns the effects that were, in order */
  release(): readonly AnswerEffect[] {
    const { stage } = this.current;
    if (stage.name !== 'withheld') return [];
    this.#change({ stage: { name: 'starting' } });
    return stage.effects;
  }

  /** The answer is audible from its first audio on. */
  markAudioSent(durationMs: number, now: number): void {
    const { stage } = this.current;
    // Audio that comes after a gap plays at once.
    const startsAt = 'playsUntil' in stage ? Math.max(stage.playsUntil, now) : now;
    const playsUntil = startsAt + durationMs;
    if (stage.name === 'starting') this.#change({ stage: { name: 'speaking', playsUntil } });
    else if ('playsUntil' in stage) this.#change({ stage: { ...stage, playsUntil } });
  }

  /** The client is told to hold playback. @returns whether it was playing */
  hold(now: number): boolean {
    const { stage } = this.current;
    if (stage.name !== 'speaking') return false;
    this.#change({ stage: { ...stage, name: 'held', heldAt: now } });
    return true;
  }

  /**
   * The client is told to resume playback.
   * @param playedMs position of its playhead
   * @returns whether it was held
   */
  resume(playedMs: number, now: number): boolean {
    const { stage, playback } = this.current;
    if (stage.name !== 'held') return false;
    this.#change({
      stage: { name: 'speaking', playsUntil: stage.playsUntil },
      playback: playback && { ...playback, playedMs, at: now },
    });
    return true;
  }

  /** @returns the clauses that can be spoken now */
  addText(delta: string): string[] {
    const { text, chunker } = this.current;
    const { state, clauses } = chunk(chunker, delta);
    const toSpeak = this.#addClauses(clauses);
    this.#change({ text: text + delta, chunker: state });
    return toSpeak;
  }

  /** The text is complete. @returns the clauses left to speak */
  finishText(): string[] {
    this.#change({ generation: 'done' });
    return this.#addClauses(finishChunks(this.current.chunker));
  }

  /** The model failed, possibly in the middle of a sentence. */
  abandonText(): void {
    this.#change({ generation: 'done' });
  }

  /** @returns the positions of the words in the text */
  addMarks(words: readonly WordTiming[], clause: number, options: HeardTextOptions): SpeechMark[] {
    const { text, clauses, marks } = this.current;
    const clauseStart = clauses[clause - 1]?.endOffset ?? 0;
    const added = marksOf(text, words, Math.max(marks.at(-1)?.end ?? 0, clauseStart), options);
    this.#change({ marks: [...marks, ...added] });
    return added;
  }

  /** @param clause the clause that the audio belongs to, if the provider tells */
  addAudio(durationMs: number, clause: number | undefined, options: HeardTextOptions): void {
    const { clauses, sentMs } = this.current;
    const index = clause ?? clauseOfAudio(clauses, options);
    this.#change({
      sentMs: sentMs + durationMs,
      clauses: clauses.map((each, i) => {
        if (i === index) return { ...each, audioMs: each.audioMs + durationMs };
        return i < index && !each.complete ? { ...each, complete: true } : each;
      }),
    });
  }

  addSentence(sentence: ReadMark): void {
    this.#change({ sentences: [...this.current.sentences, sentence] });
  }

  addToolCalls(calls: ToolStep['calls']): void {
    this.#change({ toolSteps: [...this.current.toolSteps, { calls, results: [] }] });
  }

  /** @returns whether its newest step has the call */
  addToolResult(result: ToolResult): boolean {
    const { toolSteps } = this.current;
    this.#change({ toolSteps: addResult(toolSteps, result) });
    return toolSteps.at(-1)?.calls.some(({ id }) => id === result.callId) ?? false;
  }

  setProgress(spoken: string): void {
    this.#change({ progress: spoken });
  }

  /** An action calls a tool that may change something. */
  beginAct({ id, name }: ActionCall): void {
    this.#change({ actedWith: { id, name, isDone: false } });
  }

  endAct(id: string): void {
    const { actedWith } = this.current;
    if (actedWith?.id === id) this.#change({ actedWith: { ...actedWith, isDone: true } });
  }

  addActionResult(text: string): void {
    this.#change({ actionResult: text });
  }

  finishAudio(): void {
    const clauses = this.current.clauses.map((clause) => ({ ...clause, complete: true }));
    this.#change({ synthesis: 'done', clauses });
  }

  failAudio(): void {
    this.#change({ synthesis: 'failed' });
  }

  reportPlayback(playedMs: number, state: PlaybackState, now: number): void {
    this.#change({ playback: { playedMs, at: now, state } });
  }

  addMetrics(metrics: Partial<MetricsData>): void {
    this.#change({ metrics: { ...this.current.metrics, ...metrics } });
  }

  #addClauses(clauses: readonly TextClause[]): string[] {
    const { text, chunker } = this.current;
    let endOffset = text.length - chunker.rest.length;
    const added = clauses.flatMap(({ text: clause, code, startsLine }): SpokenClause[] => {
      endOffset += clause.length;
      const spoken = code ? '' : speakable(clause, startsLine);
      return spoken === '' ? [] : [{ endOffset, spoken, audioMs: 0, complete: false }];
    });
    this.#change({ clauses: [...this.current.clauses, ...added] });
    return added.map(({ spoken }) => spoken);
  }

  #change(changes: Partial<Answer>): void {
    this.replace({ ...this.current, ...changes });
  }
}
