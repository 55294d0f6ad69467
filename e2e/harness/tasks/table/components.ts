import { counterPage, framePage, notePage, shadowPage } from '../pages/components.ts';
import { formPage } from '../pages/forms.ts';
import { SAID_TEXT } from '../pages/layout.ts';
import type { Task } from '../task.ts';

export const COMPONENT_TASKS: readonly Task[] = [
  {
    kind: 'component',
    name: 'a form in a frame of another site',
    pages: {
      'https://village.example/': framePage('https://entries.example/'),
      'https://entries.example/': formPage({
        title: 'Entry',
        button: 'Write entry',
        fields: [{ label: 'Your words', type: 'text' }],
      }),
    },
    turns: [
      {
        says: 'Write entry hello from Ann.',
        script: [
          'look',
          'type "hello from Ann" into "Your words"; click "Write entry"',
          'answer "It is in the guest book."',
        ],
      },
    ],
    end: { in: 'https://entries.example/', read: SAID_TEXT, is: 'your-words=hello from Ann' },
  },
  {
    kind: 'component',
    name: 'controls in closed shadow roots',
    pages: { 'https://heat.example/': shadowPage() },
    turns: [
      {
        says: 'Make the kitchen warmer for 3 hours.',
        script: ['look', 'set "Hours" to "3"; click "Warmer"', 'answer "It is getting warmer."'],
      },
    ],
    end: { read: SAID_TEXT, is: '19 degrees for 3 hours' },
  },
  {
    kind: 'component',
    name: 'controls that are drawn anew after each click',
    pages: { 'https://count.example/': counterPage(['Apples', 'Pears', 'Plums']) },
    turns: [
      {
        says: 'One more pears, one more plums, and one more pears.',
        script: [
          'look',
          'click "One more pears"; look',
          'click "One more plums"; look',
          'click "One more pears"; look',
          'knows "Pears: 2"; answer "Two pears and a plum."',
        ],
      },
    ],
    end: { read: SAID_TEXT, is: 'Apples 0, Pears 2, Plums 1' },
  },
  {
    kind: 'component',
    name: 'an editor, and an undo',
    pages: { 'https://note.example/': notePage() },
    turns: [
      {
        says: 'Write eggs, take that back, write bread and click keep note.',
        script: [
          'look',
          'type "eggs" into "Note text"; undo; type "bread" into "Note text"',
          'click "Keep note"',
          'answer "The note says bread."',
        ],
      },
    ],
    end: { read: SAID_TEXT, is: 'bread' },
  },
];
