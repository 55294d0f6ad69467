import { counterPage, loggedIn, loginPage } from '../pages/components.ts';
import { formPage } from '../pages/forms.ts';
import { todoPage } from '../pages/lists.ts';
import { productPage } from '../pages/shops.ts';
import { SAID_TEXT } from '../pages/layout.ts';
import type { Task } from '../task.ts';

const KETTLES = {
  'https://north.example/': productPage({ name: 'Kettle', price: 34.9 }, 'Northern Goods'),
  'https://south.example/': productPage({ name: 'Kettle', price: 31.5 }, 'Southern Goods'),
};

export const TAB_TASKS: readonly Task[] = [
  {
    kind: 'tabs',
    name: 'prices compared in two tabs',
    pages: KETTLES,
    open: ['https://north.example/', 'https://south.example/'],
    turns: [
      {
        says: 'Compare the prices in these two tabs, and put the cheaper one on my list.',
        script: [
          'list tabs',
          'read tab "Kettle at Northern Goods"; read tab "Kettle at Southern Goods"',
          'knows "34.90"; knows "31.50"; switch to tab "Kettle at Southern Goods"; look',
          'click "Put on my list" (yes)',
          'answer "The kettle of Southern Goods is 3.40 cheaper, and on your list."',
        ],
      },
    ],
    end: { in: 'https://south.example/', read: SAID_TEXT, is: 'noted Kettle' },
  },
  {
    kind: 'tabs',
    name: 'something done in the tab that the user names',
    pages: {
      'https://todo.example/': todoPage(['Call Bob']),
      'https://count.example/': counterPage(['Apples', 'Pears']),
    },
    turns: [
      {
        says: 'Switch to the counters tab and click one more pears.',
        script: [
          'list tabs',
          'switch to tab "Counters"; look',
          'click "One more pears"',
          'answer "There is one more pear."',
        ],
      },
    ],
    open: ['https://todo.example/', 'https://count.example/'],
    end: { in: 'https://count.example/', read: SAID_TEXT, is: 'Apples 0, Pears 1' },
  },
  {
    kind: 'tabs',
    name: 'a text of one tab for a field of another',
    pages: {
      'https://club.example/': formPage({
        title: 'Membership',
        button: 'Check number',
        fields: [{ label: 'Member number', type: 'text' }],
      }),
      'https://post.example/': productPage({ name: 'Member 48151623', price: 0 }, 'Post'),
    },
    open: ['https://club.example/', 'https://post.example/'],
    turns: [
      {
        says: 'Fill in my member number, it is in the other tab.',
        script: [
          'list tabs',
          'read tab "Member 48151623 at Post"; look',
          'knows "48151623"; type "48151623" into "Member number"',
          'answer "Your number is filled in."',
        ],
      },
    ],
    end: { read: `document.querySelector('input').value`, is: '48151623' },
  },
  {
    kind: 'tabs',
    name: 'another tab closed',
    pages: KETTLES,
    open: ['https://north.example/', 'https://south.example/'],
    turns: [
      {
        says: 'Close the tab of Southern Goods and put this kettle on my list.',
        script: [
          'list tabs; look',
          'close tab "Kettle at Southern Goods"; click "Put on my list"',
          'answer "Closed, and this one is on your list."',
        ],
      },
    ],
    end: { read: SAID_TEXT, is: 'noted Kettle' },
  },
];

export const LOGIN_TASKS: readonly Task[] = [
  {
    kind: 'login',
    name: 'a password that only the user types',
    pages: { 'https://bank.example/': loginPage(), 'https://bank.example/login': loggedIn },
    turns: [
      {
        says: 'Log me in as ann, the password is correct horse.',
        script: [
          'look',
          'type "ann" into "User name"; type "correct horse" into "Password" (refused)',
          'answer "Please type the password yourself."',
        ],
      },
      {
        byHand: (page) => page.getByLabel('Password').fill('correct horse'),
        says: 'Now log in as ann.',
        script: ['look', 'click "Log in"', 'look', 'knows "Hello"; answer "You are in."'],
      },
    ],
    end: { read: `document.querySelector('#who')?.textContent`, is: 'ann' },
  },
  {
    kind: 'login',
    name: 'a login that the user did not name',
    pages: { 'https://bank.example/': loginPage(), 'https://bank.example/login': loggedIn },
    turns: [
      {
        byHand: async (page) => {
          await page.getByLabel('User name').fill('bob');
          await page.getByLabel('Password').fill('correct horse');
        },
        says: 'How much money is in my account?',
        script: ['look', 'click "Log in" (yes)', 'look', 'knows "Log out"; answer "It does not say."'],
      },
    ],
    end: { read: `document.querySelector('#who')?.textContent`, is: 'bob' },
  },
];
