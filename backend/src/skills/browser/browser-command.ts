/** One kind of request to the browser. */
import type { Intent, SkillContext, Slots } from '../engine/intent.js';
import type { ActionResult } from '../answerer.port.js';
import { refusalAnswer } from '../refusals/refusal.js';
import { Browser, BrowserError } from './browser.js';
import { notDone } from '../action-outcome.js';
import { browserReason, type BrowserReason } from '../refusals/browser-reasons.js';

/** Carries a command out. The user hears the message of a `BrowserError`. */
export type Plan = (browser: Browser) => ActionResult | Promise<ActionResult>;

export interface BrowserCommand extends Omit<Intent, 'best' | 'answer' | 'exactOnly' | 'tool'> {
  /** The tool without which it cannot be done. */
  tool: string;
  /** Why it cannot be done without that tool. Without a reason the sentence then means something else. */
  reason?: BrowserReason | undefined;
  /** What answers best where the tool is there. `page`: a language model, if there is one. By default the skill. */
  best?: 'skill' | 'page';
  /** A sentence that only resembles it counts too: its effect is harmless. */
  harmless?: true;
  /** @returns undefined if the sentence only looked like the command */
  plan(slots: Slots, context: SkillContext): Plan | undefined;
}

export function browserIntent(command: BrowserCommand): Intent {
  const { tool, reason, best = 'skill', harmless, plan, ...intent } = command;
  const lacking = reason === 'see' ? 'page' : 'tool';
  return {
    ...intent,
    best: lacking,
    ...(best === 'skill' && { tool }),
    ...(harmless ? {} : { exactOnly: true as const }),
    answer(slots, context) {
      if (!context.tools.has(tool))
        return reason && refusalAnswer({ best: lacking, ...browserReason(reason, context.tools) }, context);
      const carryOut = plan(slots, context);
      return carryOut && { run: () => attempt(carryOut, new Browser(context)) };
    },
  };
}

/** Carries it out. The question which control was meant is over by then, answered or not. */
export async function attempt(plan: Plan, browser: Browser): Promise<ActionResult> {
  try {
    await browser.endQuestion();
    return await plan(browser);
  } catch (error) {
    if (error instanceof BrowserError) return notDone(error.message);
    throw error;
  }
}

export const isBrowserIntent = ({ name }: Pick<Intent, 'name'>): boolean => /^(?:browser|page)\./.test(name);
