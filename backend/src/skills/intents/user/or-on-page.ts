import { withoutCourtesies } from '../../../language/en/courtesies.js';
import { normalize } from '../../../language/en/normalize.js';
import type { SkillAction, SkillContext } from '../../engine/intent.js';
import { attempt } from '../../browser/browser-command.js';
import { Browser } from '../../browser/browser.js';
import { isAskedByBrowser } from '../../browser/controls/asked.js';
import { clickIt, nameOf, offer, useControl } from '../../browser/use-control.js';
import { isWholeName } from '../../browser/visible.js';

/**
 * For words that change what is kept for the user without naming it, such as "delete all": where a control in view has that
 * name, the control may be meant.
 * @param otherwise the sentence that says how to name what is kept
 * @returns a question whose yes presses the control; undefined if no control in view has the name
 */
export function askIfOnPage(context: SkillContext, otherwise: string): SkillAction | undefined {
  const name = withoutCourtesies(normalize(context.sentence));
  if (!context.tools.has('click') || !isWholeName(name, context)) return undefined;
  const plan = (browser: Browser) =>
    useControl(browser, name, 'press', (control, now) =>
      isAskedByBrowser(control)
        ? clickIt(control, now.asCertain())
        : offer(now, control, clickIt, `${otherwise} Or press ${nameOf(control)}?`),
    );
  return { run: () => attempt(plan, new Browser(context)) };
}
