import { expect, it } from 'vitest';
import { refusesTools } from './refuses-tools.js';

it.each<[number, string, boolean]>([
  [400, 'registry.ollama.ai/library/gemma does not support tools', true],
  [500, 'tools param requires --jinja flag', true],
  [400, '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set', true],
  [422, 'Tools are not supported for this model.', true],
  [501, 'Tool use is not implemented', true],
  [400, 'the prompt is too long', false],
  [500, 'a tool call could not be parsed', false],
  [429, 'Too many requests for tools; see support.', false],
  [404, 'no tools support page', false],
])('recognises a refusal of tools: %i "%s", %s', (status, message, expected) => {
  expect(refusesTools({ status, message })).toBe(expected);
});
