import { isOfProgram } from '../policy/decide';
import type { ActTexts } from './describe-act';

const byProgram = (text: string): string => `Another program: ${text}`;

/** What the journal says of an act, with who wanted it. */
export const actTexts = (turnId: number, { doing, done, wanted }: ActTexts): ActTexts =>
  isOfProgram(turnId)
    ? { doing: byProgram(doing), done: byProgram(done), wanted: byProgram(wanted) }
    : { doing, done, wanted };

/** The question about an act, with who wants it. */
export const actQuestion = (turnId: number, question: string): string =>
  isOfProgram(turnId) ? `Another program wants to use the browser. ${question}` : question;
