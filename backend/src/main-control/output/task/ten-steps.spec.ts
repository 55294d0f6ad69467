import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OpenAiLlmEmulator } from '../../../../../testing/emulators/llm/openai-llm.js';
import { SkillAnswerer } from '../../../skills/skill-answerer.js';
import { OpenAiLlm } from '../../../llm/providers/openai/openai.js';
import { ResilientLlm } from '../../../llm/resilient-llm.js';
import { ReadTexts } from '../../../skills/sources/read-texts.js';
import { ReadingSession } from '../../../skills/reading/reading-session.js';
import type { ToolDefinition } from '../../../tools/tools.port.js';
import { UserData } from '../../../user-data/user-data.js';
import { DEFAULT_CONVERSATION_SETTINGS } from '../../options/conversation-options.js';
import { generateAnswer } from '../generate-answer.js';
import { Fence } from './fence.js';

/** Of the extension, which a backend's file cannot import by its types. */
const DEFINITIONS = '../../../../../extension/lib/tools/definitions/tool-definitions.ts';

/** The length of a whole viewport: 2,000 tokens. */
const SNAPSHOT_CHARS = 8_000;

/** A list of a shop, as `page_snapshot` gives it, which changes with each step. */
function snapshot(step: number): string {
  const lines = [`page "Pears - Shop" https://shop.example/pears?page=${step}  (viewport 1 of 6)`];
  for (let n = 1; lines.join('\n').length < SNAPSHOT_CHARS; n++) {
    const ref = `e${step * 200 + n * 3}`;
    lines.push(
      ` heading "Conference pears, crate ${n}" 3`,
      ` ${ref} link "Conference pears, crate ${n}, from the orchard of step ${step}"`,
      ` text "Ripe, 2 kg, ${n}.49 €. Delivered on Thursday."`,
      ` ${ref}1 spinbutton "Amount" = "${n % 4}"`,
      ` ${ref}2 button "Add to cart"`,
    );
  }
  return lines.join('\n').slice(0, SNAPSHOT_CHARS);
}

const resultOf = (name: string, step: number) =>
  name === 'page_snapshot'
    ? {
        ok: true,
        snapshot: snapshot(step),
        tab: 12,
        page: { url: 'https://shop.example/', title: 'Pears' },
        more: 214,
      }
    : {
        ok: true,
        changed: `dialog "Crate ${step} is in your cart" opened; text "${step} of 10 crates" appeared`,
        page: { url: `https://shop.example/pears?page=${step}`, title: 'Pears - Shop' },
        focus: `e${step}7 button "Go on shopping"`,
      };

describe('a task of ten steps', () => {
  let server: OpenAiLlmEmulator;
  let model: OpenAiLlm;
  const lengths: number[] = [];
  let bodies: string[];

  beforeAll(async () => {
    const { TOOL_DEFINITIONS: tools } = (await import(DEFINITIONS)) as { TOOL_DEFINITIONS: ToolDefinition[] };
    server = await new OpenAiLlmEmulator().start();
    model = new OpenAiLlm({ baseURL: server.baseURL, apiKey: 'emulator-key', model: 'm' });
    // Each step acts and looks, as models do that call tools in parallel.
    server.answer = () => {
      const step = server.requests.length;
      if (step > 10) return [{ type: 'text', text: 'All ten crates are in the cart.' }];
      const call = (name: string, args: object) =>
        ({
          type: 'tool_call',
          call: { id: `${name}_${step}`, name, arguments: JSON.stringify(args) },
        }) as const;
      return [call('click', { ref: `e${step * 200 + 32}` }), call('page_snapshot', {})];
    };
    const answer = generateAnswer({
      llm: new ResilientLlm([model]),
      answerer: new SkillAnswerer(),
      answererFirst: true,
      maxAnswerChars: 20_000,
      tools: {
        list: () => tools,
        run: async ({ name }) => JSON.stringify(resultOf(name, server.requests.length)),
        call: async () => ({ ok: false }),
      },
      fence: new Fence(),
      turnId: 1,
      messages: [
        { role: 'system', content: DEFAULT_CONVERSATION_SETTINGS.systemPrompt },
        { role: 'user', content: 'Put one crate of each of the first ten pears into my cart, please.' },
      ],
      context: {
        ...{ sessionId: 'test', language: 'en', timeZone: 'Europe/Berlin' },
        page: { url: 'https://shop.example/pears', title: 'Pears - Shop' },
        user: new UserData(),
        reading: new ReadingSession(),
        readTexts: new ReadTexts(),
        now: () => new Date('2026-11-29T08:05:59Z'),
      },
      confirmed: Promise.resolve(),
      signal: new AbortController().signal,
    });
    let text = '';
    for await (const part of answer) if (part.type === 'text') text += part.text;
    expect(text).toBe('All ten crates are in the cart.');
    bodies = server.requests.map(({ body }) => JSON.stringify(body));
    lengths.push(...bodies.map((body) => body.length / 4));
  });
  afterAll(async () => {
    await model.onModuleDestroy();
    await server[Symbol.asyncDispose]();
  });

  // A token has about four characters.
  it('ends with a request of less than 12,000 tokens, tools included', () => {
    expect(bodies).toHaveLength(11);
    expect(Math.max(...lengths)).toBeLessThan(12_000);
  });

  it('costs little more in the end than after its first step', () => {
    expect(lengths.at(-1)! - lengths[1]!).toBeLessThan(2_500);
  });

  it('shows the model the newest state of the page whole, and each act', () => {
    const last = bodies.at(-1)!;
    expect(last).toContain(JSON.stringify(JSON.stringify(snapshot(10))).slice(3, -3));
    for (let step = 1; step < 10; step++) {
      expect(last).not.toContain(`from the orchard of step ${step}\\`);
      expect(last).toContain(`Crate ${step} is in your cart`);
    }
  });
});
