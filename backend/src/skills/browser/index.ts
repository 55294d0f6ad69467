/** The commands of the browser, special ones first. */
import type { Intent } from '../engine/intent.js';
import { approvalIntents } from './approval.intents.js';
import { browserIntent, type BrowserCommand } from './browser-command.js';
import { choiceIntents } from './choice.intents.js';
import { articleCommands } from './article/article.commands.js';
import { bareNameCommands, clickCommands } from './commands/click.commands.js';
import { clipboardCommands } from './commands/clipboard.commands.js';
import { findAnyCommands, findCommands } from './commands/find.commands.js';
import { checkCommands, formCommands, optionCommands, unseenFormCommands } from './commands/form.commands.js';
import { historyCommands } from './commands/history.commands.js';
import { keyCommands } from './commands/key.commands.js';
import { mediaCommands } from './commands/media.commands.js';
import { numberCommands } from './commands/number.commands.js';
import { openCommands } from './commands/open.commands.js';
import { pageCommands } from './commands/page.commands.js';
import { againCommands, scrollCommands } from './commands/scroll.commands.js';
import { searchCommands } from './commands/search.commands.js';
import { tabCommands } from './commands/tab.commands.js';
import { textCommands } from './commands/text.commands.js';
import { waitCommands } from './commands/wait.commands.js';
import { helpCommands, helpReplies } from './help/help.commands.js';

const intentsOf = (...groups: readonly (readonly BrowserCommand[])[]): Intent[] =>
  groups.flat().map(browserIntent);

/** They come before everything that is said to the assistant itself. */
export const firstBrowserIntents: readonly Intent[] = [...approvalIntents, ...choiceIntents, ...helpReplies];

/** They come before all others. */
export const helpIntents: readonly Intent[] = intentsOf(numberCommands, helpCommands);

export const browserIntents: readonly Intent[] = intentsOf(
  againCommands,
  historyCommands,
  scrollCommands,
  tabCommands,
  keyCommands,
  textCommands,
  mediaCommands,
  clipboardCommands,
  pageCommands,
  articleCommands,
  formCommands,
  findCommands,
  waitCommands,
  clickCommands,
);

export const searchIntents: readonly Intent[] = intentsOf(searchCommands);

/** They come after the refusals that name a thing, because nearly everything can be found and opened. */
export const lookingIntents: readonly Intent[] = intentsOf(
  findAnyCommands,
  openCommands,
  optionCommands,
  checkCommands,
  bareNameCommands,
  unseenFormCommands,
);
