/** What must hold in every call for what is done in the browser, read aloud, and slept through. */
import type { ChatMessage } from '../../../llm/llm.port.js';
import { heardWords, type Certainty } from '../../policies/heard-command.js';
import type { Effect } from '../../reducer/effects.js';
import type { Invariant } from './invariants.js';

export const ACTION_INVARIANTS: Record<string, Invariant> = {
  'a sound is sent only of the current answer, and never after its flush': (_call, broken) => {
    const flushed = new Set<number>();
    return {
      step({ before, after, effects }) {
        const current = [before.answer?.turnId, after.answer?.turnId];
        for (const effect of effects) {
          const flush = dataOf(effect, 'flush');
          if (flush) flushed.add(flush.turn_id);
          const earcon = dataOf(effect, 'earcon');
          if (!earcon) continue;
          if (!current.includes(earcon.turn_id)) broken(`a sound of turn ${earcon.turn_id}, not ${current}`);
          if (flushed.has(earcon.turn_id)) broken(`a sound of turn ${earcon.turn_id}, which was flushed`);
        }
      },
    };
  },

  'what an action may have done is in the history when its answer is over': (_call, broken) => {
    /** The tool of each turn. */
    const acting = new Map<number, string>();
    return {
      step({ event, before, after, effects }) {
        if (event.type === 'action_call' && before.answer?.turnId === event.turnId)
          acting.set(event.turnId, event.call.name);
        if (event.type === 'action_done') acting.delete(event.turnId);
        for (const effect of effects) {
          if (effect.type !== 'go_on_as') continue;
          const name = acting.get(effect.turnId);
          if (acting.delete(effect.turnId)) acting.set(effect.as, name!);
        }
        const running = [after.answer, ...after.parked.map(({ answer }) => answer)];
        for (const [turnId, name] of acting) {
          if (running.some((answer) => answer?.turnId === turnId)) continue;
          acting.delete(turnId);
          const isKept = (message: ChatMessage) =>
            message.role === 'assistant' && message.actionResult?.includes(name);
          if (!after.history.some(isKept)) broken(`nothing about ${name}`);
        }
      },
    };
  },

  'only a command that was heard with a doubt is asked about, and never carried out': (call, broken) => {
    const options = call.options.policies.heardCommand;
    const heard: Record<Certainty, Set<string>> = {
      sure: new Set(),
      doubtful: new Set(),
      ordinary: new Set(),
    };
    return {
      step({ event, after: { answer }, effects }) {
        if (event.type === 'stt_final') {
          const words = heardWords(event.text, event.command, options, call.options.words);
          heard[words.isDisputed ? 'doubtful' : words.certainty].add(words.text.trim());
        }
        for (const effect of effects) {
          if (effect.type !== 'generate' || !effect.isDoubtful) continue;
          const question = effect.messages.at(-1)!.content;
          if (![...heard.doubtful].some((text) => question.includes(text)))
            broken(`"${question}" is doubtful`);
        }
        const isCertain = answer && !answer.isDoubtful && answer.stage.name !== 'speculative';
        if (isCertain && heard.doubtful.has(answer.question) && !heard.sure.has(answer.question))
          broken(`"${answer.question}" is certain`);
      },
    };
  },

  'nothing that is said to a sleeping assistant is shown or kept': (_call, broken) => ({
    step({ event, before, after, effects }) {
      if (!before.asleep || !after.asleep || event.type === 'session_ended') return;
      if (after.utterance) broken('an utterance');
      if (effects.some(isUserText)) broken('words of the user are shown');
      const [had, has] = [before, after].map(
        ({ history }) => history.filter(({ role }) => role === 'user').length,
      );
      if (has! > had!) broken('words of the user are kept');
    },
  }),

  'a reading goes on only while neither side speaks': (_call, broken) => ({
    step({ after, effects }) {
      const next = effects.find((effect) => effect.type === 'read_on');
      if (!next) return;
      if (after.utterance) broken(`turn ${next.turnId} reads while the user speaks`);
      if (after.asleep) broken(`turn ${next.turnId} reads to a user who sent it to sleep`);
      if (after.answer?.turnId !== next.turnId) broken(`turn ${next.turnId} reads over another answer`);
    },
  }),

  'a reading goes on within what was read': (_call, broken) => ({
    step({ before, effects }) {
      for (const effect of effects) {
        if (effect.type !== 'was_read') continue;
        const sentences = before.answer?.sentences ?? [];
        const [first, last] = [sentences[0]?.from ?? Infinity, sentences.at(-1)?.to ?? -Infinity];
        if (effect.place < first || effect.place > last)
          broken(`at ${effect.place}, not ${first} to ${last}`);
        if (effect.isWhole && effect.place !== last) broken(`whole, but only to ${effect.place} of ${last}`);
      }
    },
  }),
};

type CommandData = { flush: { turn_id: number }; earcon: { turn_id: number } };

function dataOf<Name extends keyof CommandData>(effect: Effect, name: Name): CommandData[Name] | undefined {
  if (effect.type !== 'send' || effect.message.type !== 'cmd' || effect.message.name !== name)
    return undefined;
  return effect.message.data as CommandData[Name];
}

const isUserText = (effect: Effect): boolean =>
  effect.type === 'send' &&
  effect.message.type === 'data' &&
  effect.message.name === 'text_data' &&
  effect.message.data.role === 'user' &&
  effect.message.data.text !== '';
