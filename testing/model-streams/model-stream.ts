/** A stream of a language model's server that is odd but real, and what a provider must make of it. */
export interface ModelStream {
  /** What is odd. */
  name: string;
  /** Where it was seen. */
  source: string;
  /** The body as the server sends it. */
  body: string;
  /** After the body: the response ends, stays open with comments, or is cut off. Default: it ends. */
  then?: 'stays_open' | 'is_cut_off';
  status?: number;
  contentType?: string;
  gives: ModelAnswer;
}

export interface ModelAnswer {
  text?: string;
  reasoning?: string;
  calls?: readonly { name: string; arguments: unknown }[];
  /** It ended at the model's limit of tokens. */
  isCutOff?: boolean;
  /** What the error says. Before any text the fallback answers. */
  error?: RegExp;
}

/** One event with a name. */
export const namedEvent = (name: string, data: object): string =>
  `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

export const event = (data: unknown): string => `data: ${JSON.stringify(data)}\n\n`;

export const NOON: ModelAnswer = { text: 'It is noon.' };

export const THOUGHT: ModelAnswer = { reasoning: 'Let me see.', text: 'It is noon.' };

export const WEATHER: ModelAnswer = { calls: [{ name: 'weather', arguments: { city: 'Rome' } }] };

export const TWO_CALLS: ModelAnswer = {
  calls: [
    { name: 'weather', arguments: { city: 'Rome' } },
    { name: 'time', arguments: { zone: 'UTC' } },
  ],
};

export const EMPTY: ModelAnswer = { error: /gave an empty answer/ };

export const BROKE_OFF: ModelAnswer = { error: /stopped in the middle/ };

export const ODD: ModelAnswer = { error: /does not understand/ };
