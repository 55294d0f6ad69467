/** What must hold in every call for what the user dictates. */
import { isHearing } from '../../reducer/slices/dictation.js';
import type { Invariant } from './invariants.js';
import { dictatedIn, isCommand } from './told.js';

/** The recogniser has sent a transcript by then, unless it misbehaves. */
const IN_TIME_MS = 3_000;

export const DICTATION_INVARIANTS: Record<string, Invariant> = {
  'what is dictated is written once, and is no turn of the user': (call, broken) => {
    const written = new Set<string>();
    const asked = new Set<string>();
    return {
      step({ effects }) {
        for (const effect of effects) {
          const dictated = dictatedIn(effect);
          for (const word of dictated?.is_final ? markedIn(dictated.text) : []) {
            if (written.has(word)) broken(`${word} is written twice`);
            if (asked.has(word)) broken(`${word} is written, and was a turn of the user`);
            written.add(word);
          }
          if (effect.type !== 'generate') continue;
          for (const word of markedIn(effect.messages.at(-1)!.content)) {
            if (written.has(word)) broken(`${word} was written, and is a turn of the user`);
            asked.add(word);
          }
        }
      },
    };
  },

  'every word is written whose final transcript comes during the dictation': (call, broken) => {
    const written = new Set<string>();
    /** Since when the dictation has been on. */
    let since = Infinity;
    return {
      step({ event, before, after, effects }) {
        if (!before.dictation && after.dictation) since = call.clock.now;
        for (const effect of effects) {
          const dictated = dictatedIn(effect);
          if (dictated?.is_final) for (const word of markedIn(dictated.text)) written.add(word);
        }
        if (event.type !== 'stt_final' && event.type !== 'stt_end_of_turn') return;
        const words = markedIn(event.text);
        const said = call.user.dictated.find((each) => words.some((word) => each.words.includes(word)));
        if (!said || !before.dictation || said.atMs < since) return;
        // Where the transcript is late, the words so far were written.
        const isLate = said.words.some((word) => written.has(word)) && call.kind.misbehaving;
        // "Stop dictating" was said before it.
        const isStopped = !after.dictation && !words.some((word) => written.has(word));
        const missing = isLate || isStopped ? [] : words.filter((word) => !written.has(word));
        if (missing.length > 0) broken(`not written: ${missing}`);
      },
    };
  },

  'nothing that was dictated is lost when the dictation ends': (call, broken) => {
    const told = new Set<string>();
    let asleepAt = Infinity;
    return {
      step({ after, effects }) {
        if (after.asleep && asleepAt === Infinity) asleepAt = call.clock.now;
        for (const effect of effects) {
          if (effect.type !== 'send' || effect.message.type !== 'data' || effect.message.name !== 'text_data')
            continue;
          const { role, is_final: isFinal, text } = effect.message.data;
          if (role === 'user' && isFinal) for (const word of markedIn(text)) told.add(word);
        }
      },
      end() {
        if (call.kind.misbehaving) return;
        for (const { words, atMs } of call.user.dictated) {
          if (atMs + IN_TIME_MS > asleepAt) return;
          if (!words.some((word) => told.has(word))) broken(`lost: ${words.join(' ')}`);
        }
      },
    };
  },

  'each text has a turn of its own, in order': (_call, broken) => {
    let last = -1;
    return {
      step({ effects }) {
        for (const effect of effects) {
          const dictated = dictatedIn(effect);
          if (!dictated) continue;
          if (dictated.turn_id <= last) broken(`turn ${dictated.turn_id} comes after turn ${last}`);
          if (dictated.is_final) last = dictated.turn_id;
        }
      },
    };
  },

  'nothing begins to be said into what is dictated': (_call, broken) => ({
    step({ before, after: { answer, dictation } }) {
      const hasBegun = answer !== null && answer.question === '' && answer.turnId !== before.answer?.turnId;
      if (hasBegun && isHearing(dictation)) broken(`turn ${answer.turnId}`);
    },
  }),

  'the client knows whether the user dictates': (_call, broken) => {
    let isOn = false;
    return {
      step({ after, effects }) {
        for (const effect of effects) {
          if (!isCommand(effect, 'dictation')) continue;
          const isBegun = (effect.message.data as unknown as { state: string }).state === 'on';
          // One that is ending may begin again.
          if (!isBegun && !isOn) broken('it ends twice');
          isOn = isBegun;
        }
        if (isOn !== (after.dictation !== null)) broken(isOn ? 'it is over' : 'it has begun');
      },
    };
  },
};

/** @returns the words that are said only once in the call */
const markedIn = (text: string): string[] => text.toLowerCase().match(/word\d+x\d+/g) ?? [];
