/** What must hold in every call for the questions about tool calls. */
import { answerIn } from '#answers';
import type { Invariant } from './invariants.js';
import { isCommand } from './told.js';

export const APPROVAL_INVARIANTS: Record<string, Invariant> = {
  'one question is asked at a time, and each ends once': (_call, broken) => {
    const owed = new Set<string>();
    let open: string | null = null;
    return {
      step({ event, effects }) {
        if (event.type === 'approval_asked') owed.add(event.id);
        for (const effect of effects) {
          if (effect.type !== 'approval') continue;
          const { id, state } = effect;
          if (state === 'asked') {
            if (open !== null) broken(`${id} is asked while ${open} is`);
            open = id;
          } else {
            if (!owed.delete(id)) broken(`${id} ends again`);
            if (open === id) open = null;
          }
        }
      },
      end() {
        if (owed.size > 0) broken(`not over: ${[...owed]}`);
      },
    };
  },

  'a yes by voice is the final transcript of speech after the question was heard': (call, broken) => {
    let finals: { text: string; atMs: number }[] = [];
    return {
      step({ event, before, effects }) {
        const { open } = before.approvals;
        if (event.type === 'stt_final' || event.type === 'stt_end_of_turn')
          finals = [...finals, { text: event.text, atMs: call.clock.now }].slice(-10);
        for (const effect of effects) {
          if (effect.type !== 'approval' || effect.by !== 'voice') continue;
          if (effect.state !== 'yes' && effect.state !== 'always') continue;
          if (!open || effect.id !== open.id) broken(`${effect.id} is not asked`);
          if (!open!.spoken || open!.audibleAt === null) broken(`${effect.id} was not heard`);
          if (call.kind.reporting === 'truthful' && call.client.heardMs(open!.spoken!.turnId) === 0)
            broken(`nothing of turn ${open!.spoken!.turnId} was played`);
          const since = finals.filter(({ atMs }) => atMs >= open!.audibleAt!);
          if (!since.some(({ text }) => answerIn(text, { wasAskedBefore: true }) === 'yes'))
            broken(`"${since.at(-1)?.text}" is no yes`);
        }
      },
    };
  },

  'what the user has stopped ends, and nothing else does': (_call, broken) => {
    const ended = new Set<number>();
    return {
      step({ before, after, effects }) {
        for (const effect of effects) {
          if (effect.type === 'cancel') ended.add(effect.turnId);
          // An answer that was begun early is begun again.
          if (effect.type === 'generate') ended.delete(effect.turnId);
          if (effect.type === 'go_on_as' && ended.has(effect.turnId)) broken(`turn ${effect.turnId} goes on`);
          if (effect.type === 'stop_programs' && before.programCalls === 0) broken('no program was stopped');
          if (!isCommand(effect, 'flush')) continue;
          // The client ends the calls of all turns that the flush does not name, unless the answer goes on.
          const { parked = [], goes_on_as: goesOn } = effect.message.data as {
            parked?: number[];
            goes_on_as?: number;
          };
          if (goesOn !== undefined) continue;
          const cut = after.parked.find(({ answer }) => !parked.includes(answer.begunAs));
          if (cut && before.parked.includes(cut))
            broken(`the calls of turn ${cut.answer.begunAs}, which is parked`);
        }
      },
    };
  },

  'what waits for an answer is neither spoken nor cancelled meanwhile': (_call, broken) => ({
    step({ before, after, effects }) {
      const parked = after.parked.map(({ answer }) => answer.turnId);
      const waiting = new Set(before.parked.map(({ answer }) => answer.turnId));
      for (const effect of effects) {
        if (effect.type === 'park') waiting.add(effect.turnId);
        if (effect.type !== 'cancel' && effect.type !== 'speak') continue;
        if (waiting.has(effect.turnId) && parked.includes(effect.turnId))
          broken(`${effect.type} of turn ${effect.turnId}`);
      }
      if (after.answer && parked.includes(after.answer.turnId)) broken(`turn ${after.answer.turnId} is both`);
    },
  }),
};
