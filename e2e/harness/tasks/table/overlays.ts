import { bannerPage, bookingPage, filesPage, hoverMenuPage, questionsPage } from '../pages/overlays.ts';
import { SAID_TEXT } from '../pages/layout.ts';
import type { Task } from '../task.ts';

const FILES = ['letter.txt', 'pears.png', 'taxes.pdf'];

export const MENU_TASKS: readonly Task[] = [
  {
    kind: 'menu',
    name: 'one that opens on hover',
    pages: { 'https://garden.example/': hoverMenuPage({ Seeds: ['Beans', 'Peas'], Pots: ['Clay', 'Tin'] }) },
    turns: [
      {
        says: 'Show me the clay pots.',
        script: ['look', 'hover "Pots"; look', 'click "Clay"', 'answer "Here are the clay pots."'],
      },
    ],
    end: { read: SAID_TEXT, is: 'Clay' },
  },
  {
    kind: 'menu',
    name: 'one behind a button, and the dialog of its item',
    pages: { 'https://files.example/': filesPage(FILES) },
    turns: [
      {
        says: 'Rename pears.png to fruit.png and change the name.',
        script: [
          'look',
          'click "Actions for pears.png"; look',
          'click menuitem "Rename"; look',
          'replace "New name" with "fruit.png"; click "Change name"',
          'answer "It is called fruit.png now."',
        ],
      },
    ],
    end: { read: SAID_TEXT, is: 'letter.txt, fruit.png, taxes.pdf' },
  },
  {
    kind: 'menu',
    name: 'one used by the keyboard',
    pages: { 'https://files.example/': filesPage(FILES) },
    turns: [
      {
        says: 'Copy the taxes with the keyboard: press arrow down and enter.',
        script: [
          'look',
          'click "Actions for taxes.pdf"',
          'press "ArrowDown"; press "Enter"',
          'answer "There is a copy."',
        ],
      },
    ],
    end: { read: SAID_TEXT, is: 'letter.txt, pears.png, taxes.pdf, Copy of taxes.pdf' },
  },
  {
    kind: 'menu',
    name: 'questions that unfold',
    pages: {
      'https://faq.example/': questionsPage({
        'When do you open?': 'At nine.',
        'May I bring a dog?': 'Yes, on a lead.',
        'Where may I park?': 'Behind the house.',
      }),
    },
    turns: [
      {
        says: 'May I bring a dog? If it says so, click this helped.',
        script: [
          'look',
          'click "May I bring a dog?"; look',
          'knows "on a lead"; click "This helped" after "on a lead"',
          'answer "Yes, on a lead."',
        ],
      },
    ],
    end: { read: SAID_TEXT, is: 'helped: May I bring a dog?' },
  },
];

export const DIALOG_TASKS: readonly Task[] = [
  {
    kind: 'dialog',
    name: 'a banner over the page',
    pages: { 'https://weather.example/': bannerPage() },
    turns: [
      {
        says: 'Show the rain, with only the cookies that are needed.',
        script: [
          'look',
          'click "Only what is needed"; look',
          'click "Show the rain"',
          'answer "Here is the rain."',
        ],
      },
    ],
    end: {
      read: `${SAID_TEXT} + ': ' + document.body.dataset.choice`,
      is: 'showing the rain of today: Only what is needed',
    },
  },
  {
    kind: 'dialog',
    name: 'one that opens late and asks for more',
    pages: { 'https://rooms.example/': bookingPage() },
    turns: [
      {
        says: 'Use the red room for the budget, with coffee.',
        script: [
          'look',
          'click "Use the red room"; look',
          'type "the budget" into "Topic"; check "With coffee"; click "Done"',
          'answer "The red room is yours."',
        ],
      },
    ],
    end: { read: SAID_TEXT, is: 'Red room: the budget, with coffee' },
  },
  {
    kind: 'dialog',
    name: 'one that the user takes back',
    pages: { 'https://files.example/': filesPage(FILES) },
    turns: [
      {
        says: 'Rename the letter, no, cancel that and move it to the bottom: move taxes to the top instead.',
        script: [
          'look',
          'click "Actions for letter.txt"; look',
          'click menuitem "Rename"; look',
          'click "Cancel"; look',
          'click "Actions for taxes.pdf"; look',
          'click menuitem "Move to top"',
          'answer "The taxes are on top."',
        ],
      },
    ],
    end: { read: SAID_TEXT, is: 'taxes.pdf, letter.txt, pears.png' },
  },
];
