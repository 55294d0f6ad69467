import { ProviderError } from '../../../provider-kit/errors/provider-error.js';
import { GivenUpError } from './stuck.js';

const NOT_FINISHED = 'I could not finish this, because the language model failed.';
const NO_ANSWER = 'I got no answer from the language model.';
const BROKEN_OFF = 'The language model has stopped answering.';

/**
 * What the user hears of a model that failed: who does not look at the screen would wait for ever. A failure at once, such as a
 * refused key, is only shown, with what to do about it.
 * @param answer its text so far, and whether it has called tools
 * @returns one sentence to add to the answer; '' if there is nothing to say
 */
export function saidOfFailure(error: unknown, { text, acted }: { text: string; acted: boolean }): string {
  const sentence = sentenceOf(error, text, acted);
  return sentence !== '' && /\S$/.test(text) ? `\n${sentence}` : sentence;
}

function sentenceOf(error: unknown, text: string, acted: boolean): string {
  if (error instanceof GivenUpError) return error.message;
  if (acted) return NOT_FINISHED;
  if (!(error instanceof ProviderError) || error.code !== 'provider_timeout') return '';
  return text.trim() === '' ? NO_ANSWER : BROKEN_OFF;
}
