import { describe, expect, it } from 'vitest';
import { commandWith, ownCommand } from './command-line.js';

describe(commandWith.name, () => {
  it.each([
    ['win32', 'set "PORT=8766" && npm start'],
    ['darwin', 'PORT=8766 npm start'],
    ['linux', 'PORT=8766 npm start'],
  ] as const)('on %s is %s', (platform, typed) => {
    expect(commandWith('PORT=8766', 'npm start', platform)).toBe(typed);
  });
});

describe(ownCommand.name, () => {
  it.each([
    ['pair', '', 'npm run pair'],
    ['tokens -- add <name>', undefined, 'npm run tokens -- add <name>'],
    ['pair', 'earshot', 'docker exec earshot node cli/pair'],
    ['tokens -- add <name>', 'voice', 'docker exec voice node cli/tokens add <name>'],
  ])('is for %s in the container %j: %s', (command, container, typed) => {
    expect(ownCommand(command, container)).toBe(typed);
  });
});
