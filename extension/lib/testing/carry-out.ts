/** Calls that the worker carries out in a browser of fakes, by the clock of the test. */
import { vi } from 'vitest';
import type {
  BrowserCallName,
  BrowserCalls,
  BrowserTool,
  ControlRef,
  ToolRunAnswer,
} from '../browser/browser-calls';
import { carryOut } from '../browser/carry-out';
import type { ToolArguments } from '../tool-contract/tool-arguments';
import { FakeBrowser, type FakeDocument, type FakeTab } from './fake-browser';

export const SHOP: FakeTab = {
  id: 1,
  active: true,
  title: 'Shop',
  url: 'https://shop.example/',
};

export const REFS = { epoch: 'now', nextRef: 5, nextFrame: 1, frames: {} };

export const top = (answer: FakeDocument['answer'], more: Partial<FakeDocument> = {}): FakeDocument => ({
  documentId: 'top',
  path: [],
  injected: true,
  answer,
  ...more,
});

export const frame = (documentId: string, answer: FakeDocument['answer'], more: Partial<FakeDocument> = {}) =>
  top(answer, { documentId, path: [0], ...more });

export const BUTTON: ControlRef = { tabId: 1, documentId: 'top', ref: 'e3', number: 3 };

export const done = { ok: true, changed: 'dialog "Saved" opened' };

export function newSut(documents: FakeDocument[], tabs: FakeTab[] = []) {
  const fake = new FakeBrowser([{ ...SHOP, documents }, ...tabs]);
  const call = <Name extends BrowserCallName>(name: Name, args: BrowserCalls[Name]['args']) =>
    carryOut(name, args, fake.tools);
  const run = <Name extends BrowserTool>(
    name: Name,
    args: ToolArguments[Name] = {} as ToolArguments[Name],
    more: object = {},
  ): Promise<ToolRunAnswer> =>
    call('run_tool', { name, arguments: args, refs: REFS, ...more } as BrowserCalls['run_tool']['args']);
  const click = (on = BUTTON) => run('click', { ref: on.ref }, { on });
  return { fake, call, run, click };
}

export const errorOf = ({ result }: ToolRunAnswer) => (result.ok ? '' : result.error);
export const changedBy = ({ result }: ToolRunAnswer) => (result as { changed?: string }).changed;

/** @returns the answer, and how long it took by the clock of the test */
export async function timed<T>(answering: Promise<T>): Promise<{ answer: T; ms: number }> {
  const start = Date.now();
  let end: number | undefined;
  void answering.finally(() => (end = Date.now()));
  while (end === undefined) await vi.advanceTimersByTimeAsync(25);
  return { answer: await answering, ms: end - start };
}

export const soon = async <T>(answering: Promise<T>): Promise<T> => (await timed(answering)).answer;
