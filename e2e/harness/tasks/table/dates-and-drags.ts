import { formPage } from '../pages/forms.ts';
import { boardPage, datePickerPage, orderPage, volumePage } from '../pages/dates-and-drags.ts';
import { SAID_TEXT } from '../pages/layout.ts';
import type { Task } from '../task.ts';

export const DATE_TASKS: readonly Task[] = [
  {
    kind: 'date',
    name: 'a grid of days',
    pages: { 'https://table.example/': datePickerPage(2027, 1) },
    turns: [
      {
        says: 'Take the 14th of February 2027.',
        script: [
          'look',
          'click "Day"; look',
          'click "Next month"; look',
          'click "14 February 2027"',
          'answer "The 14th of February it is."',
        ],
      },
    ],
    end: { read: SAID_TEXT, is: '14 February 2027' },
  },
  {
    kind: 'date',
    name: "the browser's own fields",
    pages: {
      'https://train.example/': formPage({
        title: 'Train',
        button: 'Look up trains',
        fields: [
          { label: 'From', type: 'text' },
          { label: 'Date', type: 'date' },
          { label: 'Time', type: 'time' },
        ],
      }),
    },
    turns: [
      {
        says: 'From Pearham on 3 May 2027 at 9:30, and click look up trains.',
        script: [
          'look',
          'type "Pearham" into "From"; set "Date" to "3 May 2027"; set "Time" to "9:30"',
          'click "Look up trains"',
          'answer "Here are the trains."',
        ],
      },
    ],
    end: { read: SAID_TEXT, is: 'from=Pearham; date=2027-05-03; time=09:30' },
  },
];

export const DRAG_TASKS: readonly Task[] = [
  {
    kind: 'drag',
    name: 'songs put in order',
    pages: { 'https://songs.example/': orderPage(['Dawn', 'Noon', 'Dusk', 'Night']) },
    turns: [
      {
        says: 'Play night before noon.',
        script: ['look', 'drag "Night" to "Noon"', 'answer "Night comes before noon."'],
      },
    ],
    end: { read: SAID_TEXT, is: 'Dawn, Night, Noon, Dusk' },
  },
  {
    kind: 'drag',
    name: 'a card to another column',
    pages: {
      'https://board.example/': boardPage({ Open: ['Paint the door', 'Fix the lamp'], Finished: ['Mow'] }),
    },
    turns: [
      {
        says: 'The lamp is finished: move it there.',
        script: ['look', 'drag "Fix the lamp" to "Finished"', 'answer "It is finished."'],
      },
    ],
    end: { read: SAID_TEXT, is: 'Open: Paint the door; Finished: Mow, Fix the lamp' },
  },
  {
    kind: 'drag',
    name: 'a handle along its track',
    pages: { 'https://speaker.example/': volumePage() },
    turns: [
      {
        says: 'Pull the volume to about 60.',
        script: ['look', 'drag "Volume" by 120 0', 'answer "It is at sixty."'],
      },
    ],
    end: { read: SAID_TEXT, is: 'volume 60' },
  },
];
