/** Without imports from the backend, because the demo and the browser tests run this file from its source. */
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Chromium first: Chrome does not load an extension that the command line names. */
const COMMANDS = [
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'msedge',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
];

const FILES = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** @returns the file of a browser that can run Earshot's extension: the one that CHROMIUM names, else the first that is found */
export function findBrowser(env: NodeJS.ProcessEnv): string | undefined {
  const inPath = (env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => COMMANDS.map((name) => join(folder, name)));
  return [...(env.CHROMIUM ? [env.CHROMIUM] : []), ...inPath, ...FILES].find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
