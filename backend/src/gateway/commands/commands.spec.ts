import { describe, expect, it } from 'vitest';
import type { ClientCommandName } from '#protocol';
import { declaredFields } from '../../../../libs/protocol/src/testing/declared-fields.js';
import { COMMANDS } from './index.js';
import { fieldsOf } from './validate-command.js';

describe('COMMANDS', () => {
  it.each(Object.entries(declaredFields('ClientCommands')))(
    'validates every field of %s',
    (name, declared) => {
      const fields = Object.keys(declared!).map((field) => field.replace('?', ''));
      const { dto } = COMMANDS[name as ClientCommandName];
      expect([...fieldsOf(dto)].sort()).toEqual(fields.sort());
    },
  );
});
